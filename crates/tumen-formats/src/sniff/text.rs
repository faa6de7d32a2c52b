//! Text: XML, JSON, WKT, lists of positions and tables.

use super::{extension, json, not_a_route};
use crate::catalog::Format;
use crate::formats::text::encoding_of;
use crate::formats::wkt;
use crate::input::ReadError;
use crate::tour;
use std::borrow::Cow;
use tumen_core::message;
use tumen_core::message::Message;

const EXPORT: Message = message!("notice-export-geojson-gpx");

/// The head as text, or nothing when it is binary. Letters of old encodings become replacement signs, which
/// matter to no decision here.
pub(super) fn decode<'a>(head: &'a [u8], stated: Option<&str>) -> Option<Cow<'a, str>> {
    if let Some(encoding) = stated.and_then(encoding_of) {
        return Some(Cow::Owned(encoding.decode_without_bom_handling(head).0.into_owned()));
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(head) {
        let rest = head.get(mark..).unwrap_or_default();
        return Some(Cow::Owned(encoding.decode_without_bom_handling(rest).0.into_owned()));
    }
    if let Some(encoding) = wide(head) {
        return Some(Cow::Owned(encoding.decode_without_bom_handling(head).0.into_owned()));
    }
    let sample = head.get(..8192).unwrap_or(head);
    let odd = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28 | 29 | 31 | 127)).count();
    if sample.contains(&0) || odd * 50 > sample.len() {
        return None;
    }
    let utf8 = std::str::from_utf8(sample.get(..sample.len().saturating_sub(3)).unwrap_or_default()).is_ok();
    if !utf8 && !begins_as_text(sample) {
        // One-byte and two-byte encodings: as long as there are signs of a text.
        let plain = sample
            .iter()
            .filter(|b| matches!(b, 9 | 10 | 13 | b' ' | b'0'..=b'9' | b',' | b'.' | b';'))
            .count();
        if plain * 10 < sample.len() {
            return None;
        }
    }
    Some(String::from_utf8_lossy(head))
}

/// Whether bytes begin as JSON or XML does, however few blanks and digits follow: what packs other data does not.
fn begins_as_text(sample: &[u8]) -> bool {
    let start = sample.trim_ascii_start();
    let second = start.get(1..).unwrap_or_default().trim_ascii_start().first().copied();
    match start.first() {
        Some(b'{') => matches!(second, Some(b'"' | b'\'' | b'}' | b'/')),
        Some(b'[') => matches!(second, Some(b'{' | b'[' | b'-' | b'0'..=b'9' | b'"' | b']')),
        Some(b'<') => second.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'?' | b'!')),
        _ => false,
    }
}

/// UTF-16 without a mark: every other byte of Latin letters and digits is zero.
fn wide(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = head.get(..256).unwrap_or(head);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = sample.len() / 2;
    if half < 4 {
        return None;
    }
    let (even, odd) = (zeros(0), zeros(1));
    match () {
        () if odd * 10 >= half * 6 && even == 0 => Some(encoding_rs::UTF_16LE),
        () if even * 10 >= half * 6 && odd == 0 => Some(encoding_rs::UTF_16BE),
        () => None,
    }
}

/// What a text is; `bytes` are all of the file.
pub(super) fn kind(name: &str, decoded: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let text = decoded.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let text = commented_json(text).unwrap_or(text);
    match text.chars().next() {
        None => not_a_route(
            "empty-file",
            message!("notice-nothing-blanks-file"),
            message!("notice-copy-download-again"),
        ),
        Some('\u{1e}') => Ok(Format::GeoJsonSeq),
        Some('[') if text.starts_with("[[") && tour::is_tour(text) => Ok(Format::Tour),
        Some('{' | '[') => json::kind(text, bytes),
        Some('<') => xml(text),
        _ => plain(name, text),
    }
}

/// The JSON behind comments at the beginning.
fn commented_json(text: &str) -> Option<&str> {
    let mut rest = text;
    while rest.starts_with("//") || rest.starts_with("/*") {
        let end = if rest.starts_with("//") { "\n" } else { "*/" };
        rest = rest.split_once(end)?.1.trim_start();
    }
    rest.starts_with(['{', '[']).then_some(rest)
}

/// XML by its root element.
fn xml(text: &str) -> Result<Format, ReadError> {
    if text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
        let rest = text.get(9..).unwrap_or_default().trim_start();
        if rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("html")) {
            return web_page();
        }
    }
    let Some(root) = root(text) else {
        // The root element lies beyond the head, or was cut off.
        return found_inside(text).map_or_else(|| unknown_xml(message!("notice-without-element")), Ok);
    };
    let local = root.rsplit_once(':').map_or(root, |(_, local)| local);
    let local = local.to_ascii_lowercase();
    if let Some(format) = Format::with_sign(|sign| sign.is_root(&local)) {
        return Ok(format);
    }
    match local.as_str() {
        "html" | "head" | "body" | "div" | "meta" | "script" | "title" | "p" | "table" | "span" | "h1"
        | "br" => web_page(),
        "svg" => not_a_route(
            "picture",
            message!("notice-picture-svg"),
            message!("notice-picture-without-positions"),
        ),
        "osm" => not_a_route(
            "osm-data",
            message!("notice-raw-openstreetmap-data-osm"),
            message!("notice-convert-geojson-geopackage"),
        ),
        "featurecollection" | "wfs_featurecollection" | "spatialdataset" => {
            not_a_route("unknown-format", message!("notice-gml-not-read"), EXPORT)
        }
        "workbook" => {
            not_a_route("office-file", message!("notice-excel-sheet-xml"), message!("notice-save-csv-utf8"))
        }
        "qgis" => not_a_route(
            "unknown-format",
            message!("notice-qgis-project-refers"),
            message!("notice-save-layers-qgis"),
        ),
        "rss" | "feed" => not_a_route("unknown-format", message!("notice-news-feed"), EXPORT),
        "error" | "exceptionreport" | "serviceexceptionreport" => not_a_route(
            "web-page",
            message!("notice-error-message-server", root = root),
            message!("notice-download-file-again"),
        ),
        _ => found_inside(text).map_or_else(|| unknown_xml(message!("notice-root-element", root = root)), Ok),
    }
}

fn web_page() -> Result<Format, ReadError> {
    not_a_route("web-page", message!("notice-web-page-probably"), message!("notice-open-page-browser"))
}

fn unknown_xml(which: Message) -> Result<Format, ReadError> {
    not_a_route("unknown-format", message!("notice-xml-neither-kml", which = which), EXPORT)
}

/// The name of the first element after declaration, comments and document type.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.get(rest.find('<')?..)?;
        let end = match () {
            () if rest.starts_with("<!--") => rest.find("-->")? + 3,
            () if rest.starts_with("<?") => {
                rest.find("?>").map(|at| at + 2).or_else(|| Some(rest.find('>')? + 1))?
            }
            () if rest.starts_with("<!") => document_type(rest)?,
            () => {
                let name = rest.get(1..)?;
                let end = name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'));
                return name.get(..end.unwrap_or(name.len())).filter(|n| !n.is_empty());
            }
        };
        rest = rest.get(end..)?;
    }
}

/// The end of `<!DOCTYPE …>`, with its entities if it has some.
fn document_type(rest: &str) -> Option<usize> {
    let close = rest.find('>')?;
    match rest.find('[').filter(|open| *open < close) {
        Some(open) => {
            let inner = open + rest.get(open..)?.find(']')?;
            Some(inner + rest.get(inner..)?.find('>')? + 1)
        }
        None => Some(close + 1),
    }
}

/// A route behind text that does not belong there.
fn found_inside(text: &str) -> Option<Format> {
    let start = text.char_indices().nth(4096).map_or(text, |(end, _)| text.get(..end).unwrap_or(text));
    let has = |tag: &str| start.contains(tag);
    if has("<gpx") {
        return Some(Format::Gpx);
    }
    (has("<kml") || has("<Placemark")).then_some(Format::Kml)
}

/// Text without brackets.
fn plain(name: &str, text: &str) -> Result<Format, ReadError> {
    if let Some(format) = Format::with_sign(|sign| sign.begins(text)) {
        return Ok(format);
    }
    if tour::is_tour(text) || Format::Tour.row().has_extension(&extension(name)) && tour::has_head(text) {
        return Ok(Format::Tour);
    }
    if let Some(no) = other_text(text) {
        return no;
    }
    if let Some(found) = found_inside(text) {
        return Ok(found);
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).take(60).collect();
    let table_name = Format::Csv.row().has_extension(&extension(name));
    if !(table_name && table(&lines)) && positions(&lines, table_name) {
        return Ok(Format::PositionList);
    }
    if table_name || table(&lines) {
        return Ok(Format::Csv);
    }
    not_a_route(
        "unknown-format",
        message!("notice-text-neither-table"),
        message!("notice-tumen-reads-geojson"),
    )
}

/// Texts of other programs by their first words.
fn other_text(text: &str) -> Option<Result<Format, ReadError>> {
    const OTHERS: [(&str, Message, Message); 4] = [
        ("!table", message!("notice-mapinfo-table-tab"), EXPORT),
        ("!TABLE", message!("notice-mapinfo-table-tab"), EXPORT),
        ("[IMG ID]", message!("notice-map-polish-format"), EXPORT),
        ("-----BEGIN", message!("notice-key-certificate"), message!("notice-no-route")),
    ];
    if let Some((_, what, hint)) = OTHERS.into_iter().find(|(start, ..)| text.starts_with(start)) {
        return Some(not_a_route("unknown-format", what, hint));
    }
    let mut lines = text.lines().map(str::trim);
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    if first == "0" && second == "SECTION" || first == "999" && text.contains("SECTION") {
        return Some(not_a_route("cad-drawing", message!("notice-autocad-drawing-dxf"), EXPORT));
    }
    let mapinfo = first.to_ascii_lowercase().starts_with("version ")
        && second.to_ascii_lowercase().starts_with("charset");
    mapinfo.then(|| not_a_route("unknown-format", message!("notice-mapinfo-file-mif"), EXPORT))
}

/// Whether nearly every line is a position and nothing else.
fn positions(lines: &[&str], table_name: bool) -> bool {
    let good = lines.iter().filter(|line| position(line, table_name)).count();
    // After a heading it may be a table as well; a list that begins with a position is none.
    let list = lines.first().is_some_and(|first| position(first, table_name));
    good > 0 && (good * 5 >= lines.len() * 4 || list && good * 3 >= lines.len() * 2)
}

/// Whether a line holds two or three numbers, in degrees, or degrees with minutes and seconds.
fn position(line: &str, table_name: bool) -> bool {
    const LETTERS: &str = "NSEWnsewСЮВЗсювзШДшд";
    const SIGNS: &str = ".,;:+-−–'\"′″’”°º()[]/";
    let allowed =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || LETTERS.contains(c) || SIGNS.contains(c);
    if line.len() > 200 || !line.chars().all(allowed) {
        return false;
    }
    let groups = |split: fn(char) -> bool| {
        line.split(split).filter(|g| g.contains(|c: char| c.is_ascii_digit())).count()
    };
    if line.contains(|c: char| LETTERS.contains(c) || "°º".contains(c)) {
        return (2..=10).contains(&groups(|c| !c.is_ascii_digit()));
    }
    // Four parts are two numbers with decimal commas.
    let most = if table_name { 2 } else { 4 };
    (2..=most).contains(&groups(|c| matches!(c, ',' | ';') || c.is_whitespace()))
}

/// Whether the lines look like a table: a separator in the first line, and in most others.
fn table(lines: &[&str]) -> bool {
    let Some(first) = lines.first() else { return false };
    let has = |sign: char| {
        let with = lines.iter().filter(|l| l.contains(sign)).count();
        first.contains(sign) && with * 2 > lines.len() && (lines.len() > 1 || first.matches(sign).count() > 1)
    };
    let shape_column = lines.iter().skip(1).any(|l| wkt::begins(l));
    shape_column || [',', ';', '\t', '|'].into_iter().any(has)
}
