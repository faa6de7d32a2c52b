//! The answer of `tumen route` for a person: a short table, what is closed, and on request legs and parameters.

use super::args::RouteArgs;
use std::collections::BTreeMap;
use tumen_core::message;
use tumen_core::message::{Message, joined};
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::Cargo;
use tumen_core::model::{Language, Names};
use tumen_core::words::Messages;
use tumen_network::request::{Assumption, Totals};
use tumen_network::{Answer, Driver, Leg, LegKind, Merit, Objective, Request, Stop, Variant};
use tumen_session::Session;
use tumen_session::format::grouped;
use tumen_session::route_facts;
use tumen_session::route_summary::{self, Line};
use tumen_session::sanctions::Examined;
use tumen_session::ways::line_name;

/// So many variants are in the table, beside its heading.
const MOST: usize = 7;
/// So many reasons for what is closed are told.
const MOST_CLOSED: usize = 4;
/// Days in a year, by which a capacity is spread.
const DAYS_A_YEAR: f64 = 365.0;
/// Width of the names in the table.
const NAME: usize = 64;

/// Writes an answer in the words of a language.
struct Page<'a> {
    session: &'a Session,
    request: &'a Request,
    answer: &'a Answer,
    /// The words of reports.
    m: Messages<'a>,
    /// The language of names.
    names: Language,
    out: String,
}

/// The whole answer.
pub fn page(job: &RouteArgs, session: &Session, request: &Request, answer: &Answer) -> String {
    let spoken = super::language();
    let names = if job.lang == Language::En { spoken } else { job.lang };
    let m = session.words().messages(spoken);
    let mut page = Page { session, request, answer, m, names, out: String::new() };
    page.heading();
    page.table();
    page.equal();
    page.beside();
    page.closed();
    if job.legs {
        page.legs();
    }
    if job.parameters {
        page.parameters();
    }
    page.out
}

/// What an amount is of, in a sentence.
fn cargo_words(cargo: Cargo) -> Message {
    match cargo {
        Cargo::Coal => message!("route-of-coal"),
        Cargo::Container => message!("route-of-container"),
        Cargo::Oil => message!("route-of-oil"),
        Cargo::Grain => message!("route-of-grain"),
        Cargo::General => message!("route-of-general"),
    }
}

/// Why a variant is listed, in a word.
fn merit(merit: &Merit) -> Message {
    match merit {
        Merit::Best(Objective::Cost) => message!("route-merit-cost"),
        Merit::Best(Objective::Time) => message!("route-merit-time"),
        Merit::Best(Objective::Distance) => message!("route-merit-km"),
        Merit::Best(Objective::Co2) => message!("route-merit-co2"),
        Merit::Pareto => message!("route-merit-pareto"),
        Merit::Alternative => message!("route-merit-alternative"),
        Merit::RailAlone => message!("route-merit-rail-alone"),
        Merit::Service => message!("route-merit-service"),
        Merit::Wished => message!("route-merit-as-asked"),
    }
}

fn mode(leg: &Leg) -> Message {
    match leg.mode {
        Mode::Sea => message!("route-mode-sea"),
        Mode::Road => message!("route-mode-road"),
        Mode::Rail | Mode::Pipeline | Mode::Power | Mode::Air => message!("route-mode-rail"),
    }
}

fn kind(leg: &Leg) -> Message {
    match leg.kind {
        LegKind::Haul => message!("route-leg-haul", mode = mode(leg)),
        LegKind::Transfer => message!("route-leg-transfer"),
        LegKind::Border => message!("route-leg-border"),
        LegKind::GaugeChange => message!("route-leg-gauge-change"),
        LegKind::Port => message!("route-leg-port"),
    }
}

impl Page<'_> {
    /// A line of its own, indented by so many spaces.
    fn line(&mut self, indent: usize, text: &Message) {
        let text = text.in_words(self.m);
        self.out += &format!("{:indent$}{text}\n", "");
    }

    fn title(&mut self, title: &Message) {
        self.out += &format!("\n{}\n", title.in_words(self.m));
    }

    /// The name of a record, or else its id.
    fn name(&self, names: &Names, id: &str) -> String {
        if names.en.is_empty() { id.to_owned() } else { names.get(self.names).to_string() }
    }

    /// The name of a stop, or else its position.
    fn stop(&self, stop: &Stop) -> String {
        match self.name(&stop.names, &stop.id) {
            empty if empty.is_empty() => format!("{:.3}, {:.3}", stop.position.lon, stop.position.lat),
            name => name,
        }
    }

    fn heading(&mut self) {
        let (document, request) = (self.session.document(), self.request);
        let place = |id: &str| {
            let names = document.place(id).map(|p| p.names.clone());
            let terminal =
                || document.logistics.terminals.iter().find(|t| &*t.id == id).map(|t| t.names.clone());
            let crossing =
                || document.logistics.crossings.iter().find(|c| &*c.id == id).map(|c| c.names.clone());
            self.name(&names.or_else(terminal).or_else(crossing).unwrap_or_default(), id)
        };
        let heading = message!(
            "route-heading",
            from = place(&request.from),
            to = place(&request.to),
            amount = grouped(&request.tonnes.0.to_string()),
            cargo = cargo_words(request.cargo),
            date = request.as_of.to_string(),
            rests = route_summary::rests_on(self.answer, document.logistics.price_year())
        );
        self.line(0, &heading);
        self.out.push('\n');
    }

    fn table(&mut self) {
        let lines =
            route_summary::lines(self.answer, self.request.tonnes, self.session.words().messages(self.names));
        let width = lines.iter().take(MOST).map(|l| l.name.chars().count()).max().unwrap_or(0).min(NAME);
        let [variant, km, days, usd, co2, why] = [
            message!("route-column-variant"),
            message!("route-column-km"),
            message!("route-column-days"),
            message!("route-column-usd"),
            message!("route-column-co2"),
            message!("route-column-why"),
        ]
        .map(|word| word.in_words(self.m));
        self.out += &format!("{:>3} {variant:<width$}{km:>8}{days:>7}{usd:>9}{co2:>10}  {why}\n", "");
        for (line, variant) in lines.iter().zip(&self.answer.variants).take(MOST) {
            let why = route_summary::why(variant, self.m);
            row(&mut self.out, line, &why, width);
        }
        if lines.len() > MOST {
            self.line(4, &message!("route-more-variants", n = lines.len() - MOST));
        }
    }

    /// Which variants cannot be told apart.
    fn equal(&mut self) {
        route_summary::equal(self.answer, self.request.objective).iter().for_each(|g| self.line(4, g));
    }

    /// What sanctions, ice and ports say of each variant, those alike together.
    fn beside(&mut self) {
        let (document, request, names) = (self.session.document(), self.request, self.names);
        let examined = Examined::new(document, request);
        self.said_of(&message!("route-title-sanctions"), |v| examined.of(v));
        self.said_of(&message!("route-title-ice"), |v| {
            let ice = route_facts::ice(document, v, request.as_of, names);
            ice.into_iter().map(Message::verbatim).collect()
        });
        self.said_of(&message!("route-title-ports"), |v| route_facts::ports(document, v, request));
    }

    fn said_of(&mut self, title: &Message, of: impl Fn(&Variant) -> Vec<Message>) {
        let mut said: Vec<(Message, Vec<String>)> = Vec::new();
        for variant in &self.answer.variants {
            for text in of(variant) {
                match said.iter_mut().find(|(known, _)| *known == text) {
                    Some((_, ranks)) => ranks.push(variant.rank.to_string()),
                    None => said.push((text, vec![variant.rank.to_string()])),
                }
            }
        }
        if said.is_empty() {
            return;
        }
        self.title(title);
        for (text, ranks) in said {
            let text = text.in_words(self.m);
            self.out += &format!("   {}: {text}\n", ranks.join(", "));
        }
    }

    fn closed(&mut self) {
        let closed = route_summary::closed(self.answer);
        if closed.is_empty() {
            return;
        }
        self.title(&message!("route-title-closed"));
        closed.iter().take(MOST_CLOSED).for_each(|reason| self.line(3, reason));
        if closed.len() > MOST_CLOSED {
            self.line(3, &message!("route-more-closed", n = closed.len() - MOST_CLOSED));
        }
    }

    fn legs(&mut self) {
        let answer = self.answer;
        for v in &answer.variants {
            let merits = joined("route-comma", v.merits.iter().map(merit)).in_words(self.m);
            self.out += &format!("\n{}. {merits}\n", v.rank);
            self.rows(v);
            self.sections(v);
        }
        for closed in &answer.closed_variants {
            self.title(&message!("route-title-closed"));
            closed.closed.iter().for_each(|w| self.line(3, &w.reason.message()));
            self.rows(&closed.variant);
        }
        self.out.push('\n');
        self.line(0, &message!("route-ends-note"));
    }

    fn rows(&mut self, v: &Variant) {
        let [km, days, usd, co2] = [
            message!("route-column-km"),
            message!("route-column-days"),
            message!("route-column-usd-whole"),
            message!("route-column-co2-whole"),
        ]
        .map(|word| word.in_words(self.m));
        self.out += &format!("   {:<13}{:<62}{km:>8}{days:>8}{usd:>14}{co2:>10}\n", "", "");
        for leg in &v.legs {
            let what = kind(leg).in_words(self.m);
            let what = match leg.gauge.filter(|_| leg.kind == LegKind::Haul) {
                Some(gauge) => format!("{what} {gauge}"),
                None => what,
            };
            let (from, to) = (self.stop(&leg.from), self.stop(&leg.to));
            let ends = if from == to { from } else { format!("{from} – {to}") };
            let along = line_name(leg.along.get(self.names));
            let ends = if along.is_empty() { ends } else { format!("{along}, {ends}") };
            let ends = if leg.undated.is_some() { format!("{ends} (?)") } else { ends };
            amounts(&mut self.out, &what, &ends, &leg.range.value);
        }
        let [sum, low, high] =
            [message!("route-row-sum"), message!("route-row-low"), message!("route-row-high")]
                .map(|word| word.in_words(self.m));
        amounts(&mut self.out, &sum, "", &v.range.value);
        amounts(&mut self.out, &low, "", &v.range.low);
        if v.equal_group > 0 {
            amounts(&mut self.out, "5 %", "", &v.spread.p5);
            amounts(&mut self.out, "95 %", "", &v.spread.p95);
        }
        amounts(&mut self.out, &high, "", &v.range.high);
        self.notes(v);
    }

    fn notes(&mut self, v: &Variant) {
        if v.legs.iter().any(|l| l.undated.is_some()) {
            let km: f64 = v.legs.iter().filter_map(|l| l.undated).map(|km| km.0).sum();
            self.line(3, &message!("route-undated", km = format!("{km:.0}")));
        }
        if let Some(c) = &v.bottleneck {
            let days = match self.request.tonnes.0 / (c.tonnes.0 / DAYS_A_YEAR) {
                days if days < 0.1 => message!("route-less-than", n = "0.1"),
                days => Message::verbatim(format!("{days:.1}")),
            };
            let tonnes = grouped(&format!("{:.0}", c.tonnes.0));
            let source = c.source.to_string();
            let least = message!(
                "route-least-capacity",
                what = &c.what,
                tonnes = tonnes,
                source = source,
                days = days
            );
            self.line(3, &least);
        }
        if !v.spread.drivers.is_empty() {
            let share = |d: &Driver| format!("{} {:.0} %", d.name, d.share * 100.0);
            let all: Vec<String> = v.spread.drivers.iter().map(share).collect();
            self.line(3, &message!("route-spread-rests", drivers = all.join(", ")));
        }
        let sum = &v.range.value;
        let (wtt, ttw) = (format!("{:.1}", sum.wtt.0), format!("{:.1}", sum.co2.0 - sum.wtt.0));
        self.line(3, &message!("route-emissions", wtt = wtt, ttw = ttw));
        self.line(3, &message!("route-assumed", percent = format!("{:.0}", v.assumed_share * 100.0)));
    }

    /// What the sections of a variant can carry, a line a leg; what is not known is said so.
    fn sections(&mut self, v: &Variant) {
        let network = self.session.network().get();
        let (document, date) = (self.session.document(), self.request.as_of);
        for leg in v.legs.iter().filter(|l| l.mode == Mode::Rail && l.kind == LegKind::Haul) {
            let all = route_facts::capability(document, network, leg, date);
            let number = |least: &Option<route_facts::Least<'_>>, unit: &str| match least {
                Some(l) => Message::verbatim(format!("{}{unit} [{}]", l.stated.value, l.stated.source)),
                None => message!("route-not-known"),
            };
            let wires = all.electrification.iter().map(|w| format!("{} [{}]", w.value, w.source));
            let wires = match wires.collect::<Vec<_>>() {
                none if none.is_empty() => message!("route-not-known"),
                wires => Message::verbatim(wires.join(", ")),
            };
            let section = message!(
                "route-section",
                from = self.stop(&leg.from),
                to = self.stop(&leg.to),
                wires = wires,
                tracks = number(&all.tracks, ""),
                axle = number(&all.axle_load_t, " t"),
                length = number(&all.train_m, " m"),
                weight = number(&all.train_t, " t"),
                trains = number(&all.trains_a_day, "")
            );
            self.line(3, &section);
        }
        if let Some(t) = route_facts::trains(document, network, v, date, self.request.tonnes) {
            let trains = message!(
                "route-trains",
                needed = t.needed,
                weight = t.train_t.value,
                trains = t.a_day.value,
                source = t.a_day.source.to_string()
            );
            self.line(3, &trains);
        }
    }

    fn parameters(&mut self) {
        self.title(&message!("route-title-parameters"));
        let all = self.answer.variants.iter().flat_map(|v| &v.assumptions);
        let all: BTreeMap<&str, &Assumption> = all.map(|a| (&*a.id, a)).collect();
        for a in all.into_values() {
            let changed = a.shipped.map(|v| message!("route-changed", value = v)).unwrap_or_default();
            let year = a.year.map(|y| message!("route-prices-of", year = y)).unwrap_or_default();
            let range = message!("route-parameter-range", low = a.low, high = a.high);
            let [range, year, changed] = [range, year, changed].map(|text| text.in_words(self.m));
            self.out += &format!(
                "   {:<42}{:>10} {:<11}{range} [{}]{year}{changed}\n",
                a.id, a.value, a.unit, a.source
            );
        }
    }
}

fn row(out: &mut String, line: &Line, why: &str, width: usize) {
    let Line { rank, km, days, usd, kg, .. } = line;
    let mut name: String = line.name.chars().take(width).collect();
    if line.name.chars().count() > width {
        name = line.name.chars().take(width.saturating_sub(1)).chain(['…']).collect();
    }
    let km = grouped(&format!("{km:.0}"));
    *out += &format!("{rank:>3} {name:<width$}{km:>8}{days:>7.1}{usd:>9.2}{kg:>10.1}  {why}\n");
}

fn amounts(out: &mut String, what: &str, ends: &str, t: &Totals) {
    *out += &format!(
        "   {what:<13}{ends:<62}{:>8.0}{:>8.1}{:>14.0}{:>10.1}\n",
        t.km.0, t.days.0, t.usd.0, t.co2.0
    );
}
