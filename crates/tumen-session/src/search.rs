//! Finding records by name: in any of three scripts, with a slip of the finger, from a few letters.
//!
//! Every name is folded once, when the [`Index`] is built: to plain lower-case letters, and to
//! [`phonetic_key`](phonetic::phonetic_key), a key by sound that spellings of one name in Latin, Cyrillic and
//! Hangul share. A search folds the query in the same way and walks the keys without allocating.
//! A match of letters beats a match by sound, a whole name beats its start, its start the start of a
//! word, and a word its middle; then slips, then letters left out.

pub mod phonetic;

mod distance;
mod index;
mod score;

pub use distance::nearest;
pub use index::{Target, index};
pub use score::{Hit, Index, Key, search};
