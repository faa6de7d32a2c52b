//! The card of the window and the page of `tumen info` say the same of every project: at several dates, in every
//! language.
use super::card::{World, card_harness};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use tumen::ui::format;
use tumen_core::model::{Date, Language, Project, Selection};
use tumen_core::words::Messages;
use tumen_session::sheet::ProjectSheet;
use tumen_session::{SelectionCommand, Session, ViewCommand};

/// Before most events, in the middle of them, and after all.
const DATES: [(i32, u8, u8); 3] = [(2008, 9, 1), (2018, 5, 1), (2026, 11, 21)];

/// A text on one line, whatever its spaces were.
fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Every text of the window.
fn shown(harness: &Harness<'_, World>) -> BTreeSet<String> {
    let nodes = harness.query_all(egui_kittest::kittest::By::new());
    let texts = nodes.flat_map(|n| [n.accesskit_node().label(), n.value()]);
    texts.flatten().map(|t| plain(&t)).collect()
}

/// The items below a heading of a page of text.
fn items(page: &str, heading: &str) -> usize {
    let after = page.split(&format!("\n{heading}\n")).nth(1).unwrap_or_default();
    let own = after.lines().take_while(|l| l.starts_with("  "));
    own.filter(|l| !l.starts_with("    ")).count()
}

/// What both say: each text as the card and as the page has it.
fn rows(session: &Session, sheet: &ProjectSheet<'_>, m: Messages<'_>) -> Vec<(String, String)> {
    let both = |text: &str| (text.to_owned(), text.to_owned());
    let sentence = |text: &str| (format::sentence(text), text.to_owned());
    let (at, statuses) = (sheet.status(), session.statuses());
    let mut rows = vec![both(sheet.project.names.get(m.language())), both(statuses.name(at.status))];
    let evidence = statuses.evidence(&at);
    rows.extend((!evidence.is_empty()).then(|| sentence(&evidence)));
    if !sheet.project.sections.is_empty() {
        rows.push(both(&statuses.project(sheet.project)));
    }
    rows.extend(sheet.status_info().map(|i| both(i.definition.get(m.language()))));
    rows.extend(sheet.parties().iter().map(|p| both(&p.name)));
    rows.extend(sheet.lines().map(|l| both(l.corridor.names.get(m.language()))));
    for group in sheet.figures() {
        // The first of a group is never folded.
        let first = group.figures[0];
        rows.push((format::figure(first, m), format!("{}: {}", first.label, first.as_stated())));
    }
    rows.extend(sheet.events().map(|e| both(&e.event.text)));
    for bearing in sheet.constraints() {
        rows.push(both(&bearing.constraint.title));
        rows.extend(bearing.said.map(sentence));
        rows.extend(bearing.exemption.map(|e| {
            let said = m.say_with("card-exemption", &[("words", e.words.clone().into())]);
            (said, e.words)
        }));
    }
    rows.extend(sheet.conditions().map(|c| both(&c.condition.text)));
    rows.extend(sheet.obstacles().map(|c| both(&c.text)));
    rows.extend(sheet.disagreements().map(|d| both(d.text)));
    rows.extend(sheet.own_sources().map(|s| (format::source_title(&s.title).to_owned(), s.title.clone())));
    rows
}

fn compare(harness: &Harness<'_, World>, project: &Project, language: Language) {
    let session = &harness.state().session;
    let (m, sheet) = (session.messages(), session.sheet(project));
    let what = format!("{} at {} in {}", project.id, sheet.as_of, language.id());
    let card = shown(harness);
    let page = session.sheet_text(project, sheet.as_of, language);
    let text = plain(&page);
    for (on_card, on_page) in rows(session, &sheet, m) {
        assert!(card.contains(&plain(&on_card)), "{what}: the card lacks {on_card:?}");
        assert!(text.contains(&plain(&on_page)), "{what}: the page lacks {on_page:?}: {page}");
    }
    let lists = [
        ("sheet-sections", sheet.sections().len()),
        ("sheet-lines", sheet.lines().count()),
        ("card-events", sheet.events().count()),
        ("card-constraints", sheet.constraints().len()),
        ("card-conditions", sheet.conditions().count()),
        ("card-obstacles", sheet.obstacles().count()),
        ("card-disagree", sheet.disagreements().count()),
        ("sources", sheet.sources().count()),
    ];
    for (heading, count) in lists {
        assert_eq!(items(&page, m.say(heading)), count, "{what}: {heading}: {page}");
    }
    let count = |label: &str| harness.query_all_by_label(label).count();
    let after = sheet.events().filter(|e| e.is_after).count();
    assert_eq!(count(m.say("card-after")), after, "{what}: after the date");
    assert_eq!(text.matches(&format!("({})", m.say("sheet-after"))).count(), after, "{what}: {page}");
    let ahead = sheet.constraints().iter().filter(|c| !c.holds).count();
    assert_eq!(count(m.say("card-not-in-force")), ahead, "{what}: not in force");
    assert_eq!(text.matches(&format!("({})", m.say("card-not-in-force"))).count(), ahead, "{what}: {page}");
}

#[test]
fn the_card_and_info_have_the_same_rows() {
    let mut harness = card_harness(20_000.0);
    let projects = harness.state().session.document().projects.clone();
    for language in Language::ALL {
        let session = &mut harness.state_mut().session;
        session.run(ViewCommand::Language(language));
        session.run(ViewCommand::Interface(language));
        for (year, month, day) in DATES {
            let session = &mut harness.state_mut().session;
            session.run(ViewCommand::AsOf(Date::new(year, month, day).unwrap()));
            for project in &projects {
                let session = &mut harness.state_mut().session;
                session.run(SelectionCommand::Select(Some(Selection::Project(project.id.clone()))));
                harness.run();
                compare(&harness, project, language);
            }
        }
    }
}
