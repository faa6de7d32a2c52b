//! The index and how well a query fits its keys.

use super::distance;
use super::phonetic::{PhoneticKey, phonetic_key, plain};
use tumen_core::model::Names;

/// Ranks of the ways to match; smaller is better. Between them there is room for what is left over.
mod rank {
    pub const SAME: u32 = 0;
    pub const SAME_SOUND: u32 = 40;
    pub const START: u32 = 100;
    pub const START_SOUND: u32 = 150;
    pub const WORD: u32 = 200;
    pub const WORDS: u32 = 240;
    pub const WORD_SOUND: u32 = 290;
    pub const MIDDLE: u32 = 340;
    pub const SLIP: u32 = 500;
    pub const GAPS: u32 = 800;
}

/// What is left over counts up to this much.
const MOST_LEFT: u32 = 39;

/// A name to be found by.
#[derive(Debug)]
pub struct Key {
    plain: String,
    phonetic_key: PhoneticKey,
    weight: u32,
}

impl Key {
    /// A name: found by letters, by sound and with slips. A larger weight puts it further back.
    #[must_use]
    pub fn name(text: &str, weight: u32) -> Self {
        Self { plain: plain(text), phonetic_key: phonetic_key(text), weight }
    }

    /// A sentence: found by its words only, or everything would sound like a part of it.
    #[must_use]
    pub fn sentence(text: &str, weight: u32) -> Self {
        Self { plain: plain(text), phonetic_key: PhoneticKey::default(), weight }
    }
}

#[derive(Debug)]
struct Entry<T> {
    what: T,
    name: Names,
    kind: &'static str,
    keys: Vec<Key>,
}

/// Names of things, folded once.
#[derive(Debug)]
pub struct Index<T> {
    entries: Vec<Entry<T>>,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { entries: Vec::new() }
    }
}

impl<T> Index<T> {
    /// Adds a thing with the names it is found by.
    pub fn add(&mut self, what: T, name: Names, kind: &'static str, keys: impl IntoIterator<Item = Key>) {
        let keys = keys.into_iter().filter(|k| !k.plain.is_empty()).collect();
        self.entries.push(Entry { what, name, kind, keys });
    }

    /// How many things it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<T> {
    /// What.
    pub what: T,
    /// Its name.
    pub name: Names,
    /// What it is, one word.
    pub kind: &'static str,
    /// How far it is from what was asked; 0 is a name as it stands.
    pub score: u32,
}

/// The things a text means, the likeliest first, at most `limit`.
#[must_use]
pub fn search<T: Clone>(index: &Index<T>, text: &str, limit: usize) -> Vec<Hit<T>> {
    let query = Query::new(text);
    if query.plain.is_empty() {
        return Vec::new();
    }
    let best = |entry: &Entry<T>| entry.keys.iter().filter_map(|k| query.score(k)).min();
    let scored = index.entries.iter().enumerate().filter_map(|(i, entry)| Some((best(entry)?, i)));
    let mut found: Vec<(u32, usize)> = scored.collect();
    found.sort_unstable();
    let hit = |(score, i): (u32, usize)| {
        let Entry { what, name, kind, .. } = &index.entries[i];
        Hit { what: what.clone(), name: name.clone(), kind, score }
    };
    found.into_iter().take(limit).map(hit).collect()
}

struct Query {
    plain: String,
    chars: usize,
    phonetic_key: Vec<u8>,
}

impl Query {
    fn new(text: &str) -> Self {
        let plain = plain(text);
        Self { chars: plain.chars().count(), phonetic_key: phonetic_key(text).letters, plain }
    }

    fn score(&self, key: &Key) -> Option<u32> {
        let letters = self.by_letters(&key.plain);
        let best = match letters {
            Some(score) if score < rank::WORD => letters,
            _ => letters.into_iter().chain(self.by_sound(&key.phonetic_key)).min(),
        };
        let best = best.or_else(|| self.with_slips(&key.phonetic_key)).or_else(|| self.with_gaps(key))?;
        Some(best + key.weight)
    }

    fn by_letters(&self, key: &str) -> Option<u32> {
        let wanted = self.plain.as_str();
        let left = left(key.len(), wanted.len());
        match key.find(wanted) {
            Some(0) if key.len() == wanted.len() => Some(rank::SAME),
            Some(0) => Some(rank::START + left),
            Some(at) if key[..at].ends_with(' ') || has_word(key, wanted) => Some(rank::WORD + left),
            Some(_) if self.chars > 2 => Some(rank::MIDDLE + left),
            _ => self.all_words(key).then_some(rank::WORDS + left),
        }
    }

    /// Whether each of several words begins a word of the key.
    fn all_words(&self, key: &str) -> bool {
        self.plain.contains(' ')
            && self.plain.split(' ').all(|wanted| key.split(' ').any(|word| word.starts_with(wanted)))
    }

    fn by_sound(&self, key: &PhoneticKey) -> Option<u32> {
        let (wanted, letters) = (self.phonetic_key.as_slice(), key.letters.as_slice());
        let left = left(letters.len(), wanted.len());
        match wanted.len() {
            0 | 1 => None,
            _ if letters == wanted => Some(rank::SAME_SOUND),
            2 => None,
            _ if letters.starts_with(wanted) => Some(rank::START_SOUND + left),
            3 => None,
            _ => {
                let begins = |at: &u8| letters[usize::from(*at)..].starts_with(wanted);
                key.starts.iter().any(begins).then_some(rank::WORD_SOUND + left)
            }
        }
    }

    /// The whole name or one of its words, a slip or two away. The first letter must be right.
    fn with_slips(&self, key: &PhoneticKey) -> Option<u32> {
        let wanted = self.phonetic_key.as_slice();
        let most = match wanted.len() {
            0..=3 => return None,
            4 => 1,
            5..=7 => 2,
            _ => 4,
        };
        let near = |word: &[u8]| {
            let first = word.first() == wanted.first();
            first.then(|| distance::weighted(wanted, word, most)).flatten()
        };
        let whole = near(&key.letters).map(|d| d * 20);
        let ends = key.starts.iter().skip(1).map(|s| usize::from(*s)).chain([key.letters.len()]);
        let words = key.starts.iter().zip(ends).map(|(from, to)| &key.letters[usize::from(*from)..to]);
        let word = words.filter_map(near).map(|d| d * 20 + 50).min();
        Some(rank::SLIP + whole.into_iter().chain(word).min()?)
    }

    /// The letters of one word in order, others left out, as in "vldvstk".
    fn with_gaps(&self, key: &Key) -> Option<u32> {
        if self.chars < 4 || self.plain.contains(' ') || key.phonetic_key.letters.is_empty() {
            return None;
        }
        let fits = |word: &&str| {
            let mut letters = word.chars();
            let long = word.len() > 2 * self.plain.len();
            !long
                && word.chars().next() == self.plain.chars().next()
                && self.plain.chars().all(|c| letters.any(|l| l == c))
        };
        let word = key.plain.split(' ').find(fits)?;
        Some(rank::GAPS + left(word.len(), self.plain.len()))
    }
}

fn left(key: usize, wanted: usize) -> u32 {
    key.saturating_sub(wanted).min(MOST_LEFT as usize) as u32
}

/// Whether a text begins one of the words of another but the first.
fn has_word(key: &str, wanted: &str) -> bool {
    key.match_indices(wanted).any(|(at, _)| key[..at].ends_with(' '))
}
