//! KML 2.0 to 2.3 with the `gx` extensions, and KMZ, as programs really write them.

mod coordinates;
mod kmz;
mod overlay;
mod placemark;
mod read;
mod shape;
mod style;
#[cfg(test)]
mod tests;
mod tour;
mod write;
mod write_shape;

pub use kmz::read_kmz;
pub use read::read;
pub use tour::tours;
pub use write::{losses, write, write_with_tours};

/// What is kept of features: settings of each geometry, the address of a shared style, a style of its own,
/// a model, foreign parts of `ExtendedData`, and elements that Tumen does not use.
const SETTINGS: &str = "kml:geometry";
const STYLE_URL: &str = "kml:styleUrl";
const STYLE: &str = "kml:Style";
const MODEL: &str = "kml:Model";
const EXTENDED: &str = "kml:extended";
const OTHER: &str = "kml:other";
/// A picture on the ground, of which the feature is the outline.
const OVERLAY: &str = "kml:GroundOverlay";
/// What is kept of layers: shared styles, tours, elements of the document and (with its number) of a folder,
/// namespaces.
const STYLES: &str = "kml:styles";
const TOUR: &str = "gx:Tour";
const DOCUMENT: &str = "kml:Document";
const FOLDER: &str = "kml:Folder/";
const NAMESPACES: &str = "kml:xmlns";
/// Folders (by their numbers) that the file does not have: what it hides in the folder around, to be switched on.
const HIDDEN: &str = "kml:hidden";
/// What is kept of a property of `ExtendedData` beside its value: `kml:data/` and its key.
const DATA: &str = "kml:data/";
/// Schemas of the document, and which properties of a feature belong to one: the address and the keys, a line each.
const SCHEMA: &str = "kml:Schema";
const SCHEMA_DATA: &str = "kml:SchemaData";

/// Elements of a placemark that are text.
const TEXTS: [&str; 5] = ["name", "address", "phoneNumber", "Snippet", "description"];
