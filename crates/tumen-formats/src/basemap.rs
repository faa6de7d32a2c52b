//! Reads the base map from the files of `assets/`.

mod mouth;

use super::{Files, container, rows};
use std::sync::Arc;
use tumen_core::diag::{Place, Report};
use tumen_core::geo::LonLat;
use tumen_core::message;
use tumen_core::message::Message;
use tumen_core::model::Names;
use tumen_core::model::basemap::{Basemap, ElevationGrid, MapName, VectorLayer};

const REPAIR: Message = message!("notice-map-without-it");

/// Reads the whole base map. A damaged file is reported and its layer left empty.
pub fn read(files: Files<'_>, report: &mut Report) -> Basemap {
    let mut layers = |names: &[&str]| {
        let mut all = VectorLayer::default();
        for name in names {
            all.features.extend(vector(files, name, report).features);
        }
        all
    };
    let mut basemap = Basemap {
        land: layers(&[
            "assets/ne/land_world.tmb",
            "assets/ne/land_theatre.tmb",
            "assets/gshhg/land_detail.tmb",
            "assets/gshhg/land_tumen.tmb",
        ]),
        coast: layers(&[
            "assets/ne/coast_world.tmb",
            "assets/ne/coast_theatre.tmb",
            "assets/gshhg/coast_detail.tmb",
            "assets/gshhg/coast_tumen.tmb",
        ]),
        lakes: layers(&[
            "assets/ne/lakes.tmb",
            "assets/gshhg/lakes_detail.tmb",
            "assets/gshhg/lakes_tumen.tmb",
        ]),
        rivers: layers(&["assets/ne/rivers.tmb", "assets/osm/rivers_border.tmb"]),
        river_areas: layers(&["assets/osm/river_area.tmb"]),
        borders: layers(&["assets/ne/borders_world.tmb", "assets/osm/borders_detail.tmb"]),
        regions: layers(&["assets/ne/admin1.tmb"]),
        railways: layers(&["assets/osm/rail.tmb"]),
        routes: layers(&["assets/osm/rail_routes.tmb"]),
        ..Basemap::default()
    };
    mouth::join(&mut basemap);
    basemap.elevation = elevation(files, report);
    basemap.names = names(files, report);
    basemap
}

/// Reads the railways alone.
pub fn railways(files: Files<'_>, report: &mut Report) -> VectorLayer {
    vector(files, "assets/osm/rail.tmb", report)
}

/// Reads the areas of the countries, those around the theatre before the rest of the world.
pub fn countries(files: Files<'_>, report: &mut Report) -> VectorLayer {
    let mut all = VectorLayer::default();
    for name in ["assets/osm/countries.tmb", "assets/ne/countries.tmb"] {
        all.features.extend(vector(files, name, report).features);
    }
    all
}

fn vector(files: Files<'_>, name: &str, report: &mut Report) -> VectorLayer {
    let Some(bytes) = files(name) else {
        report.error("missing-file", Place::file(name), message!("notice-file-missing"), REPAIR);
        return VectorLayer::default();
    };
    container::vector(&bytes).unwrap_or_else(|error| {
        report.error("bad-asset", Place::file(name), error.message(), REPAIR);
        VectorLayer::default()
    })
}

fn elevation(files: Files<'_>, report: &mut Report) -> ElevationGrid {
    let name = "assets/dem/relief.tmg";
    let Some(bytes) = files(name) else {
        report.error("missing-file", Place::file(name), message!("notice-file-missing"), REPAIR);
        return ElevationGrid::default();
    };
    container::elevation(&bytes).unwrap_or_else(|error| {
        report.error("bad-asset", Place::file(name), error.message(), REPAIR);
        ElevationGrid::default()
    })
}

/// A row of one of the three tables of names; columns that a table lacks stay empty.
#[derive(serde::Deserialize)]
struct NameRow {
    #[serde(default)]
    kind: String,
    en: Arc<str>,
    #[serde(default)]
    ru: Arc<str>,
    #[serde(default)]
    ko: Arc<str>,
    lon: f64,
    lat: f64,
    #[serde(default)]
    population: Option<u64>,
    #[serde(default)]
    rank: Option<u8>,
    #[serde(default)]
    area_km2: Option<f64>,
}

fn names(files: Files<'_>, report: &mut Report) -> Vec<MapName> {
    let tables = [("places", "city"), ("regions", "region"), ("labels", "")];
    let mut all = Vec::new();
    for (table, class) in tables {
        let name = format!("assets/places/{table}.tsv");
        let Some(bytes) = files(&name) else {
            report.error("missing-file", Place::file(&name), message!("notice-file-missing"), REPAIR);
            continue;
        };
        let Some(text) = rows::text(&name, &bytes, report) else { continue };
        let read: Vec<NameRow> = rows::separated(&name, text, b'\t', report);
        all.extend(read.into_iter().map(|row| map_name(row, class)));
    }
    all
}

fn map_name(row: NameRow, class: &str) -> MapName {
    let by_area = row.area_km2.map(|area| match area {
        a if a > 400_000.0 => 2,
        a if a > 100_000.0 => 4,
        a if a > 20_000.0 => 6,
        _ => 8,
    });
    MapName {
        class: if row.kind.is_empty() { class.to_owned() } else { row.kind },
        names: Names { en: row.en, ru: row.ru, ko: row.ko },
        position: LonLat::new(row.lon, row.lat),
        rank: row.rank.or(by_area).unwrap_or(5),
        population: row.population.unwrap_or(0),
    }
}
