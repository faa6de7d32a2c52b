//! From the bundle to document, base map, style and words.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};
use tumen_assets::Bundle;
use tumen_core::diag::{Place, Report};
use tumen_core::model::geography::Countries;
use tumen_core::model::{Basemap, Document, Language};
use tumen_core::words::Words;
use tumen_scene::Style;

/// What was read.
pub struct Loaded {
    /// Facts.
    pub document: Document,
    /// Base map.
    pub basemap: Basemap,
    /// Map style.
    pub style: Style,
    /// Words drawn on the map.
    pub words: Words,
    /// Lines of attribution.
    pub attribution: Vec<String>,
}

/// The countries of the base map, read when they are first asked for.
#[derive(Debug, Clone)]
pub struct LazyCountries {
    bundle: Bundle,
    read: Arc<OnceLock<Countries>>,
}

impl LazyCountries {
    pub(super) fn new(bundle: &Bundle) -> Self {
        Self { bundle: bundle.clone(), read: Arc::default() }
    }

    /// The countries. The first call takes some milliseconds.
    #[must_use]
    pub fn get(&self) -> &Countries {
        self.read.get_or_init(|| {
            let files = |name: &str| self.bundle.get(name);
            Countries::new(&tumen_formats::basemap::countries(&files, &mut Report::new()))
        })
    }
}

/// Reads everything.
pub fn load(bundle: &Bundle, report: &mut Report) -> Loaded {
    let files = |name: &str| bundle.get(name);
    let mut base_notices = Report::new();
    let basemap = basemap(bundle, &mut base_notices);
    let mut document = tumen_formats::data_set::read(&files, &basemap.routes, report);
    document.tours = tumen_formats::data_set::tours(&files, &bundle.names("data/tours/"), report);
    report.extend(base_notices);
    Loaded {
        document,
        basemap,
        style: style(bundle, report),
        words: words(bundle, report),
        attribution: attribution(bundle, report),
    }
}

/// Reads the base map alone. Its layers are only needed to prepare a projection, and are not kept.
#[must_use]
pub fn basemap(bundle: &Bundle, report: &mut Report) -> Basemap {
    tumen_formats::basemap::read(&|name| bundle.get(name), report)
}

/// The style of the bundle or, if that is damaged, the one the program was built with.
fn style(bundle: &Bundle, report: &mut Report) -> Style {
    let parse = |bytes: Cow<'_, [u8]>, report: &mut Report| {
        let text = tumen_formats::rows::text(tumen_assets::MAP_STYLE, &bytes, report)?;
        Style::parse(text).map_err(|e| toml_notice(tumen_assets::MAP_STYLE, text, &e, report)).ok()
    };
    let own = bundle.get(tumen_assets::MAP_STYLE).and_then(|bytes| parse(bytes, report));
    own.or_else(|| parse(Cow::Borrowed(tumen_assets::bytes(tumen_assets::MAP_STYLE)), report))
        .unwrap_or_else(Style::plain)
}

/// The messages of all languages.
#[must_use]
pub fn words(bundle: &Bundle, report: &mut Report) -> Words {
    let mut words = Words::default();
    for language in Language::ALL {
        let names = bundle.names(&format!("{}{}/", tumen_assets::WORDS, language.id()));
        for name in names.iter().filter(|n| n.ends_with(".ftl")) {
            let bytes = bundle.get(name).unwrap_or_default();
            let Some(text) = tumen_formats::rows::text(name, &bytes, report) else { continue };
            for bad in words.add(language, text) {
                let place = Place::file(name.clone()).line(bad.line);
                report.error("bad-asset", place, bad.reason, "write the message as `key = text`");
            }
        }
    }
    words
}

/// The base map's sources; other fields are for people and for the About window.
#[derive(serde::Deserialize)]
struct AssetSources {
    source: Vec<AssetSource>,
}

#[derive(serde::Deserialize)]
struct AssetSource {
    #[serde(default)]
    attribution: String,
}

/// Every required attribution once, two lines at most.
fn attribution(bundle: &Bundle, report: &mut Report) -> Vec<String> {
    let bytes = bundle.get(tumen_assets::SOURCES).unwrap_or_default();
    let Some(text) = tumen_formats::rows::text(tumen_assets::SOURCES, &bytes, report) else {
        return Vec::new();
    };
    let parsed: Result<AssetSources, _> = toml::from_str(text);
    let sources = parsed.map(|s| s.source).unwrap_or_else(|error| {
        toml_notice(tumen_assets::SOURCES, text, &error, report);
        Vec::new()
    });
    let mut lines: Vec<String> = Vec::new();
    for source in sources.into_iter().filter(|s| !s.attribution.is_empty()) {
        if !lines.contains(&source.attribution) {
            lines.push(source.attribution);
        }
    }
    lines
}

fn toml_notice(file: &str, text: &str, error: &toml::de::Error, report: &mut Report) {
    let start = error.span().map_or(0, |s| s.start.min(text.len()));
    let line = text.as_bytes()[..start].iter().filter(|b| **b == b'\n').count() + 1;
    let hint = "the built-in values are used instead";
    report.error("bad-asset", Place::file(file).line(line), error.message(), hint);
}
