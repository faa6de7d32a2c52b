//! Published prices of lanes, countries and places, and which of them holds for a step of a request.

use super::topology::Node;
use tumen_core::model::logistics::{Cargo, Logistics, Rate};
use tumen_core::model::{Date, Id};

/// A price published longer before or after the date asked for than this, months, says nothing of it.
const REACH_MONTHS: u32 = 36;
/// A price counts as published for years no farther off than this.
const YEARS: i32 = 1;

/// Whether a price of a year counts as published for a date.
#[must_use]
pub(super) fn is_of_year(year: i32, date: Date) -> bool {
    (year - date.year).abs() <= YEARS
}

/// The published prices that may hold for a request.
#[derive(Debug)]
pub(super) struct Rates<'a> {
    logistics: &'a Logistics,
    /// Those for the cargo and about the date, the nearest in time first.
    all: Vec<&'a Rate>,
}

/// A price, and whether it is stated for what it was asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub rate: &'a Rate,
    pub stated: bool,
}

/// Months between a date and what a price is stated for.
fn months_off(rate: &Rate, date: Date) -> u32 {
    if date < rate.date.first {
        return date.months_to(rate.date.first);
    }
    if date > rate.date.last { rate.date.last.months_to(date) } else { 0 }
}

impl<'a> Rates<'a> {
    pub fn new(logistics: &'a Logistics, cargo: Cargo, date: Date) -> Self {
        let near = |r: &&Rate| r.is_of(cargo) && months_off(r, date) <= REACH_MONTHS;
        let mut all: Vec<&Rate> = logistics.rates.iter().filter(near).collect();
        all.sort_by_key(|r| months_off(r, date));
        Self { logistics, all }
    }

    /// The price of a quantity between two nodes, or at one that is named twice: of those stated for them the
    /// nearest in time; else of those taken over for them.
    pub fn find(&self, quantity: &str, mode: &str, from: &Node, to: &Node) -> Option<Found<'a>> {
        let is_of = |r: &&&Rate| r.quantity.strip_prefix(quantity).is_some_and(|rest| is_mode(rest, mode));
        let stated = self.all.iter().filter(is_of).find(|r| self.holds(r, from, to, false));
        let found = |rate: &&'a Rate, stated: bool| Found { rate, stated };
        stated.map(|r| found(r, true)).or_else(|| {
            let near = self.all.iter().filter(is_of).find(|r| self.holds(r, from, to, true));
            near.map(|r| found(r, false))
        })
    }

    /// Whether a price holds between two nodes, or is taken over for them.
    fn holds(&self, rate: &Rate, from: &Node, to: &Node, near: bool) -> bool {
        let end = |own: &[Id], others: &[Id], node: &Node| {
            self.is_any(own, node) || near && !others.is_empty() && self.is_any(others, node)
        };
        let joins =
            |a: &Node, b: &Node| end(&rate.from, &rate.near_from, a) && end(&rate.to, &rate.near_to, b);
        joins(from, to) || rate.both && joins(to, from)
    }

    /// Whether a node is one of some places, terminals or countries; any is, if none are named.
    fn is_any(&self, ids: &[Id], node: &Node) -> bool {
        let terminal = node.terminal.and_then(|t| self.logistics.terminals.get(t));
        let is = |id: &Id| {
            *id == node.id
                || **id == *node.country
                || terminal.is_some_and(|t| t.id == *id || t.members.contains(id))
        };
        ids.is_empty() || ids.iter().any(is)
    }
}

/// Whether what is left of a quantity's name is a mode, written behind a dot.
fn is_mode(rest: &str, mode: &str) -> bool {
    match rest.strip_prefix('.') {
        Some(own) => own == mode,
        None => rest.is_empty() && mode.is_empty(),
    }
}
