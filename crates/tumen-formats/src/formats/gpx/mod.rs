//! GPX 1.0 and 1.1: waypoints, routes and tracks, as devices and programs really write them.

mod points;
mod read;
mod style;
#[cfg(test)]
mod tests;
mod write;

pub use read::read;
pub use write::{losses, write};

/// Elements of text.
const TEXTS: [&str; 9] = ["name", "cmt", "desc", "src", "sym", "type", "fix", "url", "urlname"];

/// Elements of numbers, other than the height.
const NUMBERS: [&str; 11] = [
    "number",
    "magvar",
    "geoidheight",
    "sat",
    "hdop",
    "vdop",
    "pdop",
    "ageofdgpsdata",
    "dgpsid",
    "course",
    "speed",
];

/// What is kept of features and layers: whether a line is a route, elements of points by their number,
/// extensions, and elements that GPX does not know.
const KIND: &str = "gpx:kind";
const POINTS: &str = "gpx:points";
const EXTENSION: &str = "gpx:extension";
const OTHER: &str = "gpx:other";
const METADATA: &str = "gpx:metadata";
const NAMESPACES: &str = "gpx:xmlns";
