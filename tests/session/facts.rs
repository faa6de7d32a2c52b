//! The founding facts: all are carried and shown, the printed numbers are kept as printed, and they
//! agree with each other within their rounding.

use crate::common::bundled;
use tumen_core::model::{Document, SeriesRow};

fn document() -> &'static Document {
    bundled().document()
}

fn row(series: &str, date: &str) -> &'static SeriesRow {
    let series = document().series(series).unwrap_or_else(|| panic!("there is no series {series}"));
    series.rows.iter().find(|r| r.date.text() == date).unwrap()
}

fn value(series: &str, date: &str) -> f64 {
    row(series, date).value
}

fn figure(id: &str) -> f64 {
    let figure = document().figures.iter().find(|f| &*f.id == id);
    figure.unwrap_or_else(|| panic!("there is no figure {id}")).value.parse().unwrap()
}

#[test]
fn every_founding_fact_is_carried_and_shown() {
    let facts = &document().seed_facts;
    assert_eq!(facts.len(), 167);
    for (fact, n) in facts.iter().zip(1..) {
        assert_eq!(*fact.id, format!("SF{n:03}"));
        let carrier = document().carrier(fact);
        let carrier = carrier.unwrap_or_else(|| panic!("nothing carries {}", fact.id));
        assert!(!carrier.shown.is_empty() && !carrier.text.is_empty(), "nothing shows {}", fact.id);
    }
}

/// The value that carries a fact is the printed one: the same number, wherever it is one.
#[test]
fn carried_numbers_are_the_printed_ones() {
    let document = document();
    for fact in &document.seed_facts {
        let Ok(printed) = fact.value.parse::<f64>() else { continue };
        let (kind, id) = fact.carrier.split_once(':').unwrap();
        let carried: Vec<f64> = match kind {
            "figure" => {
                let own = document.figures.iter().filter(|f| &*f.id == id);
                own.flat_map(|f| [&f.value, &f.value_to]).filter_map(|v| v.parse().ok()).collect()
            }
            "series" => {
                let rows = document.series(id).unwrap().rows.iter();
                rows.filter(|r| r.seed.contains(&*fact.id)).map(|r| r.value).collect()
            }
            _ => continue,
        };
        // A share may be carried as per cent.
        let printed = if fact.unit == "share" { printed * 100.0 } else { printed };
        if !carried.is_empty() {
            assert!(carried.contains(&printed), "{} prints {printed}, carried is {carried:?}", fact.id);
        }
    }
}

#[test]
fn trade_is_as_printed_and_adds_up() {
    let [total, exports, imports] =
        ["total", "exports", "imports"].map(|m| value(&format!("trade-{m}-seed"), "2018"));
    assert_eq!([total, exports, imports], [34.065, 32.082, 1.983]);
    assert!((exports + imports - total).abs() < 0.000_5, "{exports} + {imports} is not {total}");
    let before = value("trade-total-seed", "2017");
    assert_eq!(before, 77.9);
    let change = (total - before) / before * 100.0;
    // 77.9 is rounded to 0.1, which moves the change by 0.03 points.
    assert!((change - figure("trade-change-2018")).abs() < 0.03, "{change}");
    assert_eq!(figure("trade-change-2018"), -56.26);
}

/// No source in the data states the trade of Russia as a whole; the share and the trade imply it.
#[test]
fn the_share_of_2019_implies_the_trade_that_its_note_states() {
    let share = figure("trade-share-2019");
    assert_eq!(share, 0.0072);
    let whole = value("trade-total-seed", "2019") / (share / 100.0) / 1000.0;
    assert!((whole - 667.0).abs() < 1.0, "{whole} bn");
    let carrier = document().figures.iter().find(|f| &*f.id == "trade-share-2019").unwrap();
    assert!(carrier.note.contains("667 bn USD"), "{}", carrier.note);
}

#[test]
fn aid_and_caps_are_as_printed() {
    let wfp = ["2016", "2017", "2018", "2019", "2020"].map(|year| value("aid-wfp-seed", year));
    assert_eq!(wfp, [3.0, 3.0, 4.0, 4.0, 3.0]);
    for (fact, cap) in [("SF111", 500_000.0), ("SF112", 4_000_000.0)] {
        let fact = document().seed_fact(fact).unwrap();
        assert_eq!(figure(fact.carrier.strip_prefix("figure:").unwrap()), cap, "{}", fact.id);
        assert!(fact.unit.starts_with("barrels"), "{}", fact.unit);
    }
}

#[test]
fn a_fact_that_nothing_carries_is_noticed() {
    let mut fact = document().seed_fact("sf066").unwrap().clone();
    assert!(document().carrier(&fact).is_some());
    for carrier in ["figure:trade-share-1988", "figure:none", "none", "text:x"] {
        fact.carrier = carrier.to_owned();
        assert_eq!(document().carrier(&fact), None, "{carrier} does not name SF066 in turn");
    }
}
