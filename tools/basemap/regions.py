"""First-level regions: label points, names and areas; and the hand-made map labels."""

import math
import sqlite3

import shapely
from shapely.geometry import Polygon

import geom
from lines import table
from places import write_table

COUNTRIES = {"RUS": "RU", "PRK": "KP", "KOR": "KR", "CHN": "CN", "JPN": "JP", "MNG": "MN"}
COLUMNS = ("id", "en", "ru", "ko", "country", "lon", "lat", "area_km2")
LABEL_COLUMNS = ("kind", "en", "ru", "ko", "lon", "lat", "rank", "angle_deg")
ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def geometry(blob):
    """The geometry of a GeoPackage value: a small header, an envelope, then WKB."""
    return shapely.from_wkb(blob[8 + ENVELOPE_BYTES[blob[3] >> 1 & 7] :])


def sphere_area(polygon):
    """Area on the sphere in km², by the cylindrical equal-area projection."""
    flat = lambda ring: [(math.radians(x), math.sin(math.radians(y))) for x, y in ring.coords]
    return Polygon(flat(polygon.exterior), [flat(r) for r in polygon.interiors]).area * 6371.0088**2


def label_point(parts):
    """The middle of the largest circle inside the largest part."""
    largest = max(parts, key=lambda p: p.area)
    return shapely.maximum_inscribed_circle(largest, 0.01).coords[0]


def row(names, parts):
    lon, lat = label_point(parts)
    area = sum(sphere_area(p) for p in parts)
    return {
        **names, "country": COUNTRIES[names["adm0_a3"]], "lon": f"{lon - 360 if lon > 180 else lon:.3f}",
        "lat": f"{lat:.3f}", "area_km2": round(area, -2 if area > 2000 else -1).__int__(),
    }


def regions(src, out):
    """Writes the table of regions."""
    base = sqlite3.connect(src / "qgis/world_map.gpkg")
    query = "select geom from states_provinces where adm0_a3 = ? and name = ?"
    rows = []
    for names in table("regions.tsv"):
        found = base.execute(query, (names["adm0_a3"], names["source"])).fetchall()
        if len(found) != 1:
            print(f"  warning: region {names['source']}: {len(found)} found")
            continue
        shape = shapely.make_valid(geometry(found[0][0]))
        rows.append(row(names, geom.unwrap_polygons(geom.polygons(shape))))
    rows.sort(key=lambda r: -r["area_km2"])
    write_table(out / "places/regions.tsv", COLUMNS, rows)


def build(src, out):
    """Writes regions and labels."""
    regions(src, out)
    labels = sorted(table("labels.tsv"), key=lambda r: int(r["rank"]))
    write_table(out / "places/labels.tsv", LABEL_COLUMNS, labels)
