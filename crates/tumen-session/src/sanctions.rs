//! What resolutions and rules say of a route, leg by leg, as `data/network/sanctions.toml` records them.

use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::corridor::Mode;
use tumen_core::model::logistics::{Cargo, SanctionRule, Verdict};
use tumen_core::model::{Document, Id};
use tumen_network::{Leg, Request, Variant};

/// The chapter of the Harmonized System of coal and oil products.
const FUELS: u8 = 27;
/// That of cereals.
const CEREALS: u8 = 10;

/// What is said of a leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// A rule speaks of it.
    Rule(Verdict),
    /// No rule that was read speaks of it.
    NotExamined,
}

impl Told {
    /// The word for files and the command line.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Rule(verdict) => verdict.id(),
            Self::NotExamined => "not-examined",
        }
    }

    fn words(self) -> Message {
        match self {
            Self::Rule(Verdict::Prohibited) => message!("route-verdict-prohibited"),
            Self::Rule(Verdict::License) => message!("route-verdict-license"),
            Self::Rule(Verdict::Allowed) => message!("route-verdict-allowed"),
            Self::NotExamined => message!("route-verdict-not-examined"),
        }
    }
}

/// What one rule says of a leg.
#[derive(Debug, Clone, PartialEq)]
pub struct Sanction {
    /// The verdict.
    pub verdict: Told,
    /// Id of the record of `data/constraints.toml`; empty if none speaks of the leg.
    pub rule: Id,
    /// The paragraph.
    pub paragraph: String,
    /// What it says.
    pub effect: String,
}

/// The rules that hold for a request.
#[derive(Debug)]
pub struct Examined<'a> {
    document: &'a Document,
    rules: Vec<&'a SanctionRule>,
}

impl<'a> Examined<'a> {
    /// The rules for the cargo and date of a request. Chapters of the Harmonized System are those that the kind
    /// of cargo stands for; containers and general cargo stand for none.
    #[must_use]
    pub fn new(document: &'a Document, request: &Request) -> Self {
        let chapter = request.chapter.or(match request.cargo {
            Cargo::Coal | Cargo::Oil => Some(FUELS),
            Cargo::Grain => Some(CEREALS),
            Cargo::Container | Cargo::General => None,
        });
        let holds = |r: &&SanctionRule| {
            r.from.first <= request.as_of
                && r.until.as_ref().is_none_or(|u| request.as_of < u.first)
                && (r.cargoes.is_empty() || r.cargoes.contains(&request.cargo))
                && (r.hs.is_empty() || chapter.is_some_and(|c| r.hs.contains(&c)))
        };
        Self { document, rules: document.logistics.sanctions.iter().filter(holds).collect() }
    }

    /// What is said of a leg of a variant: each rule that speaks of it, or that none does.
    #[must_use]
    pub fn leg(&self, leg: &Leg, variant: &Variant) -> Vec<Sanction> {
        let told = self.rules.iter().filter(|r| speaks_of(r, leg, variant)).map(|r| Sanction {
            verdict: Told::Rule(r.verdict),
            rule: r.constraint.clone(),
            paragraph: r.paragraph.clone(),
            effect: r.effect.clone(),
        });
        let told: Vec<Sanction> = told.collect();
        if !told.is_empty() {
            return told;
        }
        let (rule, paragraph, effect) = Default::default();
        vec![Sanction { verdict: Told::NotExamined, rule, paragraph, effect }]
    }

    /// Sentences on a variant: each rule once; and that nothing was found on legs in the DPRK, if so.
    #[must_use]
    pub fn of(&self, variant: &Variant) -> Vec<Message> {
        let mut said: Vec<Message> = Vec::new();
        for (leg, told) in
            variant.legs.iter().flat_map(|l| self.leg(l, variant).into_iter().map(move |t| (l, t)))
        {
            let text = match told.verdict {
                Told::Rule(_) => {
                    let title =
                        self.document.constraints.iter().find(|c| c.id == told.rule).map(|c| &*c.title);
                    let (words, title) = (told.verdict.words(), title.unwrap_or(&told.rule));
                    let part = match title.contains("paragraph") {
                        true => Message::NONE,
                        false => message!("route-sanction-paragraph", part = paragraph(&told.paragraph)),
                    };
                    message!(
                        "route-sanction",
                        verdict = words,
                        effect = &told.effect,
                        title = title,
                        paragraph = part
                    )
                }
                Told::NotExamined if touches(leg, "KP") => message!("route-sanction-not-examined"),
                Told::NotExamined => continue,
            };
            if !said.contains(&text) {
                said.push(text);
            }
        }
        said
    }
}

/// A number is a paragraph; words name the part themselves.
fn paragraph(text: &str) -> Message {
    match text.starts_with(|c: char| c.is_ascii_digit()) {
        true => message!("route-sanction-number", number = text),
        false => Message::verbatim(text),
    }
}

fn touches(leg: &Leg, country: &str) -> bool {
    leg.from.country == country || leg.to.country == country
}

fn speaks_of(rule: &SanctionRule, leg: &Leg, variant: &Variant) -> bool {
    let end = |first: bool| {
        let leg = if first { variant.legs.first() } else { variant.legs.last() };
        leg.map_or("", |l| if first { l.from.country.as_str() } else { l.to.country.as_str() })
    };
    let among = |all: &[String], country: &str| all.iter().any(|c| c == country);
    let [origin, destination] = [end(true), end(false)];
    let called = |country: &String| {
        let before = variant.legs.iter().take_while(|l| !std::ptr::eq(*l, leg));
        touches(leg, country) || before.into_iter().any(|l| l.mode == Mode::Sea && touches(l, country))
    };
    let passes = |id: &Id| variant.legs.iter().any(|l| l.from.id == *id || l.to.id == *id);
    (rule.origin.is_empty() || among(&rule.origin, origin))
        && !among(&rule.not_origin, origin)
        && (rule.destination.is_empty() || among(&rule.destination, destination))
        && (rule.touches.is_empty() || rule.touches.iter().any(|c| touches(leg, c)))
        && !among(&rule.not_destination, destination)
        && (rule.places.is_empty() || rule.places.iter().any(passes))
        && (rule.after.is_empty() || rule.after.iter().any(called))
        && (!rule.sea || leg.mode == Mode::Sea)
}
