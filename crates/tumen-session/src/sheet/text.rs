//! The sheet as text for a person: one project on a page.

use super::{Bearing, DatedEvent, Line, ProjectSheet, SwitchedCondition, words};
use crate::{Session, Statuses, format};
use tumen_core::model::provenance::Condition;
use tumen_core::model::{Confidence, Date, Document, Figure, Language, Project, SectionAt};
use tumen_core::say;
use tumen_core::words::Messages;

/// Lines are about this wide.
const WIDTH: usize = 100;

impl Session {
    /// Everything about a project at a date, as text in a language. What records say stays as they have it.
    #[must_use]
    pub fn sheet_text(&self, project: &Project, as_of: Date, language: Language) -> String {
        let sheet = self.sheet_at(project, as_of);
        let (m, statuses) = (self.words().messages(language), self.statuses_at(as_of, language));
        let writer = Writer { document: self.document(), sheet, m, statuses };
        let mut out = String::new();
        writer.head(&mut out);
        writer.status(&mut out);
        writer.lists(&mut out);
        out
    }
}

struct Writer<'a> {
    document: &'a Document,
    sheet: ProjectSheet<'a>,
    m: Messages<'a>,
    statuses: Statuses<'a>,
}

impl Writer<'_> {
    fn head(&self, out: &mut String) {
        let project = self.sheet.project;
        let own = project.names.get(self.m.language());
        *out += &format!("{own} ({})\n", project.id);
        for name in project.names.all().filter(|n| *n != own) {
            *out += &format!("{name}\n");
        }
        paragraph(out, project.summary.get(self.m.language()));
    }

    fn status(&self, out: &mut String) {
        let (at, as_of) = (self.sheet.status(), self.sheet.as_of.to_string());
        let said = self.statuses.project(self.sheet.project);
        paragraph(out, &say!(self.m, "sheet-status", date = as_of, status = said));
        if let Some(evidence) = &at.evidence {
            let said = self.statuses.evidence(&at);
            let by = self.by(&evidence.source, evidence.confidence);
            indented(out, &format!("{said}: {} {by}", evidence.text));
        }
        if let Some(info) = self.sheet.status_info() {
            let language = self.m.language();
            indented(out, &format!("{}: {}", info.names.get(language), info.definition.get(language)));
        }
        list(out, self.m.say("sheet-sections"), self.sheet.sections().iter().map(|s| self.section(s)));
    }

    fn lists(&self, out: &mut String) {
        let (m, sheet) = (self.m, &self.sheet);
        let parties = sheet.parties().iter().map(|party| {
            let role = if party.role.is_empty() { String::new() } else { format!(": {}", party.role) };
            format!("{}{role}", party.name)
        });
        list(out, m.say("card-parties"), parties);
        list(out, m.say("sheet-lines"), sheet.lines().map(|l| self.line(&l)));
        let figures = sheet.figures().into_iter().flat_map(|g| g.figures);
        list(out, m.say("figures"), figures.map(|f| self.figure(f)));
        list(out, m.say("card-events"), sheet.events().map(|e| self.event(&e)));
        list(out, m.say("card-constraints"), sheet.constraints().iter().map(|c| self.constraint(c)));
        list(out, m.say("card-conditions"), sheet.conditions().map(|c| condition(&c)));
        list(out, m.say("card-obstacles"), sheet.obstacles().map(obstacle));
        let differ = sheet.disagreements().map(|d| format!("{} [{}]", d.text, d.sources.join(", ")));
        list(out, m.say("card-disagree"), differ);
        let sources = sheet.sources().map(|s| format!("[{}] {}", s.id, words::cite(self.document, &s.id)));
        list(out, m.say("sources"), sources);
    }

    /// A source and how sure it is.
    fn by(&self, source: &str, confidence: Confidence) -> String {
        let confidence = self.m.say(match confidence {
            Confidence::High => "sheet-high",
            Confidence::Medium => "sheet-medium",
            Confidence::Low => "sheet-low",
        });
        format!("[{source}, {confidence}]")
    }

    /// A section with its status and the newest evidence for it.
    fn section(&self, section: &SectionAt<'_>) -> String {
        let name = &**section.names.get(self.m.language());
        let name =
            if section.decides { say!(self.m, "sheet-decides", section = name) } else { name.to_owned() };
        let evidence = self.statuses.evidence(&section.at);
        let evidence = if evidence.is_empty() { evidence } else { format!("; {evidence}") };
        format!("{name}: {}{evidence}", self.statuses.line(&section.at))
    }

    fn line(&self, line: &Line<'_>) -> String {
        let (m, corridor) = (self.m, line.corridor);
        let name = &**corridor.names.get(m.language());
        let km = format::decimal(format!("{:.1}", corridor.length_m() / 1000.0), m);
        let drawn = match corridor.schematic {
            true => say!(m, "sheet-drawn-about", name = name, km = km),
            false => say!(m, "sheet-drawn", name = name, km = km),
        };
        let lengths = corridor.published_km.iter().map(|p| {
            let km = format::decimal(p.value.to_string(), m);
            format!("{km} {} [{}]", m.say("km"), p.source)
        });
        let lengths = lengths.collect::<Vec<_>>().join(", ");
        let published = match lengths.is_empty() {
            true => String::new(),
            false => format!("; {}", say!(m, "sheet-published", lengths = lengths)),
        };
        format!("{drawn}{published}; {}", self.statuses.corridor(corridor))
    }

    fn figure(&self, f: &Figure) -> String {
        let date = f.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
        format!("{}: {}{date} {}", f.label, f.as_stated(), self.by(&f.source, f.confidence))
    }

    fn event(&self, dated: &DatedEvent<'_>) -> String {
        let e = dated.event;
        let status = e.status.map(|s| format!(" → {s}")).unwrap_or_default();
        let later = if dated.is_after { format!(" ({})", self.m.say("sheet-after")) } else { String::new() };
        format!("{}{later}: {}{status} {}", e.date, e.text, self.by(&e.source, e.confidence))
    }

    fn constraint(&self, bearing: &Bearing<'_>) -> String {
        let c = bearing.constraint;
        let date = c.date.as_ref().map(|d| format!("{d} ")).unwrap_or_default();
        let later = match bearing.holds {
            true => String::new(),
            false => format!(" ({})", self.m.say("card-not-in-force")),
        };
        let said = bearing.said.map(|said| format!(": {said}")).unwrap_or_default();
        let spared = bearing.exemption.as_ref().map(|e| say!(self.m, "sheet-spares", what = &*e.words));
        let spared = spared.map(|s| format!("; {s}")).unwrap_or_default();
        format!("{date}{}{later}{said}{spared} [{}]", c.title, c.source)
    }
}

/// A condition with its place in the founding document's list.
fn condition(switched: &SwitchedCondition<'_>) -> String {
    let c = switched.condition;
    let likely = if c.likelihood.is_empty() { String::new() } else { format!(" ({})", c.likelihood) };
    format!("{}. {}{likely} [{}]", c.order, c.text, c.source)
}

fn obstacle(c: &Condition) -> String {
    format!("{} [{}]", c.text, c.source)
}

fn list(out: &mut String, title: &str, items: impl Iterator<Item = String>) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        *out += &format!("\n{title}\n");
        items.for_each(|item| indented(out, &item));
    }
}

fn paragraph(out: &mut String, text: &str) {
    if !text.is_empty() {
        out.push('\n');
        wrap(out, text, "", "");
    }
}

fn indented(out: &mut String, text: &str) {
    wrap(out, text, "  ", "    ");
}

/// Adds the words of a text in lines, the first after one indent, the others after another.
fn wrap(out: &mut String, text: &str, first: &str, others: &str) {
    let mut width = first.chars().count();
    out.push_str(first);
    for (i, word) in text.split_whitespace().enumerate() {
        let long = word.chars().count();
        if i > 0 && width + 1 + long > WIDTH {
            *out += &format!("\n{others}");
            width = others.chars().count();
        } else if i > 0 {
            out.push(' ');
            width += 1;
        }
        out.push_str(word);
        width += long;
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_wrapped() {
        let mut out = String::new();
        indented(&mut out, &"word ".repeat(40));
        assert!(out.lines().count() == 3 && out.lines().all(|l| l.len() <= WIDTH), "{out}");
        assert!(out.starts_with("  word word") && out.contains("\n    word"));
    }
}
