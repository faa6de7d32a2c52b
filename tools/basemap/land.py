"""Land areas and coast lines: a partition world / theatre / detail / inset."""

import shapely
import shapefile
from shapely.geometry import shape

import geom
import gshhg
import tmb
from geom import DETAIL, INSET, OVERLAP, THEATRE, WORLD, rect
from topojson import Topology

LEAST_ISLAND_KM2 = 0.1


def shapes(path):
    """Geometries of a shapefile that may lack its attribute table."""
    with open(path.with_suffix(".shp"), "rb") as shp, open(path.with_suffix(".shx"), "rb") as shx:
        return [shape(s.__geo_interface__) for s in shapefile.Reader(shp=shp, shx=shx).shapes() if s.points]


def world_land(src):
    """Natural Earth 50m land, simplified, without small islands."""
    topology = Topology(src / "world-atlas/countries-50m.json")
    raw = [p for g in topology.geometries("land") for p in topology.polygons(g)]
    whole = geom.unwrap_polygons([p for g in raw for p in geom.polygons(g)])
    large = [geom.drop_small_holes(p, 300) for p in whole if geom.area_km2(p) >= 60]
    return geom.simplify(large, 0.02)


def theatre_land(src):
    """Natural Earth 10m land around the theatre."""
    raw = shapes(src / "gpuwm/ne_10m_land")
    margin = [b for b in (rect((65, 15, 180, 85)), rect((-180, 15, -165, 85)))]
    near = [shapely.intersection(shapely.make_valid(g), b) for g in raw for b in margin]
    whole = geom.unwrap_polygons([p for g in near for p in geom.polygons(g)])
    return geom.simplify(whole, 0.002)


def detail_land(src):
    """GSHHG land of the detail box, full detail."""
    return gshhg.areas(src / gshhg.FILE, DETAIL, gshhg.LAND)


def thinned(whole):
    """100 m version of the detail box without islets."""
    return geom.simplify([p for p in whole if geom.area_km2(p) >= LEAST_ISLAND_KM2], gshhg.TOLERANCE)


def by_size(pairs):
    """Largest first, in a fixed order."""
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].bounds))


def fill(path, land, region, denominator=10000):
    """Writes the land inside a region as polygons; long straight edges get vertices every
    degree, so that neighbors meet in every projection."""
    features = [
        tmb.Feature("land", geom.ring_parts(shapely.segmentize(p, 1.0)), rank=geom.area_rank(km2))
        for p, km2 in by_size(geom.clip(land, region))
    ]
    tmb.write(path, features, tmb.POLYGONS, denominator)


def coast(path, land, region, denominator=10000):
    """Writes the outlines inside a region as lines; the region's own edge is not a coast."""
    shapely.prepare(region)
    features = []
    for polygon, km2 in by_size([(p, geom.area_km2(p)) for p in land]):
        if region.intersects(polygon.boundary):
            found = geom.merge(shapely.intersection(polygon.boundary, region))
            found = [shapely.segmentize(l, 1.0) for l in found]
            features.append(tmb.Feature("coast", geom.line_parts(found), rank=geom.area_rank(km2)))
    tmb.write(path, [f for f in features if f.parts], tmb.LINES, denominator)


def without(outer, inner, margin):
    """A region minus a box, the box shrunk by a margin."""
    return shapely.difference(outer, rect(inner, -margin))


def build(src, out, full):
    """All land and coast layers; `full` is the land of the detail box in full detail."""
    world, theatre, detail = world_land(src), theatre_land(src), thinned(full)
    fill(out / "ne/land_world.tmb", world, without(rect(WORLD), THEATRE, OVERLAP))
    fill(out / "ne/land_theatre.tmb", theatre, without(rect(THEATRE), DETAIL, OVERLAP))
    fill(out / "gshhg/land_detail.tmb", detail, without(rect(DETAIL), INSET, OVERLAP))
    fill(out / "gshhg/land_tumen.tmb", full, rect(INSET), 100000)
    inside = rect((WORLD[0], -89.9, WORLD[2], 90), -1e-6)
    coast(out / "ne/coast_world.tmb", world, without(inside, THEATRE, 0))
    coast(out / "ne/coast_theatre.tmb", theatre, without(rect(THEATRE), DETAIL, 0))
    # The land of the detail box ends at its edges, which are no coast, also where they were simplified.
    coast(out / "gshhg/coast_detail.tmb", detail, without(rect(DETAIL, -1.2 * gshhg.TOLERANCE), INSET, 0))
    coast(out / "gshhg/coast_tumen.tmb", full, rect(INSET), 100000)
