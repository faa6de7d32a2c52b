//! An answer as comma-separated values: one line a leg, and one a parameter.

use super::{listed, words};
use tumen_network::{Answer, Request, Variant};
use tumen_session::Session;
use tumen_session::route_summary;
use tumen_session::sanctions::Examined;

/// The columns of a leg's line.
const COLUMNS: [&str; 23] = [
    "rank",
    "variant",
    "state",
    "leg",
    "kind",
    "mode",
    "from",
    "to",
    "corridor",
    "gauge_mm",
    "km",
    "days",
    "cost_usd",
    "co2_t",
    "days_low",
    "days_high",
    "cost_usd_low",
    "cost_usd_high",
    "capacity_t",
    "basis",
    "undated_km",
    "equal_group",
    "sanctions",
];

/// All variants with their legs, then the parameters of all of them. Plain numbers; the request stands in
/// the first lines as comments.
#[must_use]
pub fn csv(session: &Session, request: &Request, answer: &Answer) -> String {
    let mut text = format!(
        "# {} to {}, {}, {} t, as of {}\n",
        request.from,
        request.to,
        request.cargo.id(),
        request.tonnes.0,
        request.as_of
    );
    text += &format!("# {}\n", route_summary::rests_on(answer, session.document().logistics.price_year()));
    let examined = Examined::new(session.document(), request);
    let rows = listed(answer);
    let all: Vec<&Variant> = rows.iter().map(|r| r.variant).collect();
    text.push_str(&record(COLUMNS));
    for row in &rows {
        let name = words::over(row.variant, &all, session.picture_messages());
        let state = match row.closed.first() {
            Some(why) => format!("closed: {}", why.reason.message()),
            None => "open".to_owned(),
        };
        legs(&mut text, (session, &examined), row.variant, &name, &state);
    }
    for reason in route_summary::closed(answer) {
        text += &format!("# {reason}\n");
    }
    text.push('\n');
    text.push_str(&record([
        "parameter",
        "value",
        "unit",
        "low",
        "high",
        "shipped",
        "source",
        "note",
        "price_year",
    ]));
    let mut seen = std::collections::BTreeSet::new();
    for a in all.iter().flat_map(|v| &v.assumptions).filter(|a| seen.insert(a.id.clone())) {
        let shipped = a.shipped.map(|s| s.to_string()).unwrap_or_default();
        text.push_str(&record([
            &*a.id,
            &a.value.to_string(),
            a.unit,
            &a.low.to_string(),
            &a.high.to_string(),
            &shipped,
            &words::source(session, &a.source),
            &a.note,
            &a.year.map(|y| y.to_string()).unwrap_or_default(),
        ]));
    }
    text
}

fn legs(
    text: &mut String,
    (session, examined): (&Session, &Examined<'_>),
    variant: &Variant,
    name: &str,
    state: &str,
) {
    let language = session.view().language;
    for (i, leg) in variant.legs.iter().enumerate() {
        let (value, low, high) = (&leg.range.value, &leg.range.low, &leg.range.high);
        let told = examined.leg(leg, variant);
        let told = told.iter().map(|t| [t.verdict.id(), &t.rule, &t.paragraph].join(" ").trim().to_owned());
        let sanctions = told.collect::<Vec<_>>().join("; ");
        text.push_str(&record([
            &*variant.rank.to_string(),
            name,
            state,
            &(i + 1).to_string(),
            leg.kind.id(),
            words::mode(leg.mode),
            leg.from.names.get(language),
            leg.to.names.get(language),
            leg.corridor.as_deref().unwrap_or_default(),
            &leg.gauge.map(|g| g.to_string()).unwrap_or_default(),
            &plain(value.km.0),
            &plain(value.days.0),
            &plain(value.usd.0),
            &plain(value.co2.0),
            &plain(low.days.0),
            &plain(high.days.0),
            &plain(low.usd.0),
            &plain(high.usd.0),
            &leg.capacity.as_ref().map(|c| plain(c.tonnes.0)).unwrap_or_default(),
            leg.basis.id(),
            &leg.undated.map(|km| plain(km.0)).unwrap_or_default(),
            &variant.equal_group.to_string(),
            &sanctions,
        ]));
    }
}

/// A number without needless digits.
fn plain(value: f64) -> String {
    format!("{}", (value * 1000.0).round() / 1000.0)
}

/// One line; whatever needs quotes has them.
fn record<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
