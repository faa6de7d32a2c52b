//! One record of a TOML text: values are taken by name, and what is odd is told with its line.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Date;

/// A part of a file.
pub(super) struct Block<'t> {
    /// The file, as the user would name it.
    pub(super) file: &'t str,
    /// The line on which the part begins, counted from 1.
    pub(super) line: usize,
    /// Its text.
    pub(super) text: &'t str,
    /// The number of the stop that it is, counted from 1; nothing for the head.
    pub(super) stop: Option<usize>,
}

impl Block<'_> {
    /// The place of a byte of the part.
    pub(super) fn place(&self, at: usize) -> Place {
        let upto = at.min(self.text.len());
        let before = self.text.as_bytes()[..upto].iter().filter(|b| **b == b'\n').count();
        Place::file(self.file).line(self.line + before).feature(match self.stop {
            Some(n) => message!("notice-in-stop-number", n = n),
            None => message!("notice-what-tour"),
        })
    }
}

/// A record from which values are taken.
pub(super) struct Table<'t, 'r> {
    block: &'r Block<'t>,
    fields: Vec<(String, Range<usize>, Spanned<DeValue<'t>>)>,
    known: &'static [&'static str],
    report: &'r mut Report,
}

impl<'t, 'r> Table<'t, 'r> {
    /// A record with the names of all values that it may have.
    pub(super) fn new(
        block: &'r Block<'t>,
        table: DeTable<'t>,
        known: &'static [&'static str],
        report: &'r mut Report,
    ) -> Self {
        let field = |(key, value): (Spanned<std::borrow::Cow<'t, str>>, _)| {
            (key.get_ref().clone().into_owned(), key.span(), value)
        };
        Self { block, fields: table.into_iter().map(field).collect(), known, report }
    }

    fn take(&mut self, name: &str) -> Option<Spanned<DeValue<'t>>> {
        let at = self.fields.iter().position(|(key, ..)| key == name)?;
        Some(self.fields.swap_remove(at).2)
    }

    /// A value that is what it must be; an odd one is told and counts as missing.
    fn value<T>(
        &mut self,
        name: &str,
        wanted: Message,
        read: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<T> {
        let value = self.take(name)?;
        let found = read(value.get_ref());
        if found.is_none() {
            let place = self.block.place(value.span().start);
            let message = message!("notice-field-not-wanted", name = name, wanted = &wanted);
            self.report.warning("odd-value", place, message, message!("notice-field-write", wanted = wanted));
        }
        found
    }

    pub(super) fn text(&mut self, name: &str) -> Option<String> {
        self.value(name, message!("wanted-quoted"), |v| v.as_str().map(str::to_owned))
    }

    pub(super) fn texts(&mut self, name: &str) -> Option<Vec<String>> {
        self.value(name, message!("wanted-texts"), |v| {
            v.as_array()?.iter().map(|t| t.get_ref().as_str().map(str::to_owned)).collect()
        })
    }

    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        self.value(name, message!("wanted-flag"), DeValue::as_bool)
    }

    /// A text of which another meaning is wanted.
    pub(super) fn word<T>(
        &mut self,
        name: &str,
        wanted: Message,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.value(name, wanted, |v| read(v.as_str()?))
    }

    /// Texts of which another meaning is wanted.
    pub(super) fn words<T>(
        &mut self,
        name: &str,
        wanted: Message,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.value(name, wanted, |v| v.as_array()?.iter().map(|t| read(t.get_ref().as_str()?)).collect())
    }

    pub(super) fn date(&mut self, name: &str) -> Option<Date> {
        self.value(name, message!("wanted-day"), |v| match v.as_datetime() {
            Some(date) => date.to_string().parse().ok(),
            None => v.as_str()?.parse().ok(),
        })
    }

    /// A number within bounds.
    pub(super) fn number(&mut self, name: &str, wanted: Message, within: fn(f64) -> bool) -> Option<f64> {
        self.value(name, wanted, |v| number(v).filter(|n| within(*n)))
    }

    /// A number or a word.
    pub(super) fn number_or_word<T>(
        &mut self,
        name: &str,
        wanted: Message,
        read: impl FnOnce(Result<f64, &str>) -> Option<T>,
    ) -> Option<T> {
        self.value(name, wanted, |v| match number(v) {
            Some(number) => read(Ok(number)),
            None => read(Err(v.as_str()?)),
        })
    }

    /// Four numbers; nothing is said if they are not there.
    pub(super) fn four(&mut self, name: &str, wanted: Message) -> Option<[f64; 4]> {
        self.value(name, wanted, |v| {
            let all: Vec<f64> = v.as_array()?.iter().map(|n| number(n.get_ref())).collect::<Option<_>>()?;
            all.try_into().ok()
        })
    }

    /// Tells of what nobody asked for.
    pub(super) fn finish(self) {
        let mut left = self.fields;
        left.sort_by_key(|(_, span, _)| span.start);
        for (name, span, _) in left {
            let what = match self.block.stop {
                Some(_) => message!("notice-what-stop"),
                None => message!("notice-what-tour"),
            };
            let message = message!("notice-field-unknown", name = name, what = what);
            let hint = message!("notice-field-known", fields = self.known.join(", "));
            self.report.warning("unknown-field", self.block.place(span.start), message, hint);
        }
    }
}

/// A finite number, whole or not.
fn number(value: &DeValue<'_>) -> Option<f64> {
    let number = match value {
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok()? as f64,
        DeValue::Float(n) => n.as_str().parse().ok()?,
        _ => return None,
    };
    number.is_finite().then_some(number)
}
