"""Country borders of the detail box, from the time zone polygons (OpenStreetMap)."""

import math

import shapely
from shapely import affinity
from shapely.geometry import LineString, Point
from timezonefinder import TimezoneFinder

import geom
import tmb
from geom import DETAIL, rect
from lines import table

ZONES = {
    "RU": ("Asia/Vladivostok", "Asia/Khandyga", "Asia/Yakutsk", "Asia/Chita", "Asia/Sakhalin", "Asia/Ust-Nera"),
    "CN": ("Asia/Shanghai",),
    "KP": ("Asia/Pyongyang",),
    "KR": ("Asia/Seoul",),
    "JP": ("Asia/Tokyo",),
}
TUMEN_MOUTH = (130.6970, 42.2929)
TUMEN_UPPER_LON = 128.75
YALU_MOUTH_LAT = 39.83
IMJIN_MOUTH_LON = 126.67
TOLERANCE = 0.0005
# Width of the lower Tumen by distance below the tripoint, km: approximate, from about 200 to 350 m and wider at the
# mouth; upstream it narrows to a line.
WIDTHS = ((-4.0, 0.04), (-1.0, 0.2), (0.0, 0.22), (9.0, 0.3), (13.5, 0.35), (16.0, 0.45), (17.4, 0.6))
AREA_STEP = 0.0004
AREA_TOLERANCE = 0.00008


def edges(finder, country):
    """Undirected edges of a country's zones near the detail box, rounded to 1e-6 degrees."""
    west, south, east, north = DETAIL
    found = set()
    for zone in ZONES[country]:
        for polygon in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
            for ring in polygon:
                points = [(round(float(x), 6), round(float(y), 6)) for x, y in ring]
                near = [west - 1 < x < east + 1 and south - 1 < y < north + 1 for x, y in points]
                for i in range(len(points)):
                    if near[i] and near[i - 1] and points[i] != points[i - 1]:
                        found.add(frozenset((points[i], points[i - 1])))
    return found


def shared(finder):
    """Border lines by country pair, full detail."""
    sides = {country: edges(finder, country) for country in ZONES}
    names = list(ZONES)
    out = {}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            common = sorted(tuple(sorted(e)) for e in sides[a] & sides[b])
            if common:
                out[a, b] = geom.merge(shapely.MultiLineString(common))
    return out


def kind_of(pair, middle, land):
    """Class of one stretch by its middle point."""
    lon, lat = middle
    if pair == ("RU", "KP"):
        return "maritime" if lat < TUMEN_MOUTH[1] else "international"
    if pair == ("CN", "KP"):
        return "maritime" if lat < YALU_MOUTH_LAT else "international"
    if pair == ("KP", "KR"):
        return "mdl" if lon > IMJIN_MOUTH_LON and land.contains(Point(middle)) else "maritime"
    return "international" if pair == ("RU", "CN") else "maritime"


def split_by_kind(pair, line, land):
    """Consecutive edges of the same class as one line each."""
    runs = []
    points = list(line.coords)
    for a, b in zip(points, points[1:]):
        kind = kind_of(pair, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), land)
        if runs and runs[-1][0] == kind:
            runs[-1][1].append(b)
        else:
            runs.append((kind, [a, b]))
    return runs


def feature(pair, kind, found):
    """One border feature; the flagship border keeps every vertex."""
    tolerance = 0 if pair == ("RU", "KP") else TOLERANCE
    thin = [shapely.simplify(l, tolerance) for l in found] if tolerance else found
    clipped = [l for t in thin for l in geom.merge(shapely.intersection(t, rect(DETAIL)))]
    return tmb.Feature(kind, geom.line_parts(clipped), id="-".join(pair), rank=0 if kind != "maritime" else 3)


def build(src, out, coast_land):
    """Writes the detailed borders and the Tumen river along them."""
    found = shared(TimezoneFinder())
    land = shapely.union_all([p.buffer(0.01) for p in coast_land if geom.area_km2(p) > 5000])
    shapely.prepare(land)
    features = []
    for pair, pair_lines in found.items():
        kinds = {}
        for line in pair_lines:
            for kind, points in split_by_kind(pair, line, land):
                kinds.setdefault(kind, []).append(LineString(points))
        for kind in sorted(kinds):
            km = sum(geom.length_km(list(l.coords)) for l in kinds[kind])
            print(f"  border {'-'.join(pair)} {kind}: {km:.1f} km, {len(kinds[kind])} lines")
            features.append(feature(pair, kind, kinds[kind]))
    tmb.write(out / "osm/borders_detail.tmb", [f for f in features if f.parts], tmb.LINES, 100000)
    tmb.write(out / "osm/rivers_border.tmb", [tumen_river(found)], tmb.LINES, 100000)
    tmb.write(out / "osm/river_area.tmb", [tumen_area(found)], tmb.POLYGONS, 100000)


def tumen_river(found):
    """The Tumen as a river: the border line that follows it, from its upper course to the mouth."""
    upper = max(found["CN", "KP"], key=lambda l: len(l.coords))
    upper = [p for p in upper.coords if p[0] > TUMEN_UPPER_LON]
    lower = [p for p in found["RU", "KP"][0].coords if p[1] >= TUMEN_MOUTH[1] - 1e-4]
    line = geom.merge(shapely.MultiLineString([shapely.simplify(LineString(upper), 0.0002), lower]))
    row = next(r for r in table("rivers.tsv") if r["source"] == "Tumen")
    return tmb.Feature("river", geom.line_parts(line), row["en"], row["ru"], row["ko"], rank=2)


def lower_border(found):
    """The border along the lower Tumen, from where three countries meet to the mouth."""
    line = [p for p in found["RU", "KP"][0].coords if p[1] >= TUMEN_MOUTH[1] - 1e-4]
    return line if line[0][1] > line[-1][1] else line[::-1]


def upper_border(found, from_point, km):
    """The border along the Tumen upstream of a point, as far as a distance."""
    upper = max(found["CN", "KP"], key=lambda l: len(l.coords))
    line = list(upper.coords)
    if geom.haversine_km(line[0], from_point) > geom.haversine_km(line[-1], from_point):
        line.reverse()
    out = [from_point]
    for p in line:
        if geom.length_km(out) > km:
            break
        out.append(p)
    return out


def width_km(km):
    """Approximate width of the river at a distance from the tripoint, km downstream; no survey was found."""
    for (a, wide_a), (b, wide_b) in zip(WIDTHS, WIDTHS[1:]):
        if km <= b:
            return wide_a + (wide_b - wide_a) * (max(km, a) - a) / (b - a)
    return WIDTHS[-1][1]


def tumen_area(found):
    """The lower Tumen as an area about the border in it. Its width is approximate; above the tripoint, where it
    is drawn as a line, it narrows over a few kilometres so that it does not end at a wall of water."""
    lower = lower_border(found)
    upper = upper_border(found, lower[0], -WIDTHS[0][0])
    start = -geom.length_km(upper)
    line = shapely.segmentize(LineString(upper[::-1] + lower[1:]), AREA_STEP).coords
    scale = math.cos(math.radians(42.35))
    discs, km = [], start
    for a, b in zip([None, *line], line):
        km += geom.haversine_km(a, b) if a else 0.0
        disc = Point(b).buffer(width_km(km) / 2 / geom.KM_PER_DEGREE, quad_segs=6)
        discs.append(affinity.scale(disc, 1 / scale, 1, origin=b))
    links = [shapely.convex_hull(shapely.union(a, b)) for a, b in zip(discs, discs[1:])]
    area = shapely.simplify(shapely.union_all(links), AREA_TOLERANCE)
    row = next(r for r in table("rivers.tsv") if r["source"] == "Tumen")
    return tmb.Feature("river", geom.ring_parts(area), row["en"], row["ru"], row["ko"], rank=2)
