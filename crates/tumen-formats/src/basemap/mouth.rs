//! Joins the coast and the lower Tumen, which come from two sources under two licenses and are never kept in one
//! file: the coast line ends at the river, and the banks of the river end at the sea.

use tumen_core::geo::{GeoBounds, LonLat, cut};
use tumen_core::model::basemap::{Basemap, VectorFeature};

/// Cuts the coast where rivers that are areas open, and adds their banks to it.
pub fn join(basemap: &mut Basemap) {
    let areas = std::mem::take(&mut basemap.river_areas);
    for river in &areas.features {
        let rings: Vec<&[LonLat]> = river.parts.iter().map(Vec::as_slice).collect();
        let bounds = bounds_of(river);
        let banks = banks(basemap, &rings, &bounds);
        for coast in &mut basemap.coast.features {
            open(coast, &rings, &bounds);
        }
        let class = "bank".to_owned();
        basemap.coast.features.push(VectorFeature { class, parts: banks, ..river.clone() });
    }
    basemap.river_areas = areas;
}

/// The stretches of a river's outline that lie on land.
fn banks(basemap: &Basemap, rings: &[&[LonLat]], bounds: &GeoBounds) -> Vec<Vec<LonLat>> {
    let near = basemap.land.features.iter().filter(|f| bounds_of(f).intersects(bounds));
    let land: Vec<&[LonLat]> = near.flat_map(|f| f.parts.iter().map(Vec::as_slice)).collect();
    rings.iter().flat_map(|ring| cut::stretches(ring, |p| cut::is_inside(&land, p))).collect()
}

/// Takes out of a coast what lies inside a river.
fn open(coast: &mut VectorFeature, rings: &[&[LonLat]], bounds: &GeoBounds) {
    if bounds_of(coast).intersects(bounds) {
        let inside = |p: LonLat| bounds.contains(p) && cut::is_inside(rings, p);
        coast.parts = coast.parts.iter().flat_map(|line| cut::stretches(line, |p| !inside(p))).collect();
    }
}

fn bounds_of(feature: &VectorFeature) -> GeoBounds {
    GeoBounds::of(feature.parts.iter().flatten().copied())
}
