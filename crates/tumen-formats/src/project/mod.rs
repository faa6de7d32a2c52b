//! The project file `.tumen`: everything that was imported or drawn, in one file that opens on another
//! machine.
//!
//! It is text, one JSON value on each line, so that differences can be read, a cut file loses only what
//! comes after the cut, and a damaged line costs one feature:
//!
//! ```text
//! {"tumen":3,"created_by":"Tumen 0.1.0","next_layer":1}
//! {"view":{…}}
//! {"extra":"edits","json":{…}}
//! {"assumptions":{"rail-rate":0.05}}
//! {"loupes":["130.1,42.1,131,42.6@top-left"]}
//! {"tour":{"id":"border","title":"The border","stops":1}}
//! {"stop":{"title":"Khasan","bounds":[130.5,42.3,130.8,42.5],…}}
//! {"layer":{"id":0,"name":"Line","features":1,…}}
//! {"k":0,"g":{"LineString":{"c":[130.6,42.4,130.7,42.5]}},"p":{"name":"Khasan","km":1.50}}
//! {"end":true}
//! ```
//!
//! A feature has its key `k`, geometry `g`, properties `p`, and where it has them `id`, `folder`, `style`,
//! `kept` and `line`. Positions have coordinates `c` (longitude, latitude, and so on), heights `z` and times
//! `s`; `null` stands for a number that is none. A number whose digits are no JSON is `{"n":"007"}`, an array
//! or object `{"j":"[1]"}`. Tours, assumptions and loupes are there since
//! version 3.

mod encode;
mod json;
mod layer;
mod read;
mod shape;
mod tours;
mod upgrade;
mod value;

pub use encode::write;
pub use read::read;
use tumen_core::message;
use tumen_core::message::Message;

use tumen_core::model::layer::Workspace;

/// The version that is written. Older ones are raised while they are read.
pub const VERSION: u64 = 3;

/// What to do about a project that is not whole.
const AGAIN: Message = message!("notice-copy-file-again");

/// What a project file holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProjectFile {
    /// All layers, tours, assumptions and loupes.
    pub workspace: Workspace,
    /// The view, as JSON text that is carried untouched.
    pub view: Option<String>,
    /// Other parts by name, as JSON text that is carried untouched.
    pub extra: Vec<(String, String)>,
}

#[cfg(test)]
mod tests;
