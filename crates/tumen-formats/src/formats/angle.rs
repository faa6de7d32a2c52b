//! Coordinates as people write them: `131,9`, `43°06'54.5"N`, `43 06 54.5 N`, `131°53′ в.д.`,
//! `동경 131도 53분`, and pairs of them.

use super::number::parse_f64;
use tumen_core::geo::LonLat;

/// Longer texts are no coordinates; the bound keeps hostile cells cheap.
const LONGEST: usize = 120;

/// Which way a coordinate runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// North and south.
    Lat,
    /// East and west.
    Lon,
}

/// One coordinate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Angle {
    /// Degrees, north and east positive; meters where a plain number means them.
    pub degrees: f64,
    /// Which way it runs, where letters say so.
    pub axis: Option<Axis>,
    /// Whether a comma stands before the decimals.
    pub decimal_comma: bool,
}

/// Reads one coordinate. Numbers that are not finite are none.
#[must_use]
pub fn parse_angle(text: &str) -> Option<Angle> {
    let text = text.trim();
    if let Some(degrees) = plain(text) {
        return Some(Angle { degrees, axis: None, decimal_comma: false });
    }
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let mut parts = Parts::default();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = parts.take(c, rest)?;
    }
    parts.angle()
}

/// A number with a point or none, as machines write it.
fn plain(text: &str) -> Option<f64> {
    let number = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    let first = *text.as_bytes().first()?;
    if matches!(first, b'e' | b'E') || !text.bytes().all(number) {
        return None;
    }
    parse_f64(text.as_bytes()).filter(|n| n.is_finite())
}

/// Reads a number that may have a decimal comma or spaces between thousands: `4 775 123,5`. The second value
/// says whether it has the comma.
#[must_use]
pub fn parse_number(text: &str) -> Option<(f64, bool)> {
    let text = text.trim();
    if let Some(number) = plain(text) {
        return Some((number, false));
    }
    if text.len() > LONGEST {
        return None;
    }
    let joined: String =
        text.chars().filter(|c| !c.is_whitespace() && *c != '\'').map(unsigned_minus).collect();
    let comma = joined.matches(',').count() == 1 && !joined.contains('.');
    let number = if comma { joined.replace(',', ".") } else { joined };
    plain(&number).map(|n| (n, comma))
}

fn unsigned_minus(c: char) -> char {
    if is_minus(c) { '-' } else { c }
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '\u{2212}' | '\u{2010}'..='\u{2013}' | '\u{fe63}' | '\u{ff0d}')
}

/// What was read of a coordinate so far.
#[derive(Default)]
struct Parts {
    /// Degrees, minutes, seconds.
    values: [Option<f64>; 3],
    /// A number whose mark has not come yet.
    pending: Option<f64>,
    negative: bool,
    signed: bool,
    side: Option<f64>,
    axis: Option<Axis>,
    comma: bool,
}

/// What a word or sign among the numbers says.
#[derive(Clone, Copy)]
enum Mark {
    /// The number before it is of this place: degrees 0, minutes 1, seconds 2.
    Place(usize),
    /// A half of the Earth.
    Side(Axis, f64),
    /// A kind of coordinate, such as `lat`.
    Kind(Axis),
    /// Nothing more.
    Filler,
}

impl Parts {
    /// Takes what begins with `c`; gives the text after it.
    fn take<'t>(&mut self, c: char, rest: &'t str) -> Option<&'t str> {
        if c.is_ascii_digit() || c == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
            return self.number(rest);
        }
        let after = rest.get(c.len_utf8()..)?;
        if is_minus(c) || c == '+' {
            return self.sign(c).then_some(after);
        }
        // The sign of ordinal numbers passes for a letter and is typed for degrees.
        if c.is_alphabetic() && !is_degree(c) {
            let end = rest.find(|c: char| !c.is_alphabetic() || is_degree(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(end)?;
            self.word(word)?;
            return Some(after);
        }
        self.symbol(c, after)
    }

    fn sign(&mut self, c: char) -> bool {
        // A sign after a number is no sign but a dash between numbers: `43-06-54`.
        if self.started() {
            return c != '+' && self.close();
        }
        let first = !self.signed;
        self.signed = true;
        self.negative = c != '+';
        first
    }

    fn symbol<'t>(&mut self, c: char, after: &'t str) -> Option<&'t str> {
        match c {
            c if (is_degree(c) || matches!(c, '*' | '\u{fffd}')) && self.pending.is_some() => {
                self.place(0)?
            }
            '\'' | '′' | '’' | '‘' | '´' | '`' | 'ʹ' => {
                // Two single marks are one double.
                if let Some(after) = after.strip_prefix(c) {
                    self.place(2)?;
                    return Some(after);
                }
                self.place(1)?;
            }
            '"' | '″' | '”' | '“' | '„' | 'ʺ' | '«' | '»' => self.place(2)?,
            ':' | '_' => {
                self.close();
            }
            '.' | ',' | '(' | ')' | '[' | ']' => {}
            c if c.is_whitespace() => {
                // Without marks a space ends the number, but a mark may still follow.
            }
            _ => return None,
        }
        Some(after)
    }

    fn started(&self) -> bool {
        self.pending.is_some() || self.values.iter().any(Option::is_some)
    }

    /// Gives the waiting number the next free place.
    fn close(&mut self) -> bool {
        let Some(number) = self.pending.take() else { return true };
        match self.values.iter().rposition(Option::is_some).map_or(0, |at| at + 1) {
            at @ 0..=2 => {
                self.values[at] = Some(number);
                true
            }
            _ => false,
        }
    }

    fn place(&mut self, at: usize) -> Option<()> {
        let later = self.values.get(at..)?.iter().any(Option::is_some);
        if later {
            return None;
        }
        *self.values.get_mut(at)? = Some(self.pending.take()?);
        Some(())
    }

    fn number<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        self.close().then_some(())?;
        let bytes = rest.as_bytes();
        let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
        let whole = digits(0);
        let decimals = match bytes.get(whole) {
            Some(b'.' | b',') => digits(whole + 1),
            _ => 0,
        };
        let end = if decimals > 0 { whole + 1 + decimals } else { whole };
        let comma = decimals > 0 && bytes.get(whole) == Some(&b',');
        self.comma |= comma;
        let (number, after) = rest.split_at_checked(end)?;
        let number = if comma { number.replace(',', ".").parse() } else { number.parse() };
        self.pending = Some(number.ok().filter(|n: &f64| n.is_finite())?);
        Some(after)
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let started = self.started();
        let seconds_due = started && self.values[1].is_some() && self.pending.is_some();
        if mark(word, seconds_due).is_none() {
            // `42d51mN`: a mark and the side of the Earth without a space.
            let last = word.char_indices().next_back().filter(|(at, _)| *at > 0)?.0;
            let (place, side) = word.split_at_checked(last)?;
            (matches!(mark(side, false)?, Mark::Side(..)) && mark(place, seconds_due).is_some())
                .then_some(())?;
            self.word(place)?;
            return self.word(side);
        }
        match mark(word, started && self.values[1].is_some() && self.pending.is_some())? {
            Mark::Place(at) => self.place(at)?,
            Mark::Side(axis, side) => {
                if self.side.is_some() || self.axis.is_some_and(|a| a != axis) {
                    return None;
                }
                (self.side, self.axis) = (Some(side), Some(axis));
            }
            Mark::Kind(axis) => {
                if self.axis.is_some_and(|a| a != axis) {
                    return None;
                }
                self.axis = Some(axis);
            }
            Mark::Filler => {}
        }
        Some(())
    }

    fn angle(mut self) -> Option<Angle> {
        self.close().then_some(())?;
        let [Some(degrees), minutes, seconds] = self.values else { return None };
        let (degrees, minutes) = match (self.axis, minutes, seconds) {
            (Some(axis), None, None) if self.side.is_some() => unpacked(axis, degrees),
            _ => (degrees, minutes),
        };
        if [minutes, seconds].into_iter().flatten().any(|part| part > 60.0) {
            return None;
        }
        if (minutes.is_some() || seconds.is_some()) && degrees > 360.0 {
            return None;
        }
        let size = degrees + minutes.unwrap_or(0.0) / 60.0 + seconds.unwrap_or(0.0) / 3600.0;
        // `-43 S` is one minus said twice.
        let side = match self.side {
            Some(side) if self.negative => side.min(-1.0),
            Some(side) => side,
            None if self.negative => -1.0,
            None => 1.0,
        };
        Some(Angle { degrees: size * side, axis: self.axis, decimal_comma: self.comma })
    }
}

/// Degrees and minutes that receivers write as one number before the side of the Earth: `4251.600N`. Without
/// decimals it may be meters as well.
fn unpacked(axis: Axis, number: f64) -> (f64, Option<f64>) {
    let (least, most) = match axis {
        Axis::Lat => (100.0, 9_000.0),
        Axis::Lon => (180.0, 18_000.0),
    };
    let (degrees, minutes) = ((number / 100.0).floor(), number % 100.0);
    let packed = number > least && number <= most && minutes < 60.0 && number.fract() != 0.0;
    if packed { (degrees, Some(minutes)) } else { (number, None) }
}

/// Signs that people type for degrees.
fn is_degree(c: char) -> bool {
    matches!(c, '°' | 'º' | '˚' | '⁰' | 'ᵒ' | '○' | '◦' | '∘' | '゜' | '度')
}

/// What a word means; `seconds_due` tells the `s` of seconds from the S of south.
fn mark(word: &str, seconds_due: bool) -> Option<Mark> {
    use Axis::{Lat, Lon};
    if word == "s" && seconds_due {
        return Some(Mark::Place(2));
    }
    let lower = word.to_lowercase();
    Some(match lower.as_str() {
        "n" | "north" | "北纬" | "北緯" | "с" | "сш" | "северной" | "северная" | "сев" | "북위" | "북" => {
            Mark::Side(Lat, 1.0)
        }
        "s" | "south" | "南纬" | "南緯" | "ю" | "юш" | "южной" | "южная" | "남위" | "남" => {
            Mark::Side(Lat, -1.0)
        }
        "e" | "east" | "东经" | "東經" | "東経" | "в" | "вд" | "восточной" | "восточная" | "вост"
        | "동경" | "동" => Mark::Side(Lon, 1.0),
        "w" | "west" | "西经" | "西經" | "西経" | "з" | "зд" | "западной" | "западная" | "서경" | "서" => {
            Mark::Side(Lon, -1.0)
        }
        "lat" | "latitude" | "широта" | "широты" | "шир" | "ш" | "위도" => Mark::Kind(Lat),
        "lon" | "lng" | "long" | "longitude" | "долгота" | "долготы" | "долг" | "경도" => {
            Mark::Kind(Lon)
        }
        "d" | "deg" | "degree" | "degrees" | "град" | "градус" | "градуса" | "градусов" | "гр" | "도" => {
            Mark::Place(0)
        }
        "m" | "min" | "minute" | "minutes" | "мин" | "минут" | "минута" | "минуты" | "분" | "分" => {
            Mark::Place(1)
        }
        "sec" | "second" | "seconds" | "сек" | "секунд" | "секунда" | "секунды" | "초" | "秒" => {
            Mark::Place(2)
        }
        "д" => Mark::Filler,
        _ => return None,
    })
}

/// Reads a pair of coordinates: latitude first, unless letters say otherwise.
#[must_use]
pub fn parse_pair(text: &str) -> Option<LonLat> {
    pair_of(text).map(|(place, _)| place)
}

/// Like [`parse_pair`]; the second value says whether decimal commas were met.
#[must_use]
pub fn pair_of(text: &str) -> Option<(LonLat, bool)> {
    let brackets: &[char] = &['(', ')', '[', ']', '{', '}'];
    let text = text.trim().trim_matches(brackets).trim();
    if text.is_empty() || text.len() > 2 * LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = splits(text).into_iter().find_map(|(a, b)| Some((parse_angle(a)?, parse_angle(b)?)))?;
    ordered(found.0, found.1)
}

fn ordered(first: Angle, second: Angle) -> Option<(LonLat, bool)> {
    let comma = first.decimal_comma || second.decimal_comma;
    let place = match (first.axis, second.axis) {
        (Some(a), Some(b)) if a == b => return None,
        (Some(Axis::Lon), _) | (_, Some(Axis::Lat)) => LonLat::new(first.degrees, second.degrees),
        _ => LonLat::new(second.degrees, first.degrees),
    };
    Some((place, comma))
}

/// The ways to cut a text in two, the most telling first.
fn splits(text: &str) -> Vec<(&str, &str)> {
    let mut ranked: Vec<(usize, usize, usize)> = Vec::new();
    let numbers = number_starts(text);
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let before = numbers.iter().filter(|n| **n < at).count();
        let balance = (2 * before).abs_diff(numbers.len());
        let spaced = text.get(after..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let rank = match c {
            ';' | '|' | '/' | '\t' | '\n' => 0,
            ',' if spaced => 1,
            ',' => 2,
            c if c.is_whitespace() => 3,
            // A letter may end the first coordinate or begin the second.
            c if c.is_alphabetic() || "\"″'′°".contains(c) => {
                ranked.push((5 + balance, at, at));
                ranked.push((5 + balance, after, after));
                continue;
            }
            _ => continue,
        };
        ranked.push((rank + 4 * balance.min(8), at, after));
    }
    ranked.sort_by_key(|(rank, at, _)| (*rank, *at));
    ranked.iter().filter_map(|(_, end, start)| Some((text.get(..*end)?, text.get(*start..)?))).collect()
}

fn number_starts(text: &str) -> Vec<usize> {
    let digit = |i: usize| text.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
    (0..text.len()).filter(|i| digit(*i) && !i.checked_sub(1).is_some_and(digit)).collect()
}

#[cfg(test)]
mod tests;
