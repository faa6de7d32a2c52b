"""Land areas and coast lines: a partition world / theatre / detail / inset."""

import shapely
import shapefile
from shapely.geometry import shape
from shapely.ops import unary_union

import geom
import tmb
from geom import DETAIL, INSET, OVERLAP, THEATRE, WORLD, rect
from topojson import Topology

NOTCH = 0.0015


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


def osm_land(src):
    """OpenStreetMap land of the detail box, countries united, full detail.

    The source cuts inland water along a square grid; what is left of it are stray holes and
    notches, so holes and narrow inlets are closed. Lakes and rivers are layers of their own.
    """
    topology = Topology(src / "geomaps_detail.json")
    found = [p for o in topology.objects for g in topology.geometries(o) for p in topology.polygons(g)]
    return geom.close_notches(geom.polygons(unary_union(found)), NOTCH)


def detail_land(whole):
    """100 m version of the detail box without islets."""
    return geom.simplify([p for p in whole if geom.area_km2(p) >= 0.3], 0.0009)


def by_size(pairs):
    """Largest first, in a fixed order."""
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].bounds))


def fill(path, land, region, denominator=10000):
    """Writes the land inside a region as polygons; long straight edges get vertices every
    degree, so that neighbours meet in every projection."""
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


def build(src, out):
    """All land and coast layers."""
    world, theatre, osm = world_land(src), theatre_land(src), osm_land(src)
    detail = detail_land(osm)
    fill(out / "ne/land_world.tmb", world, without(rect(WORLD), THEATRE, OVERLAP))
    fill(out / "ne/land_theatre.tmb", theatre, without(rect(THEATRE), DETAIL, OVERLAP))
    fill(out / "osm/land_detail.tmb", detail, without(rect(DETAIL), INSET, OVERLAP))
    fill(out / "osm/land_tumen.tmb", osm, rect(INSET), 100000)
    inside = rect((WORLD[0], -89.9, WORLD[2], 90), -1e-6)
    coast(out / "ne/coast_world.tmb", world, without(inside, THEATRE, 0))
    coast(out / "ne/coast_theatre.tmb", theatre, without(rect(THEATRE), DETAIL, 0))
    coast(out / "osm/coast_detail.tmb", detail, without(rect(DETAIL), INSET, 0))
    coast(out / "osm/coast_tumen.tmb", osm, rect(INSET), 100000)
