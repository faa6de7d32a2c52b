"""Country areas: OpenStreetMap time zones around the theatre, Natural Earth for the rest of the world."""

import shapely
import shapely.affinity
from timezonefinder import TimezoneFinder

import geom
import tmb
from geom import DETAIL, INSET, WORLD, rect
from topojson import Topology

ZONES = {
    ("RU", "Russia", "643"): (
        "Europe/Kaliningrad Europe/Moscow Europe/Kirov Europe/Volgograd Europe/Astrakhan Europe/Saratov "
        "Europe/Ulyanovsk Europe/Samara Asia/Yekaterinburg Asia/Omsk Asia/Novosibirsk Asia/Barnaul Asia/Tomsk "
        "Asia/Novokuznetsk Asia/Krasnoyarsk Asia/Irkutsk Asia/Chita Asia/Yakutsk Asia/Khandyga Asia/Vladivostok "
        "Asia/Ust-Nera Asia/Magadan Asia/Sakhalin Asia/Srednekolymsk Asia/Kamchatka Asia/Anadyr"
    ),
    ("CN", "China", "156"): "Asia/Shanghai Asia/Urumqi",
    ("KP", "North Korea", "408"): "Asia/Pyongyang",
    ("KR", "South Korea", "410"): "Asia/Seoul",
    ("JP", "Japan", "392"): "Asia/Tokyo",
    ("MN", "Mongolia", "496"): "Asia/Ulaanbaatar Asia/Hovd Asia/Choibalsan",
}
NAMES = {"KP": "DPRK", "KR": "Republic of Korea"}
# Square roots of the areas that simplification may cut off, degrees: in the inset, the detail box, elsewhere.
TOLERANCES = ((INSET, 0.0006), (DETAIL, 0.004), (WORLD, 0.02))


def zone_area(finder, zone):
    """The polygons of a zone in the map's own longitudes."""
    if zone not in finder.timezone_names:
        return []
    found = []
    for rings in finder.get_geometry(tz_name=zone, coords_as_pairs=True):
        rings = [geom.unroll([(float(x), float(y)) for x, y in ring]) for ring in rings]
        polygon = shapely.make_valid(shapely.Polygon(rings[0], rings[1:]))
        for turn in (-360, 0, 360):
            moved = shapely.affinity.translate(polygon, xoff=turn)
            found += geom.polygons(shapely.intersection(moved, rect(WORLD)))
    return found


def neighbors():
    """Areas of the countries around the theatre, 12 nautical miles of sea included."""
    finder = TimezoneFinder()
    out = {}
    for country, zones in ZONES.items():
        parts = [p for zone in zones.split() for p in zone_area(finder, zone)]
        out[country] = shapely.union_all(shapely.set_precision(parts, 1e-6))
        print(f"  {country[0]}: {shapely.get_num_coordinates(out[country])} vertices")
    return out


def thinned(areas):
    """Polygons of each country, the finer the nearer to the Tumen; shared borders stay shared."""
    out = {country: [] for country in areas}
    done = None
    for bounds, tolerance in TOLERANCES:
        room = rect(bounds) if done is None else shapely.difference(rect(bounds), done)
        done = rect(bounds)
        cut = {n: geom.polygons(shapely.intersection(area, room)) for n, area in areas.items()}
        names = [n for n in areas if cut[n]]
        cut = [shapely.union_all(cut[n]) for n in names]
        for name, area in zip(names, shapely.coverage_simplify(cut, tolerance)):
            out[name] += geom.polygons(shapely.make_valid(area))
    return out


def build(src, out):
    """Writes both files."""
    features = []
    for (code, name, _), parts in thinned(neighbors()).items():
        rings = [r for p in parts for r in geom.ring_parts(p)]
        features.append(tmb.Feature("country", rings, NAMES.get(code, name), id=code, rank=0))
    tmb.write(out / "osm/countries.tmb", features, tmb.POLYGONS, 10000)
    known = {number for _, _, number in ZONES}
    world = Topology(src / "world-atlas/countries-50m.json")
    features = []
    for country in world.geometries("countries"):
        if str(country.get("id", "")) in known:
            continue
        whole = geom.unwrap_polygons([q for p in world.polygons(country) for q in geom.polygons(p)])
        # Antarctica has edges around the pole that are longer than half a turn.
        parts = [shapely.segmentize(p, 90.0) for p in geom.simplify(whole, 0.02)]
        rings = [r for p in parts for r in geom.ring_parts(p)]
        name = country["properties"]["name"]
        features.append(tmb.Feature("country", rings, name, id=str(country.get("id", "")), rank=5))
    tmb.write(out / "ne/countries.tmb", features, tmb.POLYGONS, 1000)
