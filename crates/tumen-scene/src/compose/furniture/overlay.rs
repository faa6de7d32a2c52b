//! Results of the logistics network in the legend.

use super::{Pen, Row};
use crate::compose::{Contents, OverlayRow};
use crate::frame::Stroke;

impl Pen<'_> {
    /// A heading and a row for each look of the overlay.
    pub(super) fn overlay_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let Some(legend) = &contents.overlay else { return };
        let own = &self.own.legend;
        rows.push(Row::Heading(self.cut(&legend.title, own.overlay_widest)));
        for (stroke, row) in &legend.rows {
            let sample = Stroke { width: stroke.width.min(own.overlay_most), ..*stroke };
            rows.push(Row::Line(vec![sample], self.cut(&self.overlay_text(row), own.overlay_widest)));
        }
    }

    fn overlay_text(&self, row: &OverlayRow) -> String {
        let percent = |share: f32| format!("{:.0}", share * 100.0);
        match row {
            OverlayRow::Route(name) => name.clone(),
            OverlayRow::Tonnes(tonnes) => self.filled("tonnes_a_year", &[("n", &millions(*tonnes))]),
            OverlayRow::Load(from, None) => self.filled("load_from", &[("a", &percent(*from))]),
            OverlayRow::Load(from, Some(to)) => {
                self.filled("load", &[("a", &percent(*from)), ("b", &percent(*to))])
            }
            OverlayRow::Unknown => self.word("load_unknown").to_owned(),
            OverlayRow::Days(from, to) => self.filled("days", &[("a", &days(*from)), ("b", &days(*to))]),
        }
    }
}

/// Millions with as many places as tell something.
fn millions(tonnes: f64) -> String {
    let millions = tonnes / 1e6;
    match millions {
        m if m >= 100.0 => format!("{m:.0}"),
        m if m >= 1.0 => format!("{m:.1}"),
        m if m >= 0.01 => format!("{m:.2}"),
        m => format!("{m:.4}"),
    }
}

fn days(days: f32) -> String {
    if days.fract() == 0.0 { format!("{days:.0}") } else { format!("{days}") }
}
