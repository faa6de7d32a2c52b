//! Results of the logistics network in the legend.

use super::user::cut_to;
use super::{Pen, Row};
use crate::compose::{Contents, OverlayRow};
use crate::frame::Stroke;

/// A text longer than this is cut, pixels.
const WIDEST: f32 = 320.0;
/// Samples are drawn no wider than this, pixels.
const SAMPLE_MOST: f32 = 12.0;

impl Pen<'_> {
    /// A heading and a row for each look of the overlay.
    pub(super) fn overlay_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let Some(legend) = &contents.overlay else { return };
        rows.push(Row::Heading(cut_to(&legend.title, WIDEST)));
        for (stroke, row) in &legend.rows {
            let sample = Stroke { width: stroke.width.min(SAMPLE_MOST), ..*stroke };
            rows.push(Row::Line(vec![sample], cut_to(&self.overlay_text(row), WIDEST)));
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
