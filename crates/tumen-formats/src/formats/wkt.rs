//! Well-known text: `LINESTRING Z (131.9 43.1 5, 132 43.2 6)`, also with `SRID=4326;` before it as
//! PostGIS writes it.
//!
//! All types of the simple features standard are understood, with `Z`, `M`, `ZM` and `EMPTY`; measures
//! (`M`) are left out, because nothing on the map uses them. Curves are refused: drawing their control
//! points as a line would show another shape.

mod read;
mod write;

pub use read::read;
use tumen_core::message;
use tumen_core::message::Message;
pub use write::to_text;

use crate::input::Watch;
use tumen_core::geo::LonLat;
use tumen_core::model::layer::{Geometry, Positions};

/// Whether the text begins with a geometry in well-known text.
#[must_use]
pub fn begins(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "POINT",
        "LINESTRING",
        "POLYGON",
        "MULTIPOINT",
        "MULTILINESTRING",
        "MULTIPOLYGON",
        "GEOMETRYCOLLECTION",
        "CIRCULARSTRING",
        "COMPOUNDCURVE",
        "CURVEPOLYGON",
        "LINEARRING",
        "TRIANGLE",
    ];
    let text = text.trim_start_matches(['"', '\'']);
    let text = match text.get(..5) {
        Some(srid) if srid.eq_ignore_ascii_case("SRID=") => {
            text.split_once(';').map_or(text, |(_, rest)| rest)
        }
        _ => text,
    };
    let word: String =
        text.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_uppercase();
    let rest = text.get(word.len()..).unwrap_or_default().trim_start();
    let known =
        WORDS.iter().any(|w| word.strip_prefix(w).is_some_and(|z| matches!(z, "" | "Z" | "M" | "ZM")));
    let rest = rest.trim_start_matches(['Z', 'M', 'z', 'm']).trim_start();
    known && (rest.starts_with('(') || rest.get(..5).is_some_and(|w| w.eq_ignore_ascii_case("empty")))
}

/// Why a text is no geometry.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.message())]
pub struct WktError {
    /// Byte of the text, counted from 0.
    pub byte: usize,
    /// What is wrong, as a phrase.
    pub what: Message,
    /// Whether the text ends where more should come.
    pub truncated: bool,
}

impl WktError {
    /// What is wrong, and where.
    #[must_use]
    pub fn message(&self) -> Message {
        message!("notice-at-byte", what = &self.what, byte = self.byte)
    }
}

/// Collections deeper than this are refused whatever the limit, so that no text exhausts the stack.
const DEEPEST: u64 = 256;
/// Positions and parts of one text in a table.
const MOST: u64 = 20_000_000;

/// The geometry of a text that holds exactly one; a reference system before it is passed over.
/// `POINT EMPTY` is [`Geometry::None`]. Collections may be `depth` deep.
///
/// # Errors
/// If the text is no geometry; the byte is where it first goes wrong.
pub fn parse(text: &str, depth: u64) -> Result<Geometry, WktError> {
    parse_with_srid(text, depth).map(|(_, geometry)| geometry)
}

/// Like [`parse`], with the number behind `SRID=`.
///
/// # Errors
/// As of [`parse`].
pub fn parse_with_srid(text: &str, depth: u64) -> Result<(Option<u32>, Geometry), WktError> {
    let mut parser = Parser::new(text, depth);
    let found = parser.tagged()?;
    parser.space();
    if parser.at < text.len() {
        return Err(parser.error(message!("notice-more-text-after")));
    }
    Ok(found)
}

/// Reads geometries one after another.
struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u64,
    /// Positions and parts that may still be read.
    left: u64,
    watch: Option<&'a Watch>,
    told: usize,
}

/// What the numbers of a position mean, as far as the text says.
#[derive(Clone, Copy, PartialEq)]
enum Dimensions {
    Unsaid,
    Z,
    M,
    Zm,
}

/// Positions being gathered with their heights.
#[derive(Default)]
struct Gathered {
    points: Vec<LonLat>,
    heights: Vec<f64>,
}

impl Gathered {
    fn push(&mut self, at: LonLat, height: Option<f64>) {
        if let Some(height) = height {
            self.heights.resize(self.points.len(), f64::NAN);
            self.heights.push(height);
        }
        self.points.push(at);
    }

    fn finish(mut self) -> Positions {
        self.points.shrink_to_fit();
        if !self.heights.is_empty() {
            self.heights.resize(self.points.len(), f64::NAN);
        }
        Positions::new(self.points).with_heights(self.heights)
    }
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, depth: u64) -> Self {
        Self { bytes: text.as_bytes(), at: 0, depth: depth.min(DEEPEST), left: MOST, watch: None, told: 0 }
    }

    fn error(&self, what: impl Into<Message>) -> WktError {
        WktError { byte: self.at, what: what.into(), truncated: self.at >= self.bytes.len() }
    }

    fn space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn take(&mut self, wanted: u8) -> bool {
        self.space();
        let found = self.bytes.get(self.at) == Some(&wanted);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, wanted: u8) -> Result<(), WktError> {
        if self.take(wanted) {
            return Ok(());
        }
        Err(self.error(message!(
            "notice-expected-found-2",
            wanted = char::from(wanted),
            found = self.found()
        )))
    }

    /// What stands here, for a message.
    fn found(&self) -> Message {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let end = rest.len().min(12);
        match rest.get(..end) {
            None | Some([]) => message!("notice-end-text"),
            Some(some) => Message::verbatim(format!("{:?}", String::from_utf8_lossy(some))),
        }
    }

    fn word(&mut self) -> &'a str {
        self.space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        self.at += length;
        rest.get(..length).and_then(|w| std::str::from_utf8(w).ok()).unwrap_or_default()
    }

    /// A geometry with the reference system that may stand before it.
    fn tagged(&mut self) -> Result<(Option<u32>, Geometry), WktError> {
        let start = self.at;
        let srid = if self.word().eq_ignore_ascii_case("srid") && self.take(b'=') {
            let number =
                self.token().parse().map_err(|_| self.error(message!("notice-srid-needs-number")))?;
            self.need(b';')?;
            Some(number)
        } else {
            self.at = start;
            None
        };
        Ok((srid, self.geometry(0)?))
    }

    fn geometry(&mut self, level: u64) -> Result<Geometry, WktError> {
        self.space();
        if level > self.depth {
            return Err(self.error(message!("notice-collections-lie-deeper", depth = self.depth)));
        }
        let start = self.at;
        let (kind, dimensions) = self.heading();
        let empty = self.empty();
        let geometry = match kind.as_str() {
            "POINT" if empty => Geometry::None,
            "POINT" => self.point(dimensions)?,
            "LINESTRING" | "LINEARRING" => Geometry::LineString(self.line(dimensions, empty)?),
            "MULTIPOINT" => Geometry::MultiPoint(self.points(dimensions, empty)?),
            "MULTILINESTRING" => Geometry::MultiLineString(self.lines(dimensions, empty)?),
            "POLYGON" | "TRIANGLE" => Geometry::Polygon(self.lines(dimensions, empty)?),
            "MULTIPOLYGON" | "POLYHEDRALSURFACE" | "TIN" => {
                Geometry::MultiPolygon(self.list(empty, |p| p.lines_or_empty(dimensions))?)
            }
            "GEOMETRYCOLLECTION" => Geometry::Collection(self.list(empty, |p| p.geometry(level + 1))?),
            _ => {
                self.at = start;
                return Err(self.error(message!("notice-known-geometry-found", found = self.found())));
            }
        };
        Ok(geometry)
    }

    /// The type in capitals and its dimensions, also written together (`POINTZ`).
    fn heading(&mut self) -> (String, Dimensions) {
        let mut kind = self.word().to_ascii_uppercase();
        let mut dimensions = Dimensions::Unsaid;
        let start = self.at;
        match dimensions_of(&self.word().to_ascii_uppercase()) {
            Some(said) => dimensions = said,
            None => self.at = start,
        }
        for (end, said) in [("ZM", Dimensions::Zm), ("Z", Dimensions::Z), ("M", Dimensions::M)] {
            if dimensions == Dimensions::Unsaid
                && let Some(short) = kind.strip_suffix(end)
            {
                (kind, dimensions) = (short.to_owned(), said);
            }
        }
        (kind, dimensions)
    }

    fn empty(&mut self) -> bool {
        let start = self.at;
        let empty = self.word().eq_ignore_ascii_case("empty");
        if !empty {
            self.at = start;
        }
        empty
    }

    /// `(item, item, …)`, or nothing if it is known to be empty.
    fn list<T>(
        &mut self,
        empty: bool,
        mut item: impl FnMut(&mut Self) -> Result<T, WktError>,
    ) -> Result<Vec<T>, WktError> {
        let mut items = Vec::new();
        if empty {
            return Ok(items);
        }
        self.need(b'(')?;
        if self.take(b')') {
            return Ok(items);
        }
        loop {
            items.push(item(self)?);
            self.pay()?;
            if !self.take(b',') {
                break;
            }
        }
        self.need(b')')?;
        Ok(items)
    }

    /// Counts an item of a list, which takes memory, and looks whether reading should stop.
    fn pay(&mut self) -> Result<(), WktError> {
        let Some(left) = self.left.checked_sub(1) else {
            return Err(self.error(message!("notice-more-positions-limit")));
        };
        self.left = left;
        if self.at - self.told.min(self.at) > 64 << 10 {
            self.told = self.at;
            if self.watch.is_some_and(|watch| watch.report_progress(self.at).is_err()) {
                return Err(self.error(message!("notice-reading-stopped")));
            }
        }
        Ok(())
    }

    fn point(&mut self, dimensions: Dimensions) -> Result<Geometry, WktError> {
        self.need(b'(')?;
        let mut gathered = Gathered::default();
        let (at, height) = self.position(dimensions)?;
        gathered.push(at, height);
        self.need(b')')?;
        Ok(Geometry::Point(gathered.finish()))
    }

    fn line(&mut self, dimensions: Dimensions, empty: bool) -> Result<Positions, WktError> {
        let mut gathered = Gathered::default();
        self.list(empty, |p| {
            let (at, height) = p.position(dimensions)?;
            gathered.push(at, height);
            Ok(())
        })?;
        Ok(gathered.finish())
    }

    /// Positions of a multipoint, each in brackets of its own or not.
    fn points(&mut self, dimensions: Dimensions, empty: bool) -> Result<Positions, WktError> {
        let mut gathered = Gathered::default();
        self.list(empty, |p| {
            if p.empty() {
                return Ok(());
            }
            let bracketed = p.take(b'(');
            let (at, height) = p.position(dimensions)?;
            gathered.push(at, height);
            if bracketed { p.need(b')') } else { Ok(()) }
        })?;
        Ok(gathered.finish())
    }

    fn lines(&mut self, dimensions: Dimensions, empty: bool) -> Result<Vec<Positions>, WktError> {
        self.list(empty, |p| {
            let empty = p.empty();
            p.line(dimensions, empty)
        })
    }

    fn lines_or_empty(&mut self, dimensions: Dimensions) -> Result<Vec<Positions>, WktError> {
        let empty = self.empty();
        self.lines(dimensions, empty)
    }

    fn position(&mut self, dimensions: Dimensions) -> Result<(LonLat, Option<f64>), WktError> {
        let at = LonLat::new(self.number()?, self.number()?);
        let third = self.further()?;
        let fourth = if third.is_some() { self.further()? } else { None };
        if fourth.is_some() {
            self.further()?;
        }
        let height = if dimensions == Dimensions::M { None } else { third };
        Ok((at, height))
    }

    /// One more number of a position, if there is one.
    fn further(&mut self) -> Result<Option<f64>, WktError> {
        self.space();
        match self.bytes.get(self.at) {
            Some(b',' | b')') | None => Ok(None),
            Some(_) => self.number().map(Some),
        }
    }

    fn number(&mut self) -> Result<f64, WktError> {
        self.space();
        let start = self.at;
        let token = self.token();
        match token.parse::<f64>() {
            Ok(number) if !number.is_infinite() => Ok(number),
            _ => {
                self.at = start;
                Err(self.error(message!("notice-number-expected-found", found = self.found())))
            }
        }
    }

    /// Everything up to white space, a bracket, comma or semicolon.
    fn token(&mut self) -> &'a str {
        self.space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'(' | b')' | b';');
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).and_then(|t| std::str::from_utf8(t).ok()).unwrap_or_default()
    }
}

fn dimensions_of(word: &str) -> Option<Dimensions> {
    match word {
        "Z" => Some(Dimensions::Z),
        "M" => Some(Dimensions::M),
        "ZM" => Some(Dimensions::Zm),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
