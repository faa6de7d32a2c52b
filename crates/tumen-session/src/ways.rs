//! What ways of cargo are called: by the ports and borders that tell them apart.

use super::format;
use tumen_core::model::corridor::Mode;
use tumen_core::model::{Id, Language};
use tumen_core::words::Messages;
use tumen_network::{Leg, LegKind, Variant};

/// What only voyages of ferries use of the parameters.
const FERRY: &str = "co2.ttw.ferry";
/// So many names tell a way.
const MOST_NAMES: usize = 3;

/// How things move.
#[must_use]
pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "Rail",
        Mode::Road => "Road",
        Mode::Sea => "Sea",
        Mode::Pipeline => "Pipeline",
        Mode::Power => "Power line",
        Mode::Air => "Air",
    }
}

/// The ports and borders a variant passes, in order, each once, without its own ends.
fn passes(variant: &Variant, kinds: &[LegKind], language: Language) -> Vec<String> {
    let ends: Vec<&Id> = [variant.legs.first().map(|l| &l.from.id), variant.legs.last().map(|l| &l.to.id)]
        .into_iter()
        .flatten()
        .collect();
    let mut names: Vec<String> = Vec::new();
    for leg in variant.legs.iter().filter(|l| kinds.contains(&l.kind)) {
        let name = leg.from.names.get(language).to_string();
        if !name.is_empty() && !ends.contains(&&leg.from.id) && !names.contains(&name) {
            names.push(name);
        }
    }
    // A station that a border is named after tells nothing beside it.
    let all = names.clone();
    names.retain(|name| !all.iter().any(|other| other.len() > name.len() && other.contains(name.as_str())));
    names
}

/// What tells each of some variants from the others: the service it is, its ports, else its borders, else how it moves. What
/// all pass is left out as long as something remains; where two would be called alike, ports and borders
/// are named together, and the length if even that does not tell them apart. Words and places are of one language.
#[must_use]
pub fn names(all: &[&Variant], m: Messages<'_>) -> Vec<String> {
    let language = m.language();
    const EVERYTHING: [LegKind; 3] = [LegKind::Port, LegKind::Border, LegKind::GaugeChange];
    let [ports, borders, both] = [&EVERYTHING[..1], &EVERYTHING[1..], &EVERYTHING[..]]
        .map(|kinds| telling(all.iter().map(|v| passes(v, kinds, language)).collect(), m));
    let short = ports.into_iter().zip(borders).zip(all);
    let short = short.map(|((port, border), v)| port.or(border).unwrap_or_else(|| modes(v, m)));
    let short: Vec<String> = short.collect();
    let long = both.into_iter().zip(all).map(|(name, v)| name.unwrap_or_else(|| modes(v, m)));
    let long: Vec<String> = long.collect();
    // Ways of different services are told apart by those.
    let twins = |names: &[String], i: usize| {
        names.iter().zip(all).filter(|(n, v)| **n == names[i] && v.service == all[i].service).count()
    };
    let alike = |names: &[String], i: usize| twins(names, i) > 1;
    let by_line: Vec<Option<String>> =
        all.iter().enumerate().map(|(i, v)| telling_line(v, all, &long, i, language)).collect();
    let by_line_names: Vec<String> = by_line.iter().zip(&long).map(|(l, n)| format!("{n}{l:?}")).collect();
    let name = |(i, variant): (usize, &&Variant)| match (alike(&short, i), alike(&long, i)) {
        (false, _) => short[i].clone(),
        (true, false) => long[i].clone(),
        (true, true) => match &by_line[i] {
            Some(line) if !alike(&by_line_names, i) => {
                m.say_with("way-line", &[("way", long[i].as_str().into()), ("line", line.as_str().into())])
            }
            _ => {
                let km = format::grouped(&format!("{:.0}", variant.range.value.km.0));
                m.say_with("way-km", &[("way", long[i].as_str().into()), ("km", km.into())])
            }
        },
    };
    let name = |(i, variant): (usize, &&Variant)| of_service(variant, all, name((i, variant)), language);
    all.iter().enumerate().map(name).collect()
}

/// A named service by its name, with what tells it from another way of the same service or the ports it takes;
/// any other way as it is called.
fn of_service(variant: &Variant, all: &[&Variant], name: String, language: Language) -> String {
    let Some(service) = variant.service.as_ref().map(|s| s.get(language)) else { return name };
    let twin = all.iter().filter(|v| v.service == variant.service).count() > 1;
    let by_port = variant.legs.iter().filter(|l| l.kind == LegKind::Port).count() > 1;
    let said = name.split_once(' ').is_some_and(|(_, over)| service.contains(over));
    match twin || by_port && !said {
        true => format!("{service} ({name})"),
        false => service.to_string(),
    }
}

/// The name of a corridor as a line is called: without what stands in parentheses.
#[must_use]
pub fn line_name(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// The longest line that a variant follows and those of the same name do not.
fn telling_line(
    variant: &Variant,
    all: &[&Variant],
    names: &[String],
    at: usize,
    language: Language,
) -> Option<String> {
    let is_twin = |i: usize, v: &Variant| i != at && names[i] == names[at] && v.service == variant.service;
    let twins = || all.iter().enumerate().filter(|(i, v)| is_twin(*i, v)).map(|(_, v)| *v);
    let follows = |v: &Variant, id: &Id| v.legs.iter().any(|l| l.corridor.as_ref() == Some(id));
    let own = |id: &Id| !twins().any(|v| follows(v, id));
    let legs = variant.legs.iter().filter(|l| l.corridor.as_ref().is_some_and(own));
    let longest = legs.max_by(|a, b| a.range.value.km.0.total_cmp(&b.range.value.km.0))?;
    Some(line_name(longest.along.get(language)).to_owned()).filter(|n| !n.is_empty())
}

/// What tells one variant from the others, as [`names`] says.
#[must_use]
pub fn over(variant: &Variant, all: &[&Variant], m: Messages<'_>) -> String {
    let at = all.iter().position(|v| std::ptr::eq(*v, variant));
    at.and_then(|i| names(all, m).into_iter().nth(i)).unwrap_or_else(|| modes(variant, m))
}

/// `over` the places that not all pass; nothing for what passes none.
fn telling(all: Vec<Vec<String>>, m: Messages<'_>) -> Vec<Option<String>> {
    let common = |name: &String| all.len() > 1 && all.iter().all(|other| other.contains(name));
    let tell = |own: &Vec<String>| {
        let telling: Vec<&str> = own.iter().filter(|n| !common(n)).map(String::as_str).collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let mut names = if telling.is_empty() { own } else { telling };
        names.truncate(MOST_NAMES);
        (!names.is_empty()).then(|| m.say_with("way-over", &[("places", names.join(", ").into())]))
    };
    all.iter().map(tell).collect()
}

/// Whether cargo goes aboard in wagon or lorry.
fn is_ferry(leg: &Leg) -> bool {
    leg.parameters.iter().any(|id| id.starts_with(FERRY))
}

/// How a variant moves: `by rail and sea`.
fn modes(variant: &Variant, m: Messages<'_>) -> String {
    let mut keys: Vec<&'static str> = Vec::new();
    for leg in variant.legs.iter().filter(|l| l.kind == LegKind::Haul) {
        let key = if is_ferry(leg) { "way-ferry" } else { mode_key(leg.mode) };
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let said: Vec<&str> = keys.iter().map(|key| m.say(key)).collect();
    match (keys.as_slice(), said.as_slice()) {
        (["way-rail"], _) => m.say("way-rail-alone").to_owned(),
        (_, []) => String::new(),
        (_, [first, rest @ ..]) => {
            let join = |all: String, next: &&str| {
                m.say_with("way-and", &[("first", all.into()), ("then", (*next).into())])
            };
            m.say_with("way-by", &[("modes", rest.iter().fold((*first).to_owned(), join).into())])
        }
    }
}

/// The key of a mode as something moves by it.
fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::Rail => "way-rail",
        Mode::Road => "way-road",
        Mode::Sea => "way-sea",
        Mode::Pipeline => "way-pipeline",
        Mode::Power => "way-power",
        Mode::Air => "way-air",
    }
}
