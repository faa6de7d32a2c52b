//! Scenarios on the command line: read, saved, and two of them compared, for `tumen route` and `tumen flow`.

use anyhow::Context;
use serde_json::{Map, Value, json};
use std::path::Path;
use tumen_network::Request;
use tumen_session::Session;
use tumen_session::format::grouped;
use tumen_session::scenario::{Compared, Scenario};

/// From here on a number is told in whole ones.
const WHOLE: f64 = 1000.0;

/// Reads a scenario from a file.
pub fn read(path: &Path) -> anyhow::Result<Scenario> {
    Scenario::read(path).with_context(|| format!("cannot use {}", path.display()))
}

/// Puts a scenario beneath the conditions of a request; the request's own date wins if it was given.
pub fn apply(
    scenario: &Scenario,
    session: &Session,
    request: &mut Request,
    dated: bool,
) -> anyhow::Result<()> {
    if let Some(date) = scenario.as_of(session.today())?.filter(|_| !dated) {
        request.as_of = date;
    }
    Ok(scenario.apply(session.network(), &session.document().logistics, request)?)
}

/// Writes the conditions of a request as a scenario.
pub fn save(request: &Request, path: &Path) -> anyhow::Result<()> {
    let name = Scenario::name_of(path);
    let text = Scenario::of(&name, request).to_toml()?;
    let shown = path.display();
    tumen_formats::atomic::write(path, text.as_bytes()).with_context(|| format!("cannot write {shown}"))
}

/// Two scenarios as a table.
pub fn table(names: [&str; 2], rows: &[Compared]) -> String {
    let number = |value: f64| match value.abs() >= WHOLE {
        true => grouped(&format!("{value:.0}")),
        false => format!("{value:.1}"),
    };
    let [first, second] = names;
    let mut out = format!("{:<14}{first:>22}{second:>22}{:>18}{:>9}\n", "", "difference", "");
    for row in rows {
        let share = match row.first == 0.0 {
            true => String::new(),
            false => format!("{:+.1} %", row.difference() / row.first * 100.0),
        };
        out += &format!(
            "{:<14}{:>22}{:>22}{:>18}{share:>9}\n",
            row.what,
            number(row.first),
            number(row.second),
            number(row.difference())
        );
    }
    out
}

/// The differences as JSON, by name.
pub fn differences(rows: &[Compared]) -> Value {
    let one = |row: &Compared| {
        let fields = json!({ "first": row.first, "second": row.second, "difference": row.difference() });
        (row.what.to_owned(), fields)
    };
    Value::Object(rows.iter().map(one).collect::<Map<String, Value>>())
}
