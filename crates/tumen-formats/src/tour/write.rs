//! Writing the text form. The same tour gives the same bytes.

use super::record::{self, Step};
use std::fmt::Write as _;
use tumen_core::model::tour::{Stop, Transition};
use tumen_core::model::{Loupe, Tour};

/// The text of a tour. What is as usual is left out.
#[must_use]
pub fn write(tour: &Tour) -> String {
    let mut out = String::new();
    field(&mut out, "id", &text(&tour.id));
    field(&mut out, "title", &text(&tour.title));
    if !tour.summary.is_empty() {
        field(&mut out, "summary", &text(&tour.summary));
    }
    if !tour.files.is_empty() {
        field(&mut out, "files", &list(tour.files.iter()));
    }
    for stop in &tour.stops {
        out.push_str("\n[[stop]]\n");
        write_stop(stop, &mut out);
    }
    out
}

fn field(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "{name} = {value}");
}

fn write_stop(stop: &Stop, out: &mut String) {
    let usual = Stop::new("", stop.bounds);
    field(out, "title", &text(&stop.title));
    field(out, "bounds", &format!("{:?}", <[f64; 4]>::from(stop.bounds)));
    if stop.projection != usual.projection {
        field(out, "projection", &text(stop.projection.id()));
    }
    if let Some(date) = stop.as_of {
        field(out, "as_of", &text(&date.to_string()));
    }
    if !stop.hidden.is_empty() {
        field(out, "hidden", &list(stop.hidden.iter()));
    }
    if let Some(layers) = &stop.layers {
        field(out, "layers", &list(layers.iter()));
    }
    if let Some(selection) = &stop.selection {
        field(out, "selection", &text(selection));
    }
    if let Some(side_panel) = record::side_panel_text(&stop.side_panel) {
        field(out, "beside", &text(&side_panel));
    }
    if stop.flows {
        field(out, "flows", "true");
    }
    if !stop.loupes.is_empty() {
        let loupes: Vec<String> = stop.loupes.iter().map(Loupe::to_string).collect();
        field(out, "loupes", &list(loupes.iter()));
    }
    if let Some(compare) = &stop.compare {
        field(out, "compare", &text(&compare.to_string()));
    }
    if stop.seconds != usual.seconds {
        field(out, "seconds", &format!("{:?}", stop.seconds));
    }
    match record::step(stop.transition) {
        _ if stop.transition == Transition::Fly => {}
        Step::Word(word) => field(out, "transition", &text(&word)),
        Step::Seconds(seconds) => field(out, "transition", &format!("{:?}", seconds.0)),
    }
    for (name, said) in [("caption", &stop.caption), ("notes", &stop.notes)] {
        if !said.is_empty() {
            field(out, name, &text(said));
        }
    }
}

fn list<'a>(items: impl Iterator<Item = &'a String>) -> String {
    let items: Vec<String> = items.map(|item| quoted(item)).collect();
    format!("[{}]", items.join(", "))
}

/// A text on one line, or on several as it is written; never so that a line looks like the start of a block.
fn text(text: &str) -> String {
    let looks = |line: &str| line.starts_with("[[");
    if !text.contains('\n') || text.lines().any(looks) {
        return quoted(text);
    }
    let mut out = String::from("\"\"\"\n");
    text.chars().for_each(|c| push(&mut out, c, true));
    out.push_str("\"\"\"");
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    text.chars().for_each(|c| push(&mut out, c, false));
    out.push('"');
    out
}

fn push(out: &mut String, c: char, several_lines: bool) {
    match c {
        '\n' if several_lines => out.push('\n'),
        '\n' => out.push_str("\\n"),
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\t' => out.push_str("\\t"),
        '\u{0}'..='\u{1f}' | '\u{7f}' => {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        }
        c => out.push(c),
    }
}
