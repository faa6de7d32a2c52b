"""Geometry helpers: the boxes of the map, unwrapping of longitudes, lines and rings."""

import math

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.ops import linemerge, unary_union

THEATRE = (70.0, 20.0, 190.0, 80.0)
DETAIL = (124.0, 33.0, 146.0, 56.0)
INSET = (129.4, 41.4, 132.6, 43.8)
WORLD = (-30.0, -90.0, 330.0, 90.0)
CUT = -30.0
OVERLAP = 0.01
KM_PER_DEGREE = 111.195


def rect(bounds, margin=0.0):
    """The box as a polygon, grown (or shrunk) by a margin."""
    west, south, east, north = bounds
    return box(west - margin, south - margin, east + margin, north + margin)


def polygons(geom):
    """All polygons of any geometry."""
    if geom.geom_type == "Polygon":
        return [] if geom.is_empty else [geom]
    return [p for g in getattr(geom, "geoms", []) for p in polygons(g)]


def lines(geom):
    """All simple lines of any geometry."""
    if geom.geom_type in ("LineString", "LinearRing"):
        return [] if geom.is_empty else [LineString(geom)]
    return [l for g in getattr(geom, "geoms", []) for l in lines(g)]


def merge(geom):
    """Lines joined end to end where exactly two meet, in a fixed order."""
    found = lines(geom)
    if len(found) > 1:
        found = lines(linemerge(found))
    return sorted(found, key=lambda l: (-len(l.coords), l.coords[0], l.coords[-1]))


def unroll(points):
    """A ring or line whose longitudes may jump by a whole turn, made continuous."""
    out, turn = [], 0.0
    for lon, lat in points:
        if out and lon + turn - out[-1][0] > 180:
            turn -= 360
        elif out and lon + turn - out[-1][0] < -180:
            turn += 360
        out.append((lon + turn, lat))
    return out


def ring_polygon(rings):
    """A valid polygon from an outer ring and holes; a ring around the pole is closed there."""
    outer = unroll(rings[0])
    if abs(outer[-1][0] - outer[0][0]) > 180:
        outer += [(outer[-1][0], -90.0), (outer[0][0], -90.0), outer[0]]
    return shapely.make_valid(Polygon(outer, [unroll(r) for r in rings[1:]]))


def turns(geom):
    """The parts of a geometry and of its copies a turn away that lie in -30..330."""
    window = box(CUT, -90, CUT + 360, 90)
    west, _, east, _ = geom.bounds
    copies = [translate(geom, t) for t in (-360.0, 0.0, 360.0) if west + t < CUT + 360 and east + t > CUT]
    return [shapely.intersection(c, window) for c in copies]


def seam_overlap(polygon):
    """A polygon that begins at the 180th meridian begins a little west of it."""
    if abs(polygon.bounds[0] - 180) > 1e-6:
        return polygon
    move = lambda ring: [(179.9999 if x < 180.0001 else x, y) for x, y in ring.coords]
    return shapely.make_valid(Polygon(move(polygon.exterior), [move(r) for r in polygon.interiors]))


def unwrap_polygons(found):
    """Polygons in -30..330; those cut along the 180th meridian become one again."""
    parts = [q for p in found for t in turns(p) for q in polygons(t)]
    parts = [seam_overlap(p) for p in parts]
    touching = [p for p in parts if p.bounds[0] <= 180.0001 and p.bounds[2] >= 179.9999]
    others = [p for p in parts if not (p.bounds[0] <= 180.0001 and p.bounds[2] >= 179.9999)]
    return [q for p in others for q in polygons(p)] + polygons(unary_union(touching))


def unwrap_lines(found):
    """Lines in -30..330, without stretches along the 180th meridian."""
    out = []
    for line in found:
        for part in turns(LineString(unroll(line.coords))):
            out += [l for l in lines(part) if not on_meridian(l, 180.0)]
    return out


def on_meridian(line, lon):
    """Whether a whole line runs along one meridian."""
    return all(abs(x - lon) < 1e-6 for x, _ in line.coords)


def area_km2(polygon):
    """Area good to a few percent: plane degrees by the cosine of the middle latitude."""
    middle = (polygon.bounds[1] + polygon.bounds[3]) / 2
    return polygon.area * math.cos(math.radians(middle)) * KM_PER_DEGREE**2


def haversine_km(a, b):
    """Distance on the sphere between two (lon, lat)."""
    lon1, lat1, lon2, lat2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2
    h += math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def length_km(points):
    """Length of a polyline on the sphere."""
    return sum(haversine_km(a, b) for a, b in zip(points, points[1:]))


def area_rank(km2):
    """0 for continents … 9 for islets."""
    steps = (100000, 10000, 1000, 300, 100, 30, 10, 3, 1)
    return sum(km2 < step for step in steps)


def drop_small_holes(polygon, km2):
    """The polygon without holes smaller than the given area."""
    keep = [r for r in polygon.interiors if area_km2(Polygon(r)) >= km2]
    return Polygon(polygon.exterior, keep)


def close_notches(found, radius):
    """Polygons without holes and without inlets narrower than twice the radius, united."""
    outlines = [Polygon(p.exterior) for p in found]
    grown = unary_union([p.buffer(radius, join_style="mitre", mitre_limit=2) for p in outlines])
    shrunk = grown.buffer(-radius, join_style="mitre", mitre_limit=2)
    return [Polygon(p.exterior) for p in polygons(unary_union([shrunk, *outlines]))]


def simplify(polygon_list, tolerance):
    """Topology-keeping simplification, polygon by polygon."""
    out = []
    for polygon in polygon_list:
        thin = shapely.simplify(polygon, tolerance, preserve_topology=True)
        out += polygons(thin if thin.is_valid else shapely.make_valid(thin))
    return out


def clip(polygon_list, region):
    """Pairs of (polygon, area of its whole before clipping)."""
    shapely.prepare(region)
    out = []
    for polygon in polygon_list:
        km2 = area_km2(polygon)
        if region.contains(polygon):
            out.append((polygon, km2))
        elif region.intersects(polygon):
            out += [(p, km2) for p in polygons(shapely.intersection(polygon, region))]
    return out


def ring_parts(polygon):
    """Outer ring, then its holes, as container parts."""
    return [(0, list(polygon.exterior.coords))] + [(1, list(r.coords)) for r in polygon.interiors]


def line_parts(found):
    """Lines as container parts."""
    return [(0, list(l.coords)) for l in found]


__all__ = [name for name in dir() if not name.startswith("_")]
