//! The rows of the attribute table: fields, filter and order. No window toolkit here.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;
use tumen_core::model::layer::Value;
use tumen_core::model::{Feature, LayerId};

/// How the rows are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The field.
    pub field: Arc<str>,
    /// Whether the largest comes first.
    pub reverse: bool,
}

/// All that the rows depend on.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The layer.
    pub layer: LayerId,
    /// Its features.
    pub features: Arc<Vec<Arc<Feature>>>,
    /// Text that a row must hold, lower case.
    pub filter: String,
    /// The order; that of the file without.
    pub sort: Option<Sort>,
}

impl Asked {
    /// Whether the rows would be the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.layer == other.layer
            && Arc::ptr_eq(&self.features, &other.features)
            && self.filter == other.filter
            && self.sort == other.sort
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Arc<str>,
    /// Whether its values are numbers.
    pub number: bool,
    /// Letters of the longest of its first values.
    pub letters: usize,
}

/// The rows in order.
#[derive(Debug, Clone)]
pub struct Rows {
    /// What they were made for.
    pub asked: Asked,
    /// The columns, in the order in which they first occur.
    pub fields: Vec<Field>,
    /// Where each row's feature stands in the layer.
    pub order: Vec<u32>,
}

impl Rows {
    /// Makes the rows; time grows with the features, and a little more with sorting.
    #[must_use]
    pub fn new(asked: Asked) -> Self {
        let fields = fields(&asked.features);
        let mut order: Vec<u32> = (0_u32..).take(asked.features.len()).collect();
        if !asked.filter.is_empty() {
            order.retain(|i| asked.features.get(*i as usize).is_some_and(|f| holds(f, &asked.filter)));
        }
        if let Some(sort) = &asked.sort {
            order = sorted(&asked.features, order, sort);
        }
        Self { asked, fields, order }
    }

    /// The rows as comma-separated values with a line of names.
    #[must_use]
    pub fn csv(&self) -> String {
        let names: Vec<&str> = self.fields.iter().map(|f| &*f.name).collect();
        let mut text = String::new();
        line(&mut text, names.iter().copied());
        for feature in self.order.iter().filter_map(|i| self.asked.features.get(*i as usize)) {
            line(&mut text, names.iter().map(|n| feature.property(n).map_or("", Value::display)));
        }
        text
    }
}

fn line<'a>(text: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        if i > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

/// So many values of a field are looked at for its width.
const MEASURED: usize = 200;

fn fields(features: &[Arc<Feature>]) -> Vec<Field> {
    let mut at: HashMap<&str, usize> = HashMap::new();
    let mut fields: Vec<(Field, usize, usize)> = Vec::new();
    for (key, value) in features.iter().flat_map(|f| &f.properties) {
        let index = *at.entry(key).or_insert_with(|| {
            fields.push((Field { name: key.clone(), number: false, letters: 0 }, 0, 0));
            fields.len() - 1
        });
        let Some((field, numbers, others)) = fields.get_mut(index) else { continue };
        match value {
            Value::Null => {}
            Value::Number(_) => *numbers += 1,
            Value::Bool(_) | Value::Text(_) | Value::Json(_) => *others += 1,
        }
        if *numbers + *others <= MEASURED {
            field.letters = field.letters.max(value.display().chars().take(60).count());
        }
    }
    let done = |(field, numbers, others): (Field, usize, usize)| Field { number: numbers > others, ..field };
    fields.into_iter().map(done).collect()
}

/// Whether any property holds a text, given in lower case.
fn holds(feature: &Feature, wanted: &str) -> bool {
    feature.properties.iter().any(|(_, value)| {
        let text = value.display();
        // Most text is plain and needs no copy.
        match text.is_ascii() && wanted.is_ascii() {
            true => {
                let (text, wanted) = (text.as_bytes(), wanted.as_bytes());
                text.windows(wanted.len()).any(|w| w.eq_ignore_ascii_case(wanted))
            }
            false => text.to_lowercase().contains(wanted),
        }
    })
}

/// By what a row is sorted: numbers, then words, then nothing.
enum Key<'a> {
    Number(f64),
    Words(&'a str),
    Nothing,
}

impl Key<'_> {
    fn compare(&self, other: &Self) -> Ordering {
        let rank = |k: &Self| match k {
            Key::Number(_) => 0,
            Key::Words(_) => 1,
            Key::Nothing => 2,
        };
        match (self, other) {
            (Key::Number(a), Key::Number(b)) => a.total_cmp(b),
            (Key::Words(a), Key::Words(b)) => {
                let lower = |s: &str| s.chars().flat_map(char::to_lowercase).collect::<String>();
                match a.is_ascii() && b.is_ascii() {
                    true => a
                        .bytes()
                        .map(|c| c.to_ascii_lowercase())
                        .cmp(b.bytes().map(|c| c.to_ascii_lowercase())),
                    false => lower(a).cmp(&lower(b)),
                }
            }
            (a, b) => rank(a).cmp(&rank(b)),
        }
    }
}

/// Rows in the order of a field; those without a value last, whichever way round.
fn sorted(features: &[Arc<Feature>], order: Vec<u32>, sort: &Sort) -> Vec<u32> {
    let key = |index: u32| {
        let value = features.get(index as usize).and_then(|f| f.property(&sort.field));
        match value {
            None | Some(Value::Null) => Key::Nothing,
            Some(value) => match value.number() {
                Some(number) => Key::Number(number),
                None if value.display().trim().is_empty() => Key::Nothing,
                None => Key::Words(value.display()),
            },
        }
    };
    let mut keyed: Vec<(Key<'_>, u32)> = order.into_iter().map(|i| (key(i), i)).collect();
    keyed.sort_unstable_by(|(a, i), (b, j)| {
        let nothing = |k: &Key<'_>| matches!(k, Key::Nothing);
        let turned = sort.reverse && !nothing(a) && !nothing(b);
        let by_value = if turned { b.compare(a) } else { a.compare(b) };
        by_value.then(i.cmp(j))
    });
    keyed.into_iter().map(|(_, i)| i).collect()
}

/// What a typed text becomes: a number stays one if its field or old value was a number and the text
/// is one; nothing stays nothing.
#[must_use]
pub fn typed(text: &str, old: Option<&Value>, number_field: bool) -> Option<Value> {
    let trimmed = text.trim();
    match old {
        None if trimmed.is_empty() => return None,
        Some(Value::Null) | Some(Value::Number(_)) if trimmed.is_empty() => return Some(Value::Null),
        Some(Value::Bool(_)) if matches!(trimmed, "true" | "false") => {
            return Some(Value::Bool(trimmed == "true"));
        }
        Some(Value::Json(_)) if serde_json::from_str::<serde::de::IgnoredAny>(trimmed).is_ok() => {
            return Some(Value::Json(trimmed.into()));
        }
        _ => {}
    }
    let was_number = matches!(old, Some(Value::Number(_)));
    let may_be = was_number || (number_field && !matches!(old, Some(Value::Text(_))));
    if may_be && is_number(trimmed) {
        return Some(Value::Number(trimmed.into()));
    }
    Some(Value::Text(text.into()))
}

/// Whether a text is a number as JSON writes them.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<f64>(text).is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use tumen_core::model::Geometry;

    fn feature(pairs: &[(&str, Value)]) -> Arc<Feature> {
        let mut feature = Feature::drawn(Geometry::None);
        feature.properties = pairs.iter().map(|(k, v)| (Arc::from(*k), v.clone())).collect();
        Arc::new(feature)
    }

    fn number(text: &str) -> Value {
        Value::Number(text.into())
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn asked(filter: &str, sort: Option<(&str, bool)>) -> Asked {
        let features = Arc::new(vec![
            feature(&[("km", number("10.50")), ("name", text("Хасан"))]),
            feature(&[("km", number("9")), ("name", text("Rajin, \"port\""))]),
            feature(&[("name", text("abc"))]),
            feature(&[("km", number("-3")), ("name", Value::Null)]),
        ]);
        let sort = sort.map(|(field, reverse)| Sort { field: field.into(), reverse });
        Asked { layer: LayerId(0), features, filter: filter.into(), sort }
    }

    #[test]
    fn numbers_sort_as_numbers_and_nothing_comes_last() {
        assert_eq!(Rows::new(asked("", Some(("km", false)))).order, [3, 1, 0, 2]);
        assert_eq!(Rows::new(asked("", Some(("km", true)))).order, [0, 1, 3, 2]);
        assert_eq!(Rows::new(asked("", Some(("name", false)))).order, [2, 1, 0, 3]);
    }

    #[test]
    fn the_filter_ignores_case_in_every_script() {
        assert_eq!(Rows::new(asked("хас", None)).order, [0]);
        assert_eq!(Rows::new(asked("raj", None)).order, [1]);
        assert!(Rows::new(asked("nowhere", None)).order.is_empty());
    }

    #[test]
    fn fields_know_whether_they_hold_numbers() {
        let rows = Rows::new(asked("", None));
        let brief: Vec<_> = rows.fields.iter().map(|f| (&*f.name, f.number)).collect();
        assert_eq!(brief, [("km", true), ("name", false)]);
    }

    #[test]
    fn saved_rows_keep_digits_and_quote_what_needs_it() {
        let csv = Rows::new(asked("", Some(("km", true)))).csv();
        assert_eq!(csv, "km,name\r\n10.50,Хасан\r\n9,\"Rajin, \"\"port\"\"\"\r\n-3,\r\n,abc\r\n");
    }

    #[test]
    fn what_is_typed_keeps_its_type() {
        assert_eq!(typed("1.50", Some(&number("2")), true), Some(number("1.50")));
        assert_eq!(typed("1,5", Some(&number("2")), true), Some(text("1,5")));
        assert_eq!(typed("007", Some(&text("006")), true), Some(text("007")));
        assert_eq!(typed("5", None, true), Some(number("5")));
        assert_eq!(typed("5", None, false), Some(text("5")));
        assert_eq!(typed("", None, true), None);
        assert_eq!(typed("", Some(&number("5")), true), Some(Value::Null));
        assert_eq!(typed("false", Some(&Value::Bool(true)), false), Some(Value::Bool(false)));
    }
}
