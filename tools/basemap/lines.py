"""Rivers, lakes, borders and region lines from Natural Earth."""

import csv
from pathlib import Path

import shapely
import shapefile
from shapely.geometry import Point, shape

import geom
import gshhg
import tmb
from geom import DETAIL, INSET, THEATRE, rect
from land import shapes, without
from topojson import Topology

TABLES = Path(__file__).parent / "tables"
ADMIN_COUNTRIES = {"RUS", "PRK", "KOR", "CHN", "JPN", "MNG"}


def table(name):
    """A hand table as a list of dictionaries."""
    with open(TABLES / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def records(path):
    """Geometries with attributes of a shapefile."""
    reader = shapefile.Reader(str(path), encoding="utf-8", encodingErrors="replace")
    return [(shape(s.shape.__geo_interface__), s.record) for s in reader.iterShapeRecords() if s.shape.points]


def thinned(found, region, tolerance):
    """Lines merged, simplified and clipped."""
    merged = geom.merge(shapely.MultiLineString(found)) if found else []
    thin = [shapely.simplify(l, tolerance) for l in merged]
    return [l for t in thin for l in geom.lines(shapely.intersection(t, region))]


def rivers(src, out):
    """Rivers of the theatre; the coarse Tumen gives way to the detailed border there."""
    names = {row["source"]: row for row in table("rivers.tsv")}
    groups = {}
    for line, record in records(src / "magics/ne_10m_rivers_lake_centerlines"):
        key = (int(record["scalerank"]), record["name"].replace("\ufffd", "?"))
        if record["featurecla"] == "River" and key[1] != "Tumen":
            groups.setdefault(key, []).extend(geom.unwrap_lines(geom.lines(line)))
    features = []
    for (rank, source), found in sorted(groups.items()):
        row = names.get(river_key(source, found), {})
        en = row.get("en") or (source if source.isascii() and "?" not in source else "")
        parts = geom.line_parts(thinned(found, rect(THEATRE), 0.002))
        features.append(tmb.Feature("river", parts, en, row.get("ru", ""), row.get("ko", ""), rank=rank))
    tmb.write(out / "ne/rivers.tmb", [f for f in features if f.parts], tmb.LINES)


def river_key(source, found):
    """Two rivers are called Han: the Korean one lies east of 125."""
    if source == "Han" and found[0].coords[0][0] > 125:
        return "Han (Korea)"
    return source


def lakes(src, out):
    """Lakes: GSHHG in the detail box, Natural Earth elsewhere, where GSHHG lacks them (reservoirs
    younger than its survey), and the great lakes of other continents."""
    valid = [shapely.make_valid(g) for g in shapes(src / "gpuwm/ne_10m_lakes")]
    whole = geom.unwrap_polygons([p for g in valid for p in geom.polygons(g)])
    fine = gshhg.lakes(src / gshhg.FILE, DETAIL)
    theatre, known = rect(THEATRE), shapely.union_all(fine)
    shapely.prepare(known)
    near = [p for p in whole if p.intersects(theatre) and not is_known(p, known)]
    far = [p for p in whole if not p.intersects(theatre) and geom.area_km2(p) > 3000]
    inset = [p for p in fine if p.intersects(rect(INSET))]
    rest = [p for p in fine if not p.intersects(rect(INSET))]
    written = {
        "ne/lakes.tmb": (geom.simplify(near, 0.002) + geom.simplify(far, 0.02), 10000),
        "gshhg/lakes_detail.tmb": (geom.simplify(rest, gshhg.TOLERANCE), 10000),
        "gshhg/lakes_tumen.tmb": (inset, 100000),
    }
    layers = {name: lake_features(found) for name, (found, _) in written.items()}
    pairs = [pair for layer in layers.values() for pair in layer]
    for row in table("lakes.tsv"):
        name_lake(row, [p for p, _ in pairs], [f for _, f in pairs])
    for name, (_, denominator) in written.items():
        tmb.write(out / name, [f for _, f in layers[name]], tmb.POLYGONS, denominator)


def is_known(lake, known):
    """Whether the finer lakes hold a good part of a lake."""
    return lake.intersects(known) and shapely.intersection(lake, known).area > 0.3 * lake.area


def lake_features(found):
    """(polygon, feature), the largest lake first."""
    found = sorted(found, key=lambda p: (-geom.area_km2(p), p.bounds))
    return [(p, tmb.Feature("lake", geom.ring_parts(p), rank=geom.area_rank(geom.area_km2(p)))) for p in found]


def name_lake(row, found, features):
    """Gives the lake at the row's point its names."""
    lon, lat = float(row["lon"]), float(row["lat"])
    point = Point(lon + 360 if lon < geom.CUT else lon, lat)
    hits = [f for p, f in zip(found, features) if p.distance(point) < 0.05]
    if not hits:
        print(f"  warning: no lake at {row['en']}")
        return
    hits[0].en, hits[0].ru, hits[0].ko = row["en"], row["ru"], row["ko"]


def borders(src, out):
    """Country borders outside the detail box."""
    topology = Topology(src / "world-atlas/countries-50m.json")
    world = geom.unwrap_lines(topology.shared_arcs("countries"))
    region = [l for g in shapes(src / "gpuwm/ne_10m_admin_0_boundary_lines_land") for l in geom.lines(g)]
    far = thinned(world, without(rect(geom.WORLD), THEATRE, 0), 0.02)
    near = thinned(geom.unwrap_lines(region), without(rect(THEATRE), DETAIL, 0), 0.002)
    features = [
        tmb.Feature("international", geom.line_parts([l]), rank=0) for l in sorted(near + far, key=lambda l: l.bounds)
    ]
    tmb.write(out / "ne/borders_world.tmb", features, tmb.LINES)


def admin1(src, out):
    """Region lines of the six countries."""
    groups = {}
    for line, record in records(src / "magics/ne_10m_admin_1_states_provinces_lines"):
        if record["adm0_a3"] in ADMIN_COUNTRIES:
            groups.setdefault(record["adm0_a3"], []).extend(geom.unwrap_lines(geom.lines(line)))
    features = [
        tmb.Feature("region", geom.line_parts(thinned(found, rect(THEATRE), 0.003)), id=country)
        for country, found in sorted(groups.items())
    ]
    tmb.write(out / "ne/admin1.tmb", features, tmb.LINES)


def build(src, out):
    """All line layers and lakes."""
    rivers(src, out)
    lakes(src, out)
    borders(src, out)
    admin1(src, out)
