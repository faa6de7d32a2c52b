//! What a file says of single points beside height and time, found again after the line was changed.

use super::POINTS;
use crate::formats::number;
use crate::formats::xml::{Event, Events, values};
use crate::input::{Input, Limits, Watch};
use std::ops::Range;
use tumen_core::diag::Report;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Feature, Positions};

/// So far from where it is expected a point is looked for, where a line was changed at several places.
const REACH: usize = 256;

/// What is kept of a point: its number in the file, its position there, its elements.
struct Kept {
    number: usize,
    at: Option<LonLat>,
    elements: String,
}

/// The kept elements with the numbers that their points have now, in order. A point is known by its position; one that
/// was moved or deleted loses its elements, the others keep theirs.
pub(super) fn of(feature: &Feature, parts: &[Positions]) -> Vec<(usize, String)> {
    let (count, kept) = kept(feature);
    matched(count, kept, parts)
}

/// Of how many points the elements have lost their place.
pub(super) fn lost(feature: &Feature, parts: &[Positions]) -> usize {
    let (count, kept) = kept(feature);
    let before = kept.len();
    before - matched(count, kept, parts).len()
}

fn matched(count: usize, kept: Vec<Kept>, parts: &[Positions]) -> Vec<(usize, String)> {
    let points: Vec<LonLat> = if kept.is_empty() {
        Vec::new()
    } else {
        parts.iter().flat_map(|p| p.points.iter().map(|p| p.wrapped())).collect()
    };
    let stands = |kept: &Kept, number: usize| {
        // Older projects do not say where a point was.
        let as_before = points.len() == count;
        points.get(number).is_some_and(|p| kept.at.map_or(as_before, |at| same(*p, at)))
    };
    // Most edits change one place: what is before it stands where it stood, what is behind it as far from the end.
    let before = kept.iter().take_while(|k| stands(k, k.number)).count();
    let from_end = |number: usize| (points.len() + number).checked_sub(count);
    let behind = kept.iter().skip(before).rev();
    let behind = behind.take_while(|k| from_end(k.number).is_some_and(|number| stands(k, number))).count();
    let last = kept.len() - behind;
    let most = kept.get(last).and_then(|k| from_end(k.number)).unwrap_or(points.len());
    let (mut found, mut next) = (Vec::with_capacity(kept.len()), 0);
    for (i, kept) in kept.into_iter().enumerate() {
        let number = match i {
            i if i < before => Some(kept.number),
            i if i >= last => from_end(kept.number),
            _ => near(&kept, next..most, |number| stands(&kept, number)),
        };
        if let Some(number) = number.filter(|number| *number >= next) {
            next = number + 1;
            found.push((number, kept.elements));
        }
    }
    found
}

/// The number nearest to where a point was, within a range, at which it stands now.
fn near(kept: &Kept, within: Range<usize>, stands: impl Fn(usize) -> bool) -> Option<usize> {
    let around = (0..=REACH).flat_map(|by| [kept.number.checked_sub(by), kept.number.checked_add(by)]);
    around.flatten().find(|number| within.contains(number) && kept.at.is_some() && stands(*number))
}

fn same(a: LonLat, b: LonLat) -> bool {
    let b = b.wrapped();
    (a.lat - b.lat).abs() < 1e-12 && ((a.lon - b.lon).abs() < 1e-12 || (a.lon - b.lon).abs() == 360.0)
}

/// How many points the line had, and what was kept of them.
fn kept(feature: &Feature) -> (usize, Vec<Kept>) {
    let mut found = (0, Vec::new());
    let Some(raw) = values::foreign_members(&feature.foreign_members, POINTS).next() else { return found };
    let (limits, watch, mut report) = (Limits::default(), Watch::default(), Report::new());
    let input = Input::of("", raw.as_bytes(), &limits, &watch);
    let mut events = Events::new(&input, raw, |_, _| false, &mut report);
    while let Ok(event) = events.next_event() {
        match event {
            Event::Start(tag) if tag.name == "points" => {
                found.0 = tag.attribute("count").and_then(|n| n.parse().ok()).unwrap_or_default();
            }
            Event::Start(tag) => {
                let number = tag.attribute("n").and_then(|n| n.parse().ok());
                let at = tag.attribute("p").and_then(position);
                let Ok(end) = events.skip() else { break };
                let whole = raw.get(tag.at..end).unwrap_or_default();
                let inner = whole.split_once('>').map_or("", |(_, rest)| rest);
                let elements = inner.strip_suffix("</at>").unwrap_or_default().to_owned();
                found.1.extend(number.map(|number| Kept { number, at, elements }));
            }
            Event::Eof => break,
            Event::End(_) | Event::Text(..) | Event::Plain(_) => {}
        }
    }
    found
}

fn position(text: &str) -> Option<LonLat> {
    let (lon, lat) = text.split_once(' ')?;
    Some(LonLat::new(number::parse_f64(lon.as_bytes())?, number::parse_f64(lat.as_bytes())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(numbers: &[u32]) -> Vec<Positions> {
        vec![Positions::new(numbers.iter().map(|n| LonLat::new(f64::from(*n), 0.0)).collect())]
    }

    fn track(numbers: &[u32]) -> Feature {
        let at = |(i, n): (usize, &u32)| format!("<at n=\"{i}\" p=\"{n} 0\"><hdop>{i}</hdop></at>");
        let parts: String = numbers.iter().enumerate().map(at).collect();
        let raw = format!("<points count=\"{}\">{parts}</points>", numbers.len());
        Feature { foreign_members: vec![(POINTS.into(), raw.into())], ..Feature::default() }
    }

    /// Which points have whose elements.
    fn found(before: &[u32], after: &[u32]) -> Vec<(usize, String)> {
        let short = |(i, raw): (usize, String)| (i, raw.replace("<hdop>", "").replace("</hdop>", ""));
        of(&track(before), &line(after)).into_iter().map(short).collect()
    }

    fn pairs(pairs: &[(usize, usize)]) -> Vec<(usize, String)> {
        pairs.iter().map(|(now, then)| (*now, then.to_string())).collect()
    }

    #[test]
    fn the_others_keep_what_they_have() {
        let before = [1, 2, 3, 4];
        assert_eq!(found(&before, &[1, 2, 9, 3, 4]), pairs(&[(0, 0), (1, 1), (3, 2), (4, 3)]));
        assert_eq!(found(&before, &[1, 3, 4]), pairs(&[(0, 0), (1, 2), (2, 3)]));
        assert_eq!(found(&before, &[9, 1, 2, 3, 4]), pairs(&[(1, 0), (2, 1), (3, 2), (4, 3)]));
        assert_eq!(found(&before, &[1, 2, 3, 9]), pairs(&[(0, 0), (1, 1), (2, 2)]));
        // Two places at once, and a loop that comes back to its beginning.
        assert_eq!(found(&[1, 2, 3, 4, 5], &[9, 1, 2, 3, 8, 4]), pairs(&[(1, 0), (2, 1), (3, 2), (5, 3)]));
        assert_eq!(found(&[1, 2, 3, 1], &[2, 3, 1]), pairs(&[(0, 1), (1, 2), (2, 3)]));
        assert_eq!(lost(&track(&before), &line(&[1, 3, 4])), 1);
    }
}
