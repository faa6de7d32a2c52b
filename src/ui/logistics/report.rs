//! An answer as a document: what was asked, the variants, the legs of the chosen one, every assumption with
//! its source.

use super::{LogisticsState, legs, listed, variants, words};
use crate::ui::format;
use crate::ui::say::say;
use std::collections::BTreeSet;
use tumen_core::markdown::{escaped, linked};
use tumen_core::model::logistics::ASSUMPTION;
use tumen_network::{Answer, LegKind, Request, Variant};
use tumen_scene::frame::Align;
use tumen_scene::page::{Block, Table};
use tumen_session::Session;
use tumen_session::logistics::Answered;
use tumen_session::sanctions::Examined;
use tumen_session::{route_facts, route_summary};

/// A document that waits for the picture of the map.
#[derive(Debug, Clone)]
pub struct Report {
    /// Its title.
    pub title: String,
    /// What stands before the map.
    pub before: Vec<Block>,
    /// What stands behind it.
    pub after: Vec<Block>,
}

impl PartialEq for Report {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title
    }
}

/// The report of an answer; `None` if there are no variants.
#[must_use]
pub fn report(session: &Session, state: &LogisticsState, answered: &Answered) -> Option<Report> {
    let answer = answered.answer.as_ref().ok()?;
    let chosen = state.chosen(answer)?.variant;
    let request = &answered.question.request;
    let name = |id: &str| words::name(session, id);
    let title = format!("{} – {}", name(&request.from), name(&request.to));
    let all: Vec<&Variant> = listed(answer).iter().map(|l| l.variant).collect();
    let over = format::sentence(&words::over(chosen, &all, session.picture_messages()));
    let rests_on = route_summary::rests_on(answer, session.document().logistics.price_year());
    let rests_on = escaped(&rests_on.in_words(session.messages()));
    let mut after = vec![
        Block::Heading(1, session.say("report-variants").to_owned()),
        Block::Table(variant_table(session, request, answer, &all)),
    ];
    after.extend(beside(session, request, answer));
    after.extend(closed(session, answer));
    after.push(Block::Heading(1, say!(session, "report-legs", way = over.to_lowercase())));
    after.push(Block::Table(leg_table(session, chosen)));
    after.push(Block::Heading(1, session.say("report-assumptions").to_owned()));
    after.push(Block::Table(assumption_table(session, chosen)));
    after.push(Block::Heading(1, session.say("sources").to_owned()));
    after.extend(sources(session, chosen));
    Some(Report {
        title,
        before: vec![Block::Paragraph(asked(session, request)), Block::Small(rests_on)],
        after,
    })
}

/// The question in a paragraph.
fn asked(session: &Session, request: &Request) -> String {
    let names = |ids: &[tumen_core::model::Id]| {
        let name = |id: &tumen_core::model::Id| words::name(session, id);
        ids.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    let m = session.messages();
    let mut parts = vec![say!(
        session,
        "report-asked",
        cargo = m.say(request.cargo.key()),
        tonnes = words::km(request.tonnes.0, m),
        date = format::date(request.as_of, m),
        objective = m.say(words::objective(request.objective)).to_lowercase(),
    )];
    let lists = [
        ("report-via", &request.via),
        ("report-avoiding", &request.avoid),
        ("report-open", &request.with),
        ("report-closed", &request.closed),
    ];
    for (key, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        parts.push(session.say_with(key, &[("names", names(ids).into())]));
    }
    escaped(&parts.join("; "))
}

/// Headings by their keys.
fn strings<const N: usize>(session: &Session, keys: [&'static str; N]) -> Vec<String> {
    keys.iter().map(|key| session.say(key).to_owned()).collect()
}

/// Words at the left, numbers at the right.
fn align(words: usize, numbers: usize) -> Vec<Align> {
    let words = std::iter::repeat_n(Align::Start, words);
    words.chain(std::iter::repeat_n(Align::End, numbers)).collect()
}

fn variant_table(session: &Session, request: &Request, answer: &Answer, all: &[&Variant]) -> Table {
    let rows = listed(answer).into_iter().map(|row| {
        let over = format::sentence(&words::over(row.variant, all, session.picture_messages()));
        let merits = if row.closed.is_empty() {
            words::merits(row.variant, session.messages())
        } else {
            session.say("variants-closed").to_owned()
        };
        let mut cells = vec![escaped(&over), merits];
        for [value, range] in
            variants::amounts(session.messages(), &variants::told_range(row.variant), request.tonnes)
        {
            cells.push(if range.is_empty() { value } else { format!("{value} ({range})") });
        }
        cells
    });
    Table {
        header: strings(
            session,
            [
                "variants-way",
                "variants-best",
                "legs-km",
                "legs-days",
                "legs-usd",
                "variants-usd-t",
                "legs-co2",
            ],
        ),
        align: align(2, 5),
        rows: rows.collect(),
    }
}

/// What cannot be told apart, what sanctions say of each variant, and where there is ice.
fn beside(session: &Session, request: &Request, answer: &Answer) -> Vec<Block> {
    let document = session.document();
    let examined = Examined::new(document, request);
    let (language, m) = (session.view().language, session.messages());
    let of = |v: &Variant| {
        let ice = route_facts::ice(document, v, request.as_of, language);
        let said = examined.of(v).into_iter().chain(route_facts::ports(document, v, request));
        let said = said.map(|s| s.in_words(m)).chain(ice);
        said.map(|text| format!("{}: {text}", v.rank)).collect::<Vec<_>>()
    };
    let said = answer.variants.iter().flat_map(of);
    let equal = route_summary::equal(answer, request.objective);
    let all = equal.into_iter().map(|s| s.in_words(m)).chain(said);
    let list: Vec<String> = all.map(|text| format!("- {}", escaped(&text))).collect();
    if list.is_empty() { Vec::new() } else { vec![Block::Paragraph(list.join("\n"))] }
}

/// What is closed, and why.
fn closed(session: &Session, answer: &Answer) -> Vec<Block> {
    let reasons: BTreeSet<String> = answer
        .closed_variants
        .iter()
        .flat_map(|c| &c.closed)
        .chain(&answer.why_not)
        .map(|w| w.reason.message().sentence().in_words(session.messages()))
        .map(|reason| format!("- {}", escaped(&reason)))
        .collect();
    let list: Vec<String> = reasons.into_iter().collect();
    if list.is_empty() { Vec::new() } else { vec![Block::Paragraph(list.join("\n"))] }
}

fn leg_table(session: &Session, variant: &Variant) -> Table {
    let m = session.messages();
    let rows = variant.legs.iter().zip(legs::sums(variant)).map(|(leg, sum)| {
        let moves = leg.kind == LegKind::Haul;
        let what = if moves { words::vehicle(leg, m) } else { m.say(words::leg_kind(leg)).to_owned() };
        let value = &leg.range.value;
        vec![
            what,
            escaped(&words::ends(leg, session)),
            if moves { words::km(value.km.0, m) } else { String::new() },
            words::days(value.days.0, m),
            words::usd(value.usd.0, m),
            words::co2(value.co2.0, m),
            words::km(sum.km.0, m),
            words::days(sum.days.0, m),
            words::usd(sum.usd.0, m),
        ]
    });
    Table {
        header: strings(
            session,
            [
                "report-leg",
                "legs-where",
                "legs-km",
                "legs-days",
                "legs-usd",
                "legs-co2",
                "legs-sum-km",
                "legs-sum-days",
                "legs-sum-usd",
            ],
        ),
        align: align(2, 7),
        rows: rows.collect(),
    }
}

fn assumption_table(session: &Session, variant: &Variant) -> Table {
    let rows = variant.assumptions.iter().map(|a| {
        let source = match (a.shipped, &*a.source) {
            (Some(shipped), _) => say!(session, "report-own", n = shipped.to_string()),
            (None, ASSUMPTION) => session.say("report-assumption").to_owned(),
            (None, id) => words::source(session, id),
        };
        vec![
            words::parameter(&a.id, session.messages()),
            a.value.to_string(),
            a.unit.to_owned(),
            format!("{} – {}", a.low, a.high),
            escaped(&source),
        ]
    });
    Table {
        header: strings(
            session,
            [
                "assumptions-what",
                "assumptions-value",
                "assumptions-unit",
                "assumptions-range",
                "assumptions-source",
            ],
        ),
        align: vec![Align::Start, Align::End, Align::Start, Align::Start, Align::Start],
        rows: rows.collect(),
    }
}

/// The sources of parameters and capacities, with their addresses.
fn sources(session: &Session, variant: &Variant) -> Vec<Block> {
    let capacities = variant.legs.iter().filter_map(|l| l.capacity.as_ref()).map(|c| &c.source);
    let parameters = variant.assumptions.iter().map(|a| &a.source);
    let ids: BTreeSet<_> = capacities.chain(parameters).collect();
    let line = |source: &tumen_core::model::Source| {
        let title = linked(&escaped(format::source_title(&source.title)), &source.url);
        let about =
            [source.publisher.as_str(), &format::loose_date(&source.date, session.messages())].join(", ");
        Block::Small(format!("{title}, {}", escaped(about.trim_matches([',', ' ']))))
    };
    ids.into_iter().filter_map(|id| session.document().source(id)).map(line).collect()
}
