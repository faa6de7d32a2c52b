//! `tumen facts`: the founding facts as stated, what carries each, and where it is shown.

use super::args::FactsArgs;
use anyhow::bail;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;
use tumen_core::model::data_set::printed_unit;
use tumen_core::model::provenance::{Carrier, SeedFact};
use tumen_core::model::{Confidence, Document, Id};
use tumen_session::search::nearest;
use tumen_session::sheet::words;

/// How many facts the two founding documents state.
const FOUNDING: usize = 167;

pub fn run(args: &FactsArgs, data: Option<&Path>) -> anyhow::Result<ExitCode> {
    let session = super::open(data)?;
    let document = session.document();
    if args.check {
        let audit = Audit::of(document);
        if args.json {
            super::print_json(&audit.json())?;
        } else {
            super::print_text(&audit.text())?;
        }
        let code = if audit.missing.is_empty() { super::outcome(&session) } else { super::PROBLEMS.into() };
        return Ok(code);
    }
    match &args.id {
        Some(id) => {
            let fact = find(document, id)?;
            if args.json {
                super::print_json(&json(document, fact))?;
            } else {
                super::print_text(&text(document, fact))?;
            }
        }
        None if args.json => {
            let all: Vec<Value> = document.seed_facts.iter().map(|f| json(document, f)).collect();
            super::print_json(&json!(all))?;
        }
        None => {
            let lines: String = document.seed_facts.iter().map(|f| line(document, f)).collect();
            super::print_text(&lines)?;
        }
    }
    Ok(super::outcome(&session))
}

/// The fact of an id; its number alone will do.
fn find<'a>(document: &'a Document, id: &str) -> anyhow::Result<&'a SeedFact> {
    let by_number = || id.parse::<u32>().ok().and_then(|n| document.seed_fact(&format!("SF{n:03}")));
    let Some(fact) = document.seed_fact(id.trim()).or_else(by_number) else {
        let near = nearest(id, document.seed_facts.iter().map(|f| &*f.id), 3);
        bail!("there is no fact `{id}`; the nearest are {}", near.join(", "))
    };
    Ok(fact)
}

/// Who says what a carrier carries.
#[derive(Default)]
struct Evidence {
    source: Option<Id>,
    confidence: Option<Confidence>,
    note: String,
}

impl Evidence {
    fn new(source: &Id, confidence: Confidence, note: &str) -> Self {
        Self { source: Some(source.clone()), confidence: Some(confidence), note: note.to_owned() }
    }

    /// Of the record that carries a fact; nothing if the record names no source.
    fn of(document: &Document, fact: &SeedFact, carrier: &Carrier) -> Self {
        let id = carrier.id.as_str();
        let found = match carrier.kind.as_str() {
            "figure" => {
                let figure = document.figures.iter().find(|f| &*f.id == id);
                figure.map(|f| Self::new(&f.source, f.confidence, &f.note))
            }
            "event" => {
                let event = document.events.iter().find(|e| &*e.id == id);
                event.map(|e| Self::new(&e.source, e.confidence, &e.note))
            }
            "series" => {
                let rows = document.series(id).map(|s| s.rows.iter()).unwrap_or_default();
                let row = rows.into_iter().find(|r| r.seed.split(';').any(|s| s.trim() == &*fact.id));
                row.map(|r| Self::new(&r.source, r.confidence, &r.note))
            }
            "constraint" => {
                let constraint = document.constraints.iter().find(|c| &*c.id == id);
                constraint.map(|c| Self::new(&c.source, c.confidence, &c.note))
            }
            "agreement" => {
                let agreement = document.agreements.iter().find(|a| &*a.id == id);
                agreement.map(|a| Self::new(&a.source, a.confidence, &a.note))
            }
            "source" => document.source(id).map(|s| Self {
                source: Some(s.id.clone()),
                note: s.note.clone(),
                ..Self::default()
            }),
            _ => Self::of_outlook(document, id),
        };
        found.unwrap_or_default()
    }

    fn of_outlook(document: &Document, id: &str) -> Option<Self> {
        let outlook = &document.outlook;
        let mut listed = outlook.conditions.iter().chain(&outlook.obstacles);
        if let Some(c) = listed.find(|c| &*c.id == id) {
            return Some(Self::new(&c.source, c.confidence, &c.note));
        }
        let mut statements = outlook.rule.iter().chain(&outlook.judgment);
        if let Some(s) = statements.find(|s| &*s.id == id) {
            return Some(Self::new(&s.source, s.confidence, &s.note));
        }
        let interests = outlook.interests.as_ref().filter(|i| &*i.id == id)?;
        Some(Self::new(&interests.source, interests.confidence, ""))
    }
}

/// Whether nothing but the record of the document itself carries a fact: it is about the document.
fn is_source_only(fact: &SeedFact) -> bool {
    fact.carrier.starts_with("source:")
}

fn stated(fact: &SeedFact) -> String {
    let date = fact.year_or_date.as_str();
    // A value that is a date stands in the words of the document already.
    let value = if fact.unit == "date" && date.starts_with(&*fact.value) { "" } else { &fact.value };
    let value = [value, printed_unit(&fact.unit), date];
    value.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ")
}

fn line(document: &Document, fact: &SeedFact) -> String {
    let mark = match document.carrier(fact) {
        None => " (missing)",
        Some(_) if is_source_only(fact) => " (source only)",
        Some(_) => "",
    };
    let value = stated(fact);
    let separator = if value.is_empty() { "" } else { " · " };
    format!(
        "{}  {:<14} {}{separator}{value}  → {}{mark}\n",
        fact.id, fact.topic, fact.statement, fact.carrier
    )
}

fn text(document: &Document, fact: &SeedFact) -> String {
    let mut rows = vec![("topic", fact.topic.clone()), ("statement", fact.statement.clone())];
    rows.extend([("value", fact.value.clone()), ("unit", printed_unit(&fact.unit).to_owned())]);
    rows.extend([("date", fact.year_or_date.clone()), ("document", founding(document, fact))]);
    match document.carrier(fact) {
        None => rows.push(("carried by", format!("nothing: there is no {} that names it", fact.carrier))),
        Some(carrier) => {
            let evidence = Evidence::of(document, fact, &carrier);
            rows.push(("carried by", format!("{} {}", carrier.kind, carrier.id)));
            rows.push(("which says", carrier.text));
            let source = evidence.source.map(|id| words::cite(document, &id)).unwrap_or_default();
            rows.push(("source", source));
            rows.push(("confidence", evidence.confidence.map_or("", Confidence::id).to_owned()));
            rows.push(("note", evidence.note));
            rows.push(("shown in", carrier.shown.join("; ")));
        }
    }
    let rows = rows.into_iter().filter(|(_, text)| !text.is_empty());
    let body: String = rows.map(|(label, text)| format!("  {label:<11} {text}\n")).collect();
    format!("{}\n{body}", fact.id)
}

/// The founding document of a fact, by title and date.
fn founding(document: &Document, fact: &SeedFact) -> String {
    document
        .source(&fact.document)
        .map_or_else(|| fact.document.to_string(), |s| format!("{}, {}", s.title, s.date))
}

fn json(document: &Document, fact: &SeedFact) -> Value {
    let carrier = document.carrier(fact).map(|carrier| {
        let evidence = Evidence::of(document, fact, &carrier);
        json!({
            "kind": carrier.kind, "id": carrier.id, "text": carrier.text, "shown": carrier.shown,
            "source": evidence.source, "confidence": evidence.confidence, "note": evidence.note,
        })
    });
    json!({
        "id": fact.id, "topic": fact.topic, "statement": fact.statement, "value": fact.value,
        "unit": printed_unit(&fact.unit), "year_or_date": fact.year_or_date,
        "seed_file": founding(document, fact), "carrier": carrier, "source_only": is_source_only(fact),
    })
}

/// Which facts are accounted for.
struct Audit {
    missing: Vec<String>,
    source_only: Vec<String>,
}

impl Audit {
    /// A fact is missing if its row is, if no record carries it, or if nothing shows that record.
    fn of(document: &Document) -> Self {
        let shown = |fact: &SeedFact| document.carrier(fact).is_some_and(|c| !c.shown.is_empty());
        let ids = (1..=FOUNDING).map(|n| format!("SF{n:03}"));
        let missing = ids.filter(|id| !document.seed_fact(id).is_some_and(shown)).collect();
        let only = document.seed_facts.iter().filter(|f| is_source_only(f) && shown(f));
        Self { missing, source_only: only.map(|f| f.id.to_string()).collect() }
    }

    fn accounted(&self) -> usize {
        FOUNDING - self.missing.len()
    }

    fn text(&self) -> String {
        let mut out = format!("{} of {FOUNDING} accounted for\n", self.accounted());
        if !self.missing.is_empty() {
            out += &format!("shown nowhere: {}\n", self.missing.join(", "));
        }
        if !self.source_only.is_empty() {
            out += &format!("as a source only: {}\n", self.source_only.join(", "));
        }
        out
    }

    fn json(&self) -> Value {
        json!({
            "accounted": self.accounted(), "of": FOUNDING,
            "missing": self.missing, "source_only": self.source_only,
        })
    }
}
