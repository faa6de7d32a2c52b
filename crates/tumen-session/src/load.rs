//! From the bundle to document, base map, style and words.

use std::sync::{Arc, OnceLock};
use tumen_assets::Bundle;
use tumen_core::diag::{Place, Report};
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::geography::Countries;
use tumen_core::model::{Basemap, Document, Language};
use tumen_core::words::Words;
use tumen_scene::Style;
use tumen_scene::style::WindowStyle;

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
    let built_in = Style::bundled();
    let mut style =
        style_file(bundle, tumen_assets::MAP_STYLE, Style::parse, report).unwrap_or_else(|| built_in.clone());
    style.window =
        style_file(bundle, tumen_assets::WINDOW_STYLE, WindowStyle::parse, report).unwrap_or(built_in.window);
    style
}

/// A file of the style; nothing if it is damaged, which is reported.
fn style_file<T>(
    bundle: &Bundle,
    name: &str,
    parse: impl FnOnce(&str) -> Result<T, toml::de::Error>,
    report: &mut Report,
) -> Option<T> {
    let bytes = bundle.get(name)?;
    let text = tumen_formats::rows::text(name, &bytes, report)?;
    parse(text).map_err(|e| toml_notice(name, text, &e, report)).ok()
}

/// The messages of all languages.
#[must_use]
pub fn words(bundle: &Bundle, report: &mut Report) -> Words {
    let mut words = Words::default();
    for language in Language::ALL {
        let names = bundle.names(&format!("{}{}/", tumen_assets::WORDS, language.id()));
        for name in names.iter().filter(|n| n.ends_with(".ftl")) {
            if let Some(text) = bundle.embedded_file(name).and_then(|bytes| std::str::from_utf8(bytes).ok()) {
                words.add_bundled(language, text);
                continue;
            }
            let bytes = bundle.get(name).unwrap_or_default();
            let Some(text) = tumen_formats::rows::text(name, &bytes, report) else { continue };
            for bad in words.add(language, text) {
                let place = Place::file(name.clone()).line(bad.line);
                let reason = Message::verbatim(bad.reason);
                report.error("bad-asset", place, reason, message!("notice-words-write"));
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
    let what = Message::verbatim(error.message());
    report.error("bad-asset", Place::file(file).line(line), what, message!("notice-built-in-used"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(file: &str, old: &str, new: &str) -> (Style, Report) {
        let text = String::from_utf8_lossy(tumen_assets::bytes(file)).into_owned();
        assert!(text.contains(old), "{old}");
        let mut report = Report::new();
        let bundle = Bundle::embedded().overlaid(file, text.replacen(old, new, 1));
        (style(&bundle, &mut report), report)
    }

    #[test]
    fn sizes_of_ones_own_are_taken() {
        let (style, report) = loaded(tumen_assets::WINDOW_STYLE, "\nsnug = 6", "\nsnug = 7");
        assert_eq!((style.window.space.snug, report.is_empty()), (7.0, true));
        let (style, report) = loaded(tumen_assets::MAP_STYLE, "\nmicro = 9.5", "\nmicro = 9");
        assert_eq!((style.text.micro, report.is_empty()), (9.0, true));
    }

    #[test]
    fn a_damaged_file_is_reported_and_the_other_one_holds() {
        let (style, report) = loaded(tumen_assets::WINDOW_STYLE, "\nsnug = 6", "\nsnug = -6");
        assert_eq!((style.window.space.snug, report.count("bad-asset")), (6.0, 1));
        let text = report.to_text();
        assert!(text.contains("window.toml") && text.contains("from 0.001 to 10000"), "{text}");
        let (style, report) = loaded(tumen_assets::MAP_STYLE, "\nmicro = 9.5", "\nmicro = \"small\"");
        assert_eq!((style.text.micro, report.count("bad-asset")), (9.5, 1));
        assert!(style.window.space.snug > 1.0);
    }
}
