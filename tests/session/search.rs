//! What a search must find first, and what it must not find.

use crate::common::{CITIES, bundled};
use tumen_session::search::{Hit, Target, search};

fn find(text: &str) -> Vec<Hit<Target>> {
    search(bundled().search_index(), text, 12)
}

fn id(what: &Target) -> String {
    match what {
        Target::Place(id) => format!("place:{id}"),
        Target::Project(id) => format!("project:{id}"),
        Target::Corridor(id) => format!("corridor:{id}"),
        Target::Fact(id) => format!("fact:{id}"),
        Target::Series(id) => format!("series:{id}"),
    }
}

/// What is found first, with its kind.
fn first(text: &str) -> String {
    find(text).first().map_or_else(|| "nothing".to_owned(), |hit| id(&hit.what))
}

/// All queries whose first result is another one than expected.
fn fail_unless_first(expected: &[(&str, &str)]) {
    let wrong: Vec<String> = expected
        .iter()
        .map(|(text, wanted)| (text, wanted, first(text)))
        .filter(|(_, wanted, found)| *wanted != found)
        .map(|(text, wanted, found)| format!("`{text}` finds {found} first, not {wanted}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_city_is_first_by_its_three_names() {
    let document = bundled().document();
    for names in CITIES {
        let city = document.places.iter().find(|p| &*p.names.en == names[0]).unwrap();
        for name in names {
            for text in [name.to_owned(), name.to_uppercase(), name.to_lowercase()] {
                assert_eq!(first(&text), format!("place:{}", city.id), "{text}");
            }
        }
    }
}

#[test]
fn rajin_and_khasan_are_first_in_every_spelling() {
    let rajin = ["Rajin", "Najin", "Rason", "라진", "나진", "Раджин", "rajin", "РАДЖИН", "Начжин"];
    let khasan = ["Khasan", "Hasan", "Хасан", "하산", "Khassan", "Xasan", "xасан"];
    let all = rajin.map(|n| (n, "place:rajin")).into_iter().chain(khasan.map(|n| (n, "place:khasan")));
    fail_unless_first(&all.collect::<Vec<_>>());
}

#[test]
fn slips_and_missing_letters_are_forgiven() {
    fail_unless_first(&[
        ("vladivistok", "place:vladivostok"),
        ("Wladivostok", "place:vladivostok"),
        ("vladvostok", "place:vladivostok"),
        ("vldvstk", "place:vladivostok"),
        ("habarovsk", "place:khabarovsk"),
        ("Kabarovsk", "place:khabarovsk"),
        ("Владивасток", "place:vladivostok"),
        ("blagoveshensk", "place:blagoveshchensk"),
        ("yuzhnosakhalinsk", "place:yuzhno-sakhalinsk"),
        ("ulanude", "place:ulan-ude"),
        ("petropavlovsk", "place:petropavlovsk-kamchatsky"),
    ]);
}

#[test]
fn records_are_first_by_what_people_call_them() {
    fail_unless_first(&[
        ("road bridge", "project:road-bridge"),
        ("мост дружбы", "place:friendship-bridge"),
        ("friendship bridge", "project:friendship-bridge"),
        ("SF066", "fact:SF066"),
        ("sf066", "fact:SF066"),
        ("power of siberia", "project:power-of-siberia"),
        ("Сила Сибири", "project:power-of-siberia"),
        ("BAM", "project:bam"),
        ("БАМ", "project:bam"),
        ("transsib", "project:trans-siberian"),
        ("tkr", "project:trans-korean-rail"),
        ("musical instruments", "fact:SF065"),
        ("trade-total-seed", "series:trade-total-seed"),
    ]);
}

#[test]
fn every_record_is_found_by_its_own_name() {
    let document = bundled().document();
    for project in &document.projects {
        for name in project.names.all() {
            assert_eq!(first(name), format!("project:{}", project.id), "{name}");
        }
    }
    for place in &document.places {
        let found = find(&place.names.en);
        assert!(found.iter().any(|h| h.what == Target::Place(place.id.clone())), "{}", place.names.en);
    }
    for fact in &document.seed_facts {
        assert_eq!(first(&fact.id), format!("fact:{}", fact.id));
    }
}

#[test]
fn what_fits_better_comes_first() {
    let found = find("vladivostok");
    assert!(found.len() > 3 && found.is_sorted_by_key(|h| h.score), "{found:?}");
    assert!(found[0].score < 40 && found[1].score > found[0].score);
    assert_eq!(search(bundled().search_index(), "a", 5).len(), 5, "no more than asked for");
}

#[test]
fn nonsense_finds_nothing() {
    for text in
        ["", "   ", "–", "qwertyuiop", "zzzzzz", "asdfgh", "xyzzy", "плюх", "뷁뷁뷁", "SF999", "図們江"]
    {
        assert_eq!(first(text), "nothing", "`{text}`");
    }
}
