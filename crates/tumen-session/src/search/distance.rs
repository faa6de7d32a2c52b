//! How far two words are from each other, in slips of the finger.

/// Longer words are not compared.
const LONGEST: usize = 48;

/// What a change of a vowel costs; a consonant costs twice as much, because vowels are what spellings
/// differ in.
const VOWEL: u32 = 1;
const CONSONANT: u32 = 2;

fn cost(letter: u8) -> u32 {
    if b"aeiou".contains(&letter) { VOWEL } else { CONSONANT }
}

/// Letters to add, drop, change or swap with their neighbor to get from one word to the other,
/// weighted; `None` if that costs more than `most` (optimal string alignment).
#[must_use]
pub(super) fn weighted(a: &[u8], b: &[u8], most: u32) -> Option<u32> {
    between(a, b, most, cost)
}

fn between(a: &[u8], b: &[u8], most: u32, cost: impl Fn(u8) -> u32) -> Option<u32> {
    if b.len() > LONGEST || a.len().abs_diff(b.len()) > most as usize {
        return None;
    }
    let mut rows = [[0_u32; LONGEST + 1]; 3];
    for (j, letter) in b.iter().enumerate() {
        rows[0][j + 1] = rows[0][j] + cost(*letter);
    }
    for (i, x) in a.iter().enumerate() {
        let [now, before, earlier] = [(i + 1) % 3, i % 3, (i + 2) % 3];
        rows[now][0] = rows[before][0] + cost(*x);
        let mut least = rows[now][0];
        for (j, y) in b.iter().enumerate() {
            let change = if x == y { 0 } else { cost(*x).max(cost(*y)) };
            let mut best =
                (rows[before][j] + change).min(rows[before][j + 1] + cost(*x)).min(rows[now][j] + cost(*y));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y && x != y {
                best = best.min(rows[earlier][j - 1] + cost(*x).max(cost(*y)));
            }
            rows[now][j + 1] = best;
            least = least.min(best);
        }
        if least > most {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|d| *d <= most)
}

/// The few candidates most like a text, best first: for "there is no X; did you mean …".
#[must_use]
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>, count: usize) -> Vec<&'a str> {
    let wanted = text.to_lowercase();
    let slips = |c: &[u8]| between(wanted.as_bytes(), c, 1000, |_| 1).unwrap_or(1000);
    let far = |c: &str| {
        let c = c.to_lowercase();
        let holds = !wanted.is_empty() && c.contains(&wanted);
        // Who left out the end of a long id meant that id more than a short one.
        let start = &c.as_bytes()[..c.len().min(wanted.len())];
        (!holds, slips(c.as_bytes()).min(slips(start) + 1))
    };
    let mut ranked: Vec<((bool, u32), &str)> = candidates.map(|c| (far(c), c)).collect();
    ranked.sort_by_key(|r| r.0);
    ranked.into_iter().take(count).map(|(_, c)| c).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let d = |a: &str, b: &str| weighted(a.as_bytes(), b.as_bytes(), 6);
        assert_eq!(d("hasan", "hasan"), Some(0));
        assert_eq!(d("hasan", "hasen"), Some(1));
        assert_eq!(d("hasan", "haman"), Some(2));
        assert_eq!(d("hasan", "hsaan"), Some(2), "two letters swapped are one slip");
        assert_eq!(d("hasan", "hasn"), Some(1));
        assert_eq!(d("", "aeiou"), Some(5));
        assert_eq!(d("hasan", "jukotka"), None);
        assert_eq!(d("a", &"n".repeat(60)), None);
    }

    #[test]
    fn the_nearest_ids_are_named() {
        let ids = ["trade-total-seed", "trade-target", "coal-rajin"];
        assert_eq!(nearest("trade-totl", ids.into_iter(), 1), ["trade-total-seed"]);
        assert_eq!(nearest("rajin", ids.into_iter(), 1), ["coal-rajin"]);
    }
}
