//! Which place of the network a text means. A name is taken for another one only if it is the same name in another
//! spelling, or one slip away while nothing else is as near; and then it is said.

use crate::search::phonetic::{phonetic_key, plain};
use std::collections::BTreeMap;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::logistics::Crossing;
use tumen_core::model::{Document, Id, Names};
use tumen_network::Network;

/// Names shorter than this are not taken for another one by a slip.
const SHORTEST: usize = 4;
/// Two spellings of a name differ by no more letters than one and one for so many.
const LETTERS_A_SLIP: usize = 4;
/// Letters in which spellings of a name begin alike.
const ALIKE: [&str; 7] = ["khxgq", "rnl", "jzc", "bp", "sxc", "yie", "vwu"];

/// A place that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Its id.
    pub id: Id,
    /// What to tell, if the name was taken for another one.
    pub note: Option<Message>,
}

/// One spelling of a name.
#[derive(Debug)]
struct Spelling {
    id: Id,
    plain: String,
    sound: Vec<u8>,
    written: String,
    weight: u32,
}

/// All names of the network.
#[derive(Debug, Default)]
pub struct PlaceNames {
    spellings: Vec<Spelling>,
    codes: BTreeMap<String, Id>,
}

/// Why no place was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missed {
    /// Nothing is near.
    Unknown,
    /// Several places are equally near; their names.
    Several(Vec<String>),
}

impl PlaceNames {
    /// Names and codes of everything that cargo can come from and go to.
    #[must_use]
    pub fn new(document: &Document, network: &Network) -> Self {
        let mut all = Self::default();
        for id in network.ids() {
            let terminal = document.logistics.terminals.iter().find(|t| t.id == *id);
            if let Some(place) = document.place(id) {
                let weight = u32::from(place.rank) * 2 + u32::from(terminal.is_some());
                all.add(id, &place.names, &place.aliases, weight);
            }
            if let Some(terminal) = terminal {
                all.add(id, &terminal.names, &terminal.aliases, 1);
            }
        }
        let named = |c: &&Crossing| document.place(&c.id).is_none() && !network.nodes_of(&c.id).is_empty();
        for crossing in document.logistics.crossings.iter().filter(named) {
            all.add(&crossing.id, &crossing.names, &[], 1);
        }
        for record in &document.logistics.spellings {
            all.add(&record.id, &Names::default(), &record.texts, 1);
        }
        for record in &document.logistics.locodes {
            let codes =
                record.codes.iter().map(|(code, id)| (format!("{}{code}", record.country), id.clone()));
            all.codes.extend(codes.filter(|(_, id)| !network.nodes_of(id).is_empty()));
        }
        all
    }

    fn add(&mut self, id: &Id, names: &Names, aliases: &[String], weight: u32) {
        let texts = names.all().map(|n| n.to_string()).chain(aliases.iter().cloned());
        for written in texts.filter(|t| !t.is_empty()) {
            let (plain, sound) = (plain(&written), phonetic_key(&written).letters);
            self.spellings.push(Spelling { id: id.clone(), plain, sound, written, weight });
        }
    }

    /// The place that a text means.
    ///
    /// # Errors
    /// If nothing is near, or several places are equally near.
    pub fn find(&self, text: &str) -> Result<Found, Missed> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
        if let Some(id) = self.codes.get(&code) {
            return Ok(Found { id: id.clone(), note: None });
        }
        let wanted = plain(text);
        let same = self.spellings.iter().filter(|s| s.plain == wanted).min_by_key(|s| s.weight);
        if let Some(same) = same {
            return Ok(Found { id: same.id.clone(), note: None });
        }
        self.nearest(text, &wanted)
    }

    /// The names that a text may have been meant for, the nearest first; none that is far off.
    #[must_use]
    pub fn like(&self, text: &str, most: usize) -> Vec<&str> {
        let wanted = plain(text);
        let limit = 1 + wanted.chars().count() / LETTERS_A_SLIP;
        let off = |s: &Spelling| if s.plain.starts_with(&wanted) { 1 } else { slips(&wanted, &s.plain) };
        let near = self.spellings.iter().filter(|s| script(&wanted) == script(&s.plain)).map(|s| (off(s), s));
        let mut near: Vec<(usize, &Spelling)> = near.filter(|(off, _)| *off <= limit).collect();
        near.retain(|_| !wanted.is_empty());
        near.sort_by(|a, b| (a.0, a.1.weight, &a.1.written).cmp(&(b.0, b.1.weight, &b.1.written)));
        // Each place once, by the name that is nearest.
        let mut told: Vec<&Spelling> = Vec::new();
        for (_, spelling) in near {
            if !told.iter().any(|t| t.written == spelling.written || t.id == spelling.id) {
                told.push(spelling);
            }
        }
        told.into_iter().take(most).map(|s| s.written.as_str()).collect()
    }

    fn nearest(&self, text: &str, wanted: &str) -> Result<Found, Missed> {
        let sound = phonetic_key(text).letters;
        let near = self.spellings.iter().filter_map(|s| Some((s.distance(wanted, &sound)?, s)));
        let near: Vec<(usize, &Spelling)> = near.collect();
        let Some(least) = near.iter().map(|(d, _)| *d).min() else { return Err(Missed::Unknown) };
        let mut best: Vec<&Spelling> = near.iter().filter(|(d, _)| *d == least).map(|(_, s)| *s).collect();
        best.sort_by(|a, b| a.weight.cmp(&b.weight).then_with(|| a.id.cmp(&b.id)));
        // Of places with one name the weightiest is meant, as if the name were written right.
        let mut ids: Vec<&Id> = Vec::new();
        let mut plains: Vec<&str> = Vec::new();
        best.retain(|s| {
            let is_new = !ids.contains(&&s.id) && !plains.contains(&s.plain.as_str());
            ids.push(&s.id);
            plains.push(&s.plain);
            is_new
        });
        match best.as_slice() {
            [one] => {
                let note = message!("route-taken-as", text = text.trim(), name = &one.written);
                Ok(Found { id: one.id.clone(), note: Some(note) })
            }
            several => Err(Missed::Several(several.iter().map(|s| s.written.clone()).collect())),
        }
    }
}

impl Spelling {
    /// How many letters it is off, if it may be what is meant: the same sound with few other letters, or one slip.
    fn distance(&self, wanted: &str, sound: &[u8]) -> Option<usize> {
        let length = wanted.chars().count();
        let same_sound = sound.len() > 2 && self.sound == sound;
        // Every place has a name in each script: another script's spelling tells nothing more.
        if script(wanted) != script(&self.plain) {
            return None;
        }
        let off = slips(wanted, &self.plain);
        let spelled = same_sound && off <= 1 + length / LETTERS_A_SLIP && begin_alike(wanted, &self.plain);
        (spelled || off == 1 && length >= SHORTEST).then_some(off)
    }
}

/// Latin, Cyrillic, Hangul, or Chinese and Japanese, by the first letter.
fn script(text: &str) -> u8 {
    match text.chars().next() {
        Some('\u{400}'..='\u{52f}') => 1,
        Some('\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}') => 2,
        Some('\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}') => 3,
        _ => 0,
    }
}

fn begin_alike(a: &str, b: &str) -> bool {
    let (Some(a), Some(b)) = (a.chars().next(), b.chars().next()) else { return false };
    a == b || ALIKE.iter().any(|all| all.contains(a) && all.contains(b))
}

/// Letters to add, drop, change or swap with their neighbor.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j - 1] + change).min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
