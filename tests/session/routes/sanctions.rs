//! What resolutions and rules of states say of a way, by its ends, cargo and date.

use super::*;
use tumen_session::sanctions::Examined;

/// Ends, cargo, chapter of the Harmonized System, date, and what is said of some variant: verdict, constraint and
/// paragraph.
type Row = (
    [&'static str; 2],
    Cargo,
    Option<u8>,
    &'static str,
    &'static [(&'static str, &'static str, &'static str)],
);

const ROWS: &[Row] = &[
    (["rajin", "shanghai"], Coal, None, "2016-05-01", &[("license", "unsc-2270", "29")]),
    (["rajin", "shanghai"], Coal, None, "2017-01-15", &[("license", "unsc-2321", "26")]),
    (["rajin", "shanghai"], Coal, None, "2018-01-15", &[("prohibited", "unsc-2371", "8")]),
    (["rajin", "qingdao"], General, Some(26), "2018-01-15", &[("prohibited", "unsc-2371", "10")]),
    (["rajin", "qingdao"], General, Some(61), "2018-01-15", &[("prohibited", "unsc-2375", "16")]),
    (["rajin", "qingdao"], General, Some(3), "2017-10-01", &[("prohibited", "unsc-2371", "9")]),
    (
        ["vladivostok", "chongjin"],
        Oil,
        None,
        "2024-03-01",
        &[("license", "unsc-2397", "4"), ("license", "unsc-2397", "5")],
    ),
    (
        ["wonsan", "niigata"],
        General,
        None,
        "2010-06-01",
        &[("prohibited", "japan-dprk-trade", "imports and ships, October 2006")],
    ),
    (["wonsan", "niigata"], General, None, "2005-06-01", &[("not-examined", "", "")]),
    (["niigata", "wonsan"], General, None, "2008-06-01", &[("not-examined", "", "")]),
    (
        ["niigata", "wonsan"],
        General,
        None,
        "2010-06-01",
        &[("prohibited", "japan-dprk-trade", "exports, June 2009")],
    ),
    (["dorasan", "kaesong"], General, None, "2012-06-01", &[("prohibited", "rok-may-24", "trade")]),
    (["dorasan", "kaesong"], General, None, "2021-06-01", &[("license", "rok-may-24", "trade")]),
];

#[test]
fn rules_hold_for_their_ends_cargo_and_dates() {
    let document = bundled().document();
    let mut wrong = Vec::new();
    for (ends, cargo, chapter, date, wanted) in ROWS {
        let mut asked = request(ends[0], ends[1], *cargo, &[]);
        (asked.chapter, asked.as_of) = (*chapter, date.parse().unwrap());
        let answer = bundled().network().route(&asked).unwrap_or_else(|e| panic!("{ends:?} {date}: {e}"));
        let examined = Examined::new(document, &asked);
        let said: BTreeSet<(&str, String, String)> = answer
            .variants
            .iter()
            .flat_map(|v| v.legs.iter().flat_map(|l| examined.leg(l, v)))
            .map(|s| (s.verdict.id(), s.rule.to_string(), s.paragraph))
            .collect();
        for (verdict, rule, paragraph) in *wanted {
            if !said.contains(&(*verdict, (*rule).to_owned(), (*paragraph).to_owned())) {
                wrong.push(format!("{ends:?} {date}: no {verdict} by {rule} {paragraph} among {said:?}"));
            }
        }
        if wanted[0].1.is_empty() && said.len() > 1 {
            wrong.push(format!("{ends:?} {date}: {said:?}"));
        }
    }
    fail_on(&wrong);
}

#[test]
fn coal_of_russia_by_rajin_is_exempt_and_its_ship_is_kept_from_korea_and_japan() {
    let document = bundled().document();
    let of = |to: &str, date: &str| {
        let mut asked = request("khasan", to, Coal, &[]);
        (asked.via, asked.as_of) =
            (vec![bundled().network().resolve("rajin").unwrap()], date.parse().unwrap());
        let answer = bundled().network().route(&asked).unwrap_or_else(|e| panic!("{to} {date}: {e}"));
        let examined = Examined::new(document, &asked);
        let all = answer.variants.iter().flat_map(|v| v.legs.iter().flat_map(|l| examined.leg(l, v)));
        all.map(|s| (s.verdict.id(), s.rule.to_string())).collect::<BTreeSet<_>>()
    };
    let said = |all: &BTreeSet<(&'static str, String)>, verdict: &'static str, rule: &str| {
        all.contains(&(verdict, rule.to_owned()))
    };
    let shanghai = of("shanghai", "2018-06-01");
    assert!(said(&shanghai, "allowed", "unsc-2371-p8"), "{shanghai:?}");
    assert!(!shanghai.iter().any(|(verdict, _)| *verdict == "prohibited"), "{shanghai:?}");
    let niigata = of("niigata", "2019-06-01");
    assert!(said(&niigata, "allowed", "unsc-2371-p8"), "{niigata:?}");
    assert!(said(&niigata, "prohibited", "japan-dprk-trade"), "{niigata:?}");
}
