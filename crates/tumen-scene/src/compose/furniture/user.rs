//! Layers of the user in the legend.

use super::{Pen, Row};
use crate::compose::{Contents, LegendLayer, Sample};
use crate::frame::{Stroke, Weight};
use crate::text;
use crate::user::Sort;

/// So many rows are given to layers of the user.
const MOST: usize = 24;

impl Pen<'_> {
    /// A layer of one look has a row with its name; others have a heading and a row for each class.
    pub(super) fn user_rows(&self, contents: &Contents, rows: &mut Vec<Row>) {
        let cut = |words: &str| self.cut(words, self.own.legend.user_widest);
        // The uppermost layer first, as in lists of layers.
        let mut layers = contents.user.iter().rev();
        let mut mine: Vec<Row> = Vec::new();
        let mut left_out = 0;
        let single = |l: &LegendLayer| l.rows.len() == 1 && !is_named(&l.rows[0].sort);
        let singles: Vec<&LegendLayer> = contents.user.iter().rev().filter(|l| single(l)).collect();
        if !singles.is_empty() {
            mine.push(Row::Heading(self.word("layers").to_owned()));
            for layer in singles {
                mine.push(Row::User(layer.rows[0].sample, cut(&layer.name)));
            }
        }
        for layer in layers.by_ref().filter(|l| !single(l)) {
            mine.push(Row::Heading(cut(&layer.name)));
            mine.extend(layer.rows.iter().map(|r| Row::User(r.sample, cut(&self.class_name(&r.sort)))));
            if layer.more > 0 {
                mine.push(Row::Note(self.and_more(layer.more)));
            }
        }
        while mine.len() > MOST {
            mine.pop();
            left_out += 1;
        }
        rows.extend(mine);
        if left_out > 0 {
            rows.push(Row::Note(self.and_more(left_out + 1)));
        }
    }

    fn and_more(&self, count: usize) -> String {
        self.filled("and_more", &[("n", &count.to_string())])
    }

    fn class_name(&self, sort: &Sort) -> String {
        match sort {
            Sort::Plain | Sort::Own(_) => String::new(),
            Sort::Value(value) => value.trim().to_owned(),
            Sort::Range(from, to) if from == to => number(*from),
            Sort::Range(from, to) => format!("{} – {}", number(*from), number(*to)),
            Sort::Other => self.word("other").to_owned(),
            Sort::Missing => self.word("no_value").to_owned(),
        }
    }

    /// A text that fits a width, pixels.
    pub(super) fn cut(&self, words: &str, widest: f32) -> String {
        let fits = |t: &str| text::width(t, self.text_sizes.note, Weight::SemiBold) <= widest;
        if fits(words) {
            return words.to_owned();
        }
        let mut short: String = words.chars().take(80).collect();
        while !short.is_empty() && !fits(&format!("{short}…")) {
            short.pop();
        }
        format!("{}…", short.trim_end())
    }

    /// Draws how a class looks, around the vertical middle of a row.
    pub(super) fn sample(&mut self, sample: &Sample, [x, y]: [f32; 2]) {
        let own = self.own.legend;
        if let Some(fill) = sample.fill {
            let half = own.row * 0.5 - own.area_inset;
            let corners = vec![
                [x + 2.0, y - half],
                [x + own.sample - 2.0, y - half],
                [x + own.sample - 2.0, y + half],
                [x + 2.0, y + half],
            ];
            let rim = sample.line.map(|s| Stroke { width: s.width.min(own.area_rim), ..s });
            self.path(corners, true, Some(fill), rim);
        } else if let Some(stroke) = sample.line {
            let stroke = Stroke { width: stroke.width.min(own.user_most), ..stroke };
            self.path(vec![[x, y], [x + own.sample, y]], false, None, Some(stroke));
        }
        if let Some((color, size)) = sample.point {
            let points = crate::compose::circle([x + own.sample * 0.5, y], size.min(own.user_most) * 0.5);
            let rim = Stroke::solid(1.0, self.palette.casing);
            self.path(points, true, Some(color), Some(rim));
        }
    }
}

fn is_named(sort: &Sort) -> bool {
    !matches!(sort, Sort::Plain | Sort::Own(_))
}

/// A number short enough for a legend.
fn number(value: f64) -> String {
    let size = value.abs();
    match size {
        _ if value.fract() == 0.0 && size < 1e9 => format!("{value:.0}"),
        s if !(1e-3..1e9).contains(&s) => format!("{value:.2e}"),
        s if s >= 100.0 => format!("{value:.0}"),
        s if s >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}
