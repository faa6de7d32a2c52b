//! Statuses and their dates on the shipped data.

use super::common::{TODAY, bundled, ready};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Geometry, Positions, Value};
use tumen_core::model::{
    Corridor, Date, Document, Edit, Event, Feature, Id, Language, Layer, Project, Status, StatusAt, Told,
};
use tumen_session::WorkspaceCommand;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn document() -> &'static Document {
    bundled().document()
}

fn project(id: &str) -> &'static Project {
    document().project(id).unwrap_or_else(|| panic!("there is no project `{id}`"))
}

/// Status, since when, newest evidence.
fn told(at: &StatusAt) -> (Option<Status>, &str, &str) {
    let since = at.since.as_ref().map_or("", |s| s.text());
    (at.status, since, at.evidence.as_ref().map_or("", |e| e.date.text()))
}

/// The dates that a planner would sign, each found by hand in its source.
#[test]
fn since_is_the_first_event_of_the_run_and_evidence_the_newest() {
    use Status::{Dismantled, Operating, Suspended, UnderConstruction};
    let expected = [
        ("khasan-rajin", Operating, "2022-11-02", "2025-06-17"),
        ("rajin-pier-3", Operating, "2024-04", "2025-05"),
        ("road-bridge", UnderConstruction, "2025-04-30", "2026-03"),
        ("trans-korean-rail", Dismantled, "2024-08", "2024-10-15"),
        ("flights", Operating, "2023-08-25", "2026-02-10"),
        ("gangneung-jejin", UnderConstruction, "2022-01-05", "2024-09"),
        ("vladivostok-rajin-ferry", Suspended, "2017-09", "2026-02-10"),
        ("ferry-vladivostok-rajin", Suspended, "2017-09", "2026-02-10"),
    ];
    for (id, status, since, evidence) in expected {
        let at = document().target_status(id, TODAY).unwrap();
        assert_eq!(told(&at), (Some(status), since, evidence), "{id}");
    }
}

#[test]
fn the_contract_of_the_road_bridge_comes_before_its_works() {
    let at = |date| document().project_status(project("road-bridge"), day(date));
    assert_eq!(told(&at("2025-03-01")).0, Some(Status::Agreed));
    let contract = document()
        .events_of("road-bridge")
        .any(|e| e.date.text() == "2025-02" || e.date.text().starts_with("2025-02-"));
    assert!(contract, "the contract of February 2025 is an event");
}

#[test]
fn the_line_is_used_while_it_is_rebuilt() {
    let rebuilding = |date| document().project_status(project("khasan-rajin-rebuilding"), day(date)).status;
    let line = |date| document().target_status("khasan-rajin", day(date)).unwrap().status;
    for date in ["1960-01-01", "2005-06-01", "2012-06-01"] {
        assert_eq!(line(date), Some(Status::Operating), "{date}");
    }
    assert_eq!(rebuilding("2000-01-01"), None);
    assert_eq!(rebuilding("2005-06-01"), Some(Status::Agreed));
    assert_eq!(rebuilding("2010-06-01"), Some(Status::UnderConstruction));
    assert_eq!(rebuilding("2014-06-01"), Some(Status::Completed));
}

#[test]
fn statuses_follow_their_history() {
    use Status::{Agreed, Dismantled, Operating, Proposed, Suspended, UnderConstruction};
    let chains: [(&str, &[(&str, Status)]); 3] = [
        (
            "road-bridge",
            &[("2016-01-01", Proposed), ("2024-12-01", Agreed), ("2025-06-01", UnderConstruction)],
        ),
        (
            "khasan-rajin",
            &[
                ("1959-12-31", Operating),
                ("2014-06-01", Operating),
                ("2018-03-15", Suspended),
                ("2018-10-15", Operating),
                ("2021-06-01", Suspended),
                ("2024-06-15", Operating),
            ],
        ),
        (
            "trans-korean-rail",
            &[("2007-06-01", UnderConstruction), ("2018-06-30", Suspended), ("2025-06-01", Dismantled)],
        ),
    ];
    for (id, chain) in chains {
        for (date, expected) in chain {
            let at = document().project_status(project(id), day(date)).status;
            assert_eq!(at, Some(*expected), "{id} at {date}");
        }
    }
    let before = document().project_status(project("khasan-rajin"), day("1951-01-01"));
    assert_eq!(before, StatusAt::default(), "nothing is known before the first event");
}

#[test]
fn a_project_with_sections_is_told_by_the_one_that_decides() {
    let project = project("trans-korean-rail");
    let said = bundled().statuses_at(TODAY, Language::En).project(project);
    assert!(said.starts_with("Dismantled: inter-Korean links, since 2024-08; "), "{said}");
    for part in
        ["Jejin–Gangneung under construction since 2022-01-05", "Gangneung–Busan operating since 2025-01-01"]
    {
        assert!(said.contains(part), "{said}");
    }
    // The deciding section is made of segments: the project never has a status that none of them has.
    let deciding = project.sections.iter().find(|s| s.decides).unwrap();
    for year in 2002..=TODAY.year {
        let date = Date::new(year, 12, 31).unwrap();
        let whole = document().project_status(project, date).status;
        let parts: BTreeSet<_> =
            deciding.targets.iter().map(|t| document().target_status(t, date).unwrap().status).collect();
        assert!(parts.contains(&whole), "{year}: {whole:?} is none of {parts:?}");
    }
}

/// The project's own events speak of the section that decides. Where that is one line, both histories are one.
#[test]
fn a_project_says_of_its_deciding_section_what_that_section_says() {
    let mut compared = 0;
    for project in &document().projects {
        let deciding = project.sections.iter().find(|s| s.decides).map_or(&[][..], |s| &s.targets);
        let [target] = deciding else { continue };
        compared += 1;
        for year in 1949..=TODAY.year {
            let date = Date::new(year, 12, 31).unwrap().min(TODAY);
            let (whole, part) =
                (document().project_status(project, date), document().target_status(target, date).unwrap());
            assert_eq!(told(&whole), told(&part), "{} and {target}, {date}", project.id);
        }
    }
    assert!(compared > 2, "{compared}");
}

#[test]
fn a_line_whose_parts_opened_one_by_one_is_in_use_since_the_last_of_them() {
    let at = |date| document().project_status(project("primorye-branches"), day(date));
    assert_eq!(told(&at("1950-12-31")).0, None, "Kraskino–Khasan is not there yet");
    assert_eq!(told(&at("1951-12-31")), (Some(Status::Operating), "1951-09-28", "1951-09-28"));
}

/// A line of which one part was taken up is not "dismantled": its length and status stand side by side.
#[test]
fn a_corridor_whose_parts_differ_is_told_from_end_to_end() {
    let said = |id: &str, date: &str| {
        bundled().statuses_at(day(date), Language::En).corridor(document().corridor(id).unwrap())
    };
    assert_eq!(
        said("east-coast", "2026-11-21"),
        "Khasan–Kumgangsan operating; Kumgangsan–Jejin dismantled; \
         Jejin–Gangneung under construction; Gangneung–Busan operating"
    );
    assert_eq!(said("khasan-rajin", "2026-11-21"), "Operating since 2022-11-02");
    assert_eq!(said("bam", "2026-11-21"), "Operating since 1989");
    let at = |id: &str| document().target_status(id, TODAY).unwrap();
    assert_eq!(told(&at("ayam")).1, "2014-08", "the line beyond Aldan did not open with Bamovskaya–Tynda");
    assert_eq!(told(&at("gyeongwon")).1, "1945", "it was cut long before the links of 2024");
    assert_eq!(told(&at("ugolnaya-vostochny")), (Some(Status::Operating), "1978-12", "2010-11-02"));
    let ru = bundled().statuses_at(TODAY, Language::Ru).corridor(document().corridor("gyeongui").unwrap());
    assert!(ru.contains("Кэсон — Торасан: демонтирован"), "{ru}");
    let old = |id: &str| bundled().statuses_at(TODAY, Language::En).is_old(document().corridor(id).unwrap());
    assert!(old("east-coast"), "the evidence north of Kumgangsan is of 2018");
    assert!(!old("trans-siberian"));
}

#[test]
fn without_a_record_of_the_deciding_section_the_others_are_told_all_the_same() {
    let said = |date| bundled().statuses_at(day(date), Language::En).project(project("bam"));
    let expected = "No dated record yet: Ust-Kut–Komsomolsk; Tayshet–Ust-Kut operating since 1950; ";
    assert!(said("1960-12-31").starts_with(expected), "{}", said("1960-12-31"));
    assert!(said("1960-12-31").contains("Selikhin–Sovetskaya Gavan operating since 1945"));
}

#[test]
fn evidence_that_names_only_a_year_is_not_told_by_the_month() {
    let at = day("2025-06-30");
    let said =
        bundled().statuses_at(at, Language::En).evidence(&document().project_status(project("bam"), at));
    assert_eq!(said, "last evidence 2025, up to the date shown");
}

#[test]
fn every_project_with_sections_has_one_that_decides() {
    for project in &document().projects {
        let deciding = project.sections.iter().filter(|s| s.decides).count();
        assert!(project.sections.is_empty() || deciding == 1, "{}: {deciding}", project.id);
    }
}

#[test]
fn the_age_of_evidence_is_told_in_words() {
    let statuses = |date: &str| bundled().statuses_at(day(date), Language::En);
    let said =
        |id: &str, date: &str| statuses(date).evidence(&document().project_status(project(id), day(date)));
    assert_eq!(said("road-bridge", "2026-11-21"), "last evidence 2026-03, 8 months before the date shown");
    assert_eq!(said("road-bridge", "2026-03-20"), "last evidence 2026-03, in the month shown");
    assert_eq!(
        said("khasan-rajin", "2026-11-21"),
        "last evidence 2025-06-17, 17 months before the date shown (old evidence)"
    );
    assert!(said("trans-korean-gas", "2026-11-21").contains("7 years before the date shown (old evidence)"));
    assert_eq!(said("road-bridge", "1950-01-01"), "");
    for language in Language::ALL {
        let at = document().project_status(project("road-bridge"), TODAY);
        let words = bundled().statuses_at(TODAY, language);
        let text = format!("{} {}", words.line(&at), words.evidence(&at));
        assert!(
            text.contains("2025-04-30") && text.contains("2026-03") && !text.contains(['{', '}']),
            "{text}"
        );
    }
}

#[test]
fn every_status_is_carried_by_an_event() {
    let document = document();
    let carried = |at: &StatusAt, targets: &[&str], date: Date| {
        let Some(status) = at.status else { return at.since.is_none() && at.evidence.is_none() };
        let since = at.since.as_ref().unwrap();
        let evidence = at.evidence.as_ref().unwrap();
        let own = |e: &&Event| e.status == Some(status) && targets.contains(&&*e.target);
        let events: Vec<&Event> = document.events.iter().filter(own).collect();
        since.first <= date
            && events.iter().any(|e| e.date == *since)
            && events.iter().any(|e| e.date == evidence.date && e.source == evidence.source)
    };
    for year in 1949..=TODAY.year {
        let date = Date::new(year, 12, 31).unwrap().min(TODAY);
        for project in &document.projects {
            let at = document.project_status(project, date);
            assert!(carried(&at, &[&project.id], date), "{} {date}: {at:?}", project.id);
        }
        for corridor in &document.corridors {
            let at = document.corridor_status(corridor, date);
            let parts: Vec<_> = corridor.segments.iter().map(|s| corridor.target_of(s)).collect();
            let lines = corridor.segments.iter().filter_map(|s| s.same_as.as_deref());
            let mut targets: Vec<&str> = parts.iter().map(String::as_str).chain(lines).collect();
            targets.extend([&*corridor.id, &*corridor.project]);
            assert!(carried(&at, &targets, date), "{} {date}: {at:?}", corridor.id);
            for segment in &corridor.segments {
                let target = corridor.target_of(segment);
                let line = segment.same_as.as_ref().map_or(&*corridor.id, |id| id);
                let owner = document.corridor(line).map_or("", |c: &Corridor| &c.project);
                let at = document.segment_status(corridor, segment, date);
                assert!(carried(&at, &[&target, line, owner], date), "{target} {date}: {at:?}");
            }
        }
    }
}

#[test]
fn every_project_has_a_sourced_figure_or_event() {
    let document = document();
    for project in &document.projects {
        let figures = document.figures_of(&project.id).map(|f| &f.source);
        let sources: Vec<&Id> = figures.chain(document.events_of(&project.id).map(|e| &e.source)).collect();
        assert!(!sources.is_empty(), "{} has neither figure nor event", project.id);
        assert!(sources.iter().all(|id| document.source(id).is_some()), "{}", project.id);
        assert!(document.project_status(project, TODAY).status.is_some(), "{} has no status", project.id);
    }
}

#[test]
fn evidence_grows_old_for_every_status_that_can_change_unseen() {
    use Status::{
        Agreed, Cancelled, Completed, Dismantled, Operating, Proposed, Shelved, Suspended, UnderConstruction,
    };
    let spans = |status| document().status_info(status).unwrap().span("railway");
    for status in [Proposed, Agreed, UnderConstruction, Operating, Suspended, Shelved] {
        assert!(spans(status).is_some_and(|months| months >= 12), "{status}");
    }
    for status in [Completed, Cancelled, Dismantled] {
        assert_eq!(spans(status), None, "{status}");
    }
}

/// What `tumen info --as-of` says of each project at the end of each year: one line for as long as it says the
/// same. The newest evidence is that of the last year of the line.
fn history(project: &Project) -> String {
    let ends = (1950..TODAY.year).map(|year| Date { year, month: 12, day: 31 }).chain([TODAY]);
    let mut lines: Vec<(Date, Date, StatusAt, Option<Date>)> = Vec::new();
    for date in ends {
        let at = document().project_status(project, date);
        let stale = at.is_stale().then_some(date);
        match lines.last_mut() {
            Some((_, to, last, old)) if (last.status, &last.since) == (at.status, &at.since) => {
                (*to, *last, *old) = (date, at, stale.and(old.or(stale)));
            }
            _ => lines.push((date, date, at, stale)),
        }
    }
    lines.iter().fold(format!("{}\n", project.id), |mut text, (from, to, at, old)| {
        let year = |d: &Date| if *d == TODAY { d.to_string() } else { d.year.to_string() };
        let years = if from == to { year(from) } else { format!("{}–{}", year(from), year(to)) };
        let (status, since, evidence) = told(at);
        let said = match status {
            None => "not known".to_owned(),
            Some(status) if since == evidence => format!("{status} since {since}"),
            Some(status) => format!("{status} since {since}, last evidence {evidence}"),
        };
        let old = old.map(|d| format!(", old from {}", year(&d))).unwrap_or_default();
        let _ = writeln!(text, "  {years:<15} {said}{old}");
        text
    })
}

#[test]
fn the_history_of_every_project_is_as_it_was_read() {
    let told: String = document().projects.iter().map(history).collect();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/statuses.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &told).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    for (kept, told) in kept.lines().zip(told.lines()) {
        assert_eq!(kept, told, "read the new line; UPDATE=1 keeps it");
    }
    assert_eq!(kept.lines().count(), told.lines().count());
}

#[test]
fn the_map_shows_what_info_says() {
    let document = document();
    let corridor = document.corridor("khasan-rajin").unwrap();
    let date = day("2005-06-01");
    assert_eq!(
        document.corridor_status(corridor, date),
        document.project_status(project("khasan-rajin"), date)
    );
    assert!(
        matches!(document.told("khasan-rajin", date), Some(Told::Run(run)) if run.status == Status::Operating)
    );
}

/// A point with properties, as a file gives them.
fn point(properties: &[(&str, Value)]) -> Feature {
    let place = Geometry::Point(Positions::new(vec![LonLat::new(130.6, 42.4)]));
    let properties = properties.iter().map(|(key, value)| ((*key).into(), value.clone())).collect();
    Feature { properties, ..Feature::drawn(place) }
}

#[test]
fn the_time_bar_reaches_as_far_as_layers_are_dated() {
    let text = |t: &str| Value::Text(t.into());
    let mut session = ready();
    assert_eq!(session.time_range(), (day("1949-01-01"), day("2041-11-21")));
    let features = vec![
        point(&[("name", text("1850")), ("date", text("1903-07-14T10:00:00Z"))]),
        point(&[("year", Value::Number("2050".into()))]),
        point(&[("date", text("unknown")), ("time", Value::Number("17".into()))]),
    ];
    session.run(WorkspaceCommand::Edit(vec![Edit::AddLayers(vec![Layer::new("Dated", features)])], None));
    session.prepare();
    assert_eq!(session.time_range(), (day("1903-07-14"), day("2050-12-31")));
    let id = session.workspace().layers[0].id;
    session.run(WorkspaceCommand::Edit(vec![Edit::RemoveLayer(id)], None));
    assert_eq!(session.time_range().0, day("1949-01-01"));
}
