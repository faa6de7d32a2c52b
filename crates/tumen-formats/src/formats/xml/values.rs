//! Values that the formats have no place for, written in elements of our own namespace.

use tumen_core::model::layer::{Feature, Properties, Value};

/// The namespace of our own elements and attributes.
pub const NAMESPACE: &str = "urn:tumen:layer:1";

/// The word for the kind of a value.
#[must_use]
pub fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::Text(_) => "text",
        Value::Json(_) => "json",
    }
}

/// The value of a kind; text for a kind that is not known.
#[must_use]
pub fn typed(kind: &str, text: &str) -> Value {
    match kind {
        "null" => Value::Null,
        "bool" => Value::Bool(matches!(text.trim(), "true" | "1")),
        "number" => Value::Number(text.into()),
        "json" => Value::Json(text.into()),
        _ => Value::Text(text.into()),
    }
}

/// Puts properties into the order that was noted when they were written: the first number says where
/// the first one belongs. An order that does not fit is left out of account.
pub fn reorder(properties: &mut Properties, order: &str) {
    let places: Vec<usize> = order.split_ascii_whitespace().filter_map(|n| n.parse().ok()).collect();
    let mut seen = vec![false; properties.len()];
    let fits = places.len() == properties.len()
        && places.iter().all(|at| seen.get_mut(*at).is_some_and(|seen| !std::mem::replace(seen, true)));
    if !fits {
        return;
    }
    let mut placed: Vec<_> = places.into_iter().zip(std::mem::take(properties)).collect();
    placed.sort_by_key(|(at, _)| *at);
    properties.extend(placed.into_iter().map(|(_, property)| property));
}

/// The note for [`reorder`] about properties that are written in another order; nothing if it is theirs.
#[must_use]
pub fn order_note(written: &[usize]) -> Option<String> {
    if written.iter().enumerate().all(|(at, place)| at == *place) {
        return None;
    }
    Some(written.iter().map(usize::to_string).collect::<Vec<_>>().join(" "))
}

/// The property that an element for names or descriptions holds: the one of just that key, else the one that is the
/// name or description by another key. Only texts that come back as they are.
#[must_use]
pub fn titled(feature: &Feature, element: &str) -> Option<usize> {
    let text = |at: &usize| feature.properties.get(*at).is_some_and(|(_, value)| plain(value).is_some());
    if let Some(at) = feature.properties.iter().position(|(key, _)| &**key == element) {
        return Some(at).filter(text);
    }
    let at = match element {
        "name" => feature.name_at(),
        "desc" | "description" => feature.description_at(),
        _ => None,
    };
    at.filter(text)
}

/// Notes under which keys properties came that were written as a name or description.
pub fn push_keys(out: &mut String, feature: &Feature, titled: &[(&str, usize)]) {
    for (element, at) in titled {
        let Some((key, _)) = feature.properties.get(*at).filter(|(key, _)| &**key != *element) else {
            continue;
        };
        out.extend(["<tumen:key of=\"", element, "\">"]);
        super::push_escaped(out, key);
        out.push_str("</tumen:key>");
    }
}

/// Gives a property its key back, unless another one has it.
pub fn rekey(feature: &mut Feature, element: &str, key: &str) {
    if feature.property(key).is_some() {
        return;
    }
    if let Some((own, _)) = feature.properties.iter_mut().find(|(own, _)| &**own == element) {
        *own = key.into();
    }
}

/// The kept texts of a key, in order.
pub fn foreign_members<'k>(
    list: &'k [(std::sync::Arc<str>, Box<str>)],
    key: &'static str,
) -> impl Iterator<Item = &'k str> + 'k {
    list.iter().filter(move |(name, _)| &**name == key).map(|(_, text)| &**text)
}

/// Whether text comes back as it was from an element whose text is trimmed when it is read.
#[must_use]
pub fn plain(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) if text.trim().len() == text.len() && text.chars().all(super::allowed) => {
            Some(text)
        }
        _ => None,
    }
}

/// Whether a property holds characters that XML cannot hold; they are left out when it is written.
#[must_use]
pub fn control_characters(properties: &Properties) -> bool {
    properties
        .iter()
        .any(|(key, value)| !key.chars().all(super::allowed) || !value.display().chars().all(super::allowed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_come_back_into_their_order() {
        let named = |name: &str| (name.into(), Value::Null);
        let mut properties = vec![named("c"), named("a"), named("b")];
        reorder(&mut properties, &order_note(&[2, 0, 1]).unwrap_or_default());
        assert_eq!(properties, [named("a"), named("b"), named("c")]);
        reorder(&mut properties, "0 0 9");
        assert_eq!(properties, [named("a"), named("b"), named("c")]);
        assert_eq!(order_note(&[0, 1, 2]), None);
    }
}
