//! `tumen info PROJECT` for a person: one project on a page.

use tumen_core::model::{Corridor, Date, Document, Event, Figure, Language, Project, SectionAt};
use tumen_session::{Session, Statuses};

/// Lines are about this wide.
const WIDTH: usize = 100;

/// Everything about a project at a date, as text.
pub fn page(session: &Session, project: &Project, as_of: Date) -> String {
    let document = session.document();
    let mut out = format!("{} ({})\n", project.names.en, project.id);
    for name in project.names.all().skip(1) {
        out += &format!("{name}\n");
    }
    paragraph(&mut out, &project.summary.en);
    status(&mut out, session, project, as_of);
    let parties = project.parties.iter().map(|p| {
        let role = if p.role.is_empty() { String::new() } else { format!(": {}", p.role) };
        format!("{}{role}", p.name)
    });
    list(&mut out, "Parties", parties);
    let statuses = session.statuses_at(as_of, Language::En);
    let lines = project.corridors.iter().filter_map(|id| document.corridor(id));
    list(&mut out, "Lines", lines.map(|c| format!("{}; {}", length(c), statuses.corridor(c))));
    list(&mut out, "Figures", document.figures_of(&project.id).map(figure));
    list(&mut out, "Events", document.events_of(&project.id).map(|e| event(e, as_of)));
    let constraints = document.constraints_of(&project.id).map(|c| {
        let date = c.date.as_ref().map(|d| format!("{d} ")).unwrap_or_default();
        let spared = if c.exemption.is_empty() { String::new() } else { format!("; spares {}", c.exemption) };
        format!("{date}{}: {}{spared} [{}]", c.title, c.effect, c.source)
    });
    list(&mut out, "Constraints", constraints);
    outlook(&mut out, document, project);
    let sources = sources(document, project);
    list(&mut out, "Sources", sources.iter().map(|id| format!("[{id}] {}", super::cite(document, id))));
    out
}

fn status(out: &mut String, session: &Session, project: &Project, as_of: Date) {
    let document = session.document();
    let at = document.project_status(project, as_of);
    let statuses = session.statuses_at(as_of, Language::En);
    paragraph(out, &format!("Status as of {as_of}: {}", statuses.project(project)));
    if let Some(evidence) = &at.evidence {
        let said = statuses.evidence(&at);
        indented(
            out,
            &format!("{said}: {} [{}, {}]", evidence.text, evidence.source, evidence.confidence.id()),
        );
    }
    if let Some(info) = at.status.and_then(|s| document.status_info(s)) {
        indented(out, &format!("{}: {}", info.names.en, info.definition.en));
    }
    let sections = document.section_statuses(project, as_of);
    list(out, "Sections", sections.iter().map(|s| section(statuses, s)));
}

/// A section with its status and the newest evidence for it.
fn section(statuses: Statuses<'_>, section: &SectionAt<'_>) -> String {
    let deciding = if section.decides { " (decides)" } else { "" };
    let evidence = statuses.evidence(&section.at);
    let evidence = if evidence.is_empty() { evidence } else { format!("; {evidence}") };
    format!("{}{deciding}: {}{evidence}", section.names.en, statuses.line(&section.at))
}

/// Conditions under which it would be built, and what stands in the way.
fn outlook(out: &mut String, document: &Document, project: &Project) {
    let applies = |ids: &[tumen_core::model::Id]| ids.contains(&project.id);
    let conditions = document.outlook.conditions.iter().filter(|c| applies(&c.applies_to));
    let likely = |l: &str| if l.is_empty() { String::new() } else { format!(" ({l})") };
    list(
        out,
        "Conditions",
        conditions.map(|c| format!("{}. {}{} [{}]", c.order, c.text, likely(&c.likelihood), c.source)),
    );
    let obstacles = document.outlook.obstacles.iter().filter(|c| applies(&c.applies_to));
    list(out, "Obstacles", obstacles.map(|c| format!("{} [{}]", c.text, c.source)));
}

fn length(corridor: &Corridor) -> String {
    let about = if corridor.schematic { "about " } else { "" };
    let published: Vec<String> =
        corridor.published_km.iter().map(|p| format!("{} km [{}]", p.value, p.source)).collect();
    let published =
        if published.is_empty() { String::new() } else { format!("; published {}", published.join(", ")) };
    format!("{}: drawn {about}{:.1} km{published}", corridor.names.en, corridor.length_m() / 1000.0)
}

fn figure(f: &Figure) -> String {
    let date = f.date.as_ref().map(|d| format!(", {d}")).unwrap_or_default();
    format!("{}: {}{date} [{}, {}]", f.label, f.as_stated(), f.source, f.confidence.id())
}

fn event(e: &Event, as_of: Date) -> String {
    let status = e.status.map(|s| format!(" → {s}")).unwrap_or_default();
    let later = if e.date.first > as_of { " (after the date)" } else { "" };
    format!("{}{later}: {}{status} [{}, {}]", e.date, e.text, e.source, e.confidence.id())
}

/// The sources that the page names, each once, in order of the file.
fn sources<'a>(document: &'a Document, project: &'a Project) -> Vec<&'a str> {
    let applies = |ids: &[tumen_core::model::Id]| ids.contains(&project.id);
    let mut used: std::collections::BTreeSet<&str> = project.sources.iter().map(|s| &**s).collect();
    used.extend(document.figures_of(&project.id).map(|f| &*f.source));
    used.extend(document.events_of(&project.id).map(|e| &*e.source));
    used.extend(document.constraints_of(&project.id).map(|c| &*c.source));
    let outlook = document.outlook.conditions.iter().chain(&document.outlook.obstacles);
    used.extend(outlook.filter(|c| applies(&c.applies_to)).map(|c| &*c.source));
    let lines = project.corridors.iter().filter_map(|id| document.corridor(id));
    used.extend(lines.flat_map(|c| c.published_km.iter().map(|k| &*k.source)));
    document.sources.iter().map(|s| &*s.id).filter(|id| used.contains(id)).collect()
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
