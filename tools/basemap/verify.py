"""Checks the built base map: python verify.py [ASSETS]. Exits with 1 if a check fails."""

import csv
import heapq
import hashlib
import sys
import tomllib
from pathlib import Path

import shapely
from fontTools.ttLib import TTFont
from shapely.geometry import LineString, Point, Polygon

from align import radius_at
from geom import DETAIL, INSET, THEATRE, area_km2, haversine_km, length_km
from reader import read_relief, read_vectors
from shaping import foot_km

ROOT = Path(__file__).resolve().parents[2]
LAND = ("ne/land_world", "ne/land_theatre", "gshhg/land_detail", "gshhg/land_tumen")
COASTS = ("ne/coast_world", "ne/coast_theatre", "gshhg/coast_detail", "gshhg/coast_tumen")
# No coast runs along the cut, the seam or the edges of theatre, detail box and inset.
MERIDIANS = (-30, 330, 180, THEATRE[0], THEATRE[2], DETAIL[0], DETAIL[2], INSET[0], INSET[2])
PARALLELS = (-90, THEATRE[1], THEATRE[3], DETAIL[1], DETAIL[3], INSET[1], INSET[3])
LIMIT_BYTES = 3_500_000
# A published area in km² (general knowledge, rounded) for a point on each island; Khanka is the lake.
ISLANDS = (
    ("Sakhalin", (143.0, 50.0), 72493), ("Hokkaido", (143.0, 43.4), 77984), ("Rishiri", (141.24, 45.18), 182),
    ("Okushiri", (139.45, 42.15), 143), ("Jeju", (126.55, 33.38), 1849), ("Sado", (138.4, 38.0), 855),
    ("Awaji", (134.83, 34.35), 592), ("Ulleungdo", (130.86, 37.5), 73), ("Russky", (131.83, 43.0), 98),
    ("Bolshoy Shantar", (137.6, 54.9), 1766), ("Ganghwa", (126.45, 37.7), 302), ("Geoje", (128.62, 34.88), 380),
)
KHANKA_KM2 = 4070
INSET_ISLANDS = 73
RADIUS_KM = 0.285
"""300 m, less what the rounding of coordinates to a meter changes."""
ON_LINE_KM = 0.1
ON_LAND_KM = 0.3
# name, from, to, network km measured earlier, published km (tariff distances, larger)
PUBLISHED = (
    ("Ussuriysk-Baranovsky", (131.957, 43.805), (131.920, 43.660), 19, 20),
    ("Baranovsky-Khasan", (131.920, 43.660), (130.645, 42.429), 197, 238),
    ("Khasan-Rajin", (130.645, 42.429), (130.287, 42.238), 44, 54),
    ("Pyongyang-Sinuiju", (125.737, 39.005), (124.398, 40.100), 211, 225),
    ("Pyongyang-Kaesong", (125.737, 39.005), (126.554, 37.971), 178, 187),
    ("Ussuriysk-Grodekovo", (131.957, 43.805), (131.378, 44.410), 82, 97),
    ("Vladivostok-Khabarovsk", (131.882, 43.111), (135.072, 48.496), 728, 768),
    ("Chita-Khabarovsk", (113.501, 52.028), (135.072, 48.496), 2122, 2323),
    ("Harbin-Zabaykalsk", (126.630, 45.760), (117.327, 49.651), 927, 946),
    ("Seoul-Busan", (126.971, 37.555), (129.042, 35.115), 397, 441),
    ("Korsakov-Nogliki", (142.780, 46.630), (143.130, 51.800), 612, 655),
    ("Seoul-Dorasan", (126.971, 37.555), (126.710, 37.899), 55, 56),
    # 1570 by way of Namyang before the gaps at Rajin and Riwon were closed
    ("Khasan-Busan", (130.645, 42.429), (129.042, 35.115), None, None),
    ("Novosibirsk-Busan", (82.897, 55.035), (129.042, 35.115), 5505, None),
    ("Novosibirsk-Rajin", (82.897, 55.035), (130.283, 42.256), 4684, None),
    ("Nakhodka-Rajin", (132.918, 42.844), (130.283, 42.256), None, None),
    ("Khabarovsk-Sov. Gavan", (135.072, 48.496), (140.259, 49.035), 723, None),
    ("Tynda-Nizhny Bestyakh", (124.737, 55.149), (129.930, 61.960), 886, None),
)


class Checks:
    """Counts and prints what holds and what does not."""

    def __init__(self):
        self.failed = 0

    def that(self, holds, text):
        self.failed += not holds
        print(("ok    " if holds else "FAIL  ") + text)


def points_of(layer):
    return [p for f in layer["features"] for _, part in f["parts"] for p in part]


def check_layer(check, name, layer):
    """Ranges, closed rings, no jump over half the globe."""
    points = points_of(layer)
    inside = all(-30 <= x <= 330 and -90 <= y <= 90 for x, y in points)
    parts = [part for f in layer["features"] for _, part in f["parts"]]
    jumps = sum(abs(a[0] - b[0]) > 180 for part in parts for a, b in zip(part, part[1:]))
    closed = layer["kind"] == 1 or all(part[0] == part[-1] and len(part) >= 4 for part in parts)
    roles = all(f["parts"][0][0] == 0 for f in layer["features"])
    check.that(inside and not jumps and closed and roles, f"{name}: {len(layer['features'])} features, {len(points)} vertices")


def check_coast(check, name, layer):
    """No coast along the 180th meridian, the cut, or a box edge; no streaks."""
    bad = streaks = 0
    for feature in layer["features"]:
        for _, part in feature["parts"]:
            for (x0, y0), (x1, y1) in zip(part, part[1:]):
                along_lon = abs(x0 - x1) < 1e-9 and abs(y0 - y1) > 0.05 and min(abs(x0 - e) for e in MERIDIANS) < 1e-3
                along_lat = abs(y0 - y1) < 1e-9 and abs(x0 - x1) > 0.05 and min(abs(y0 - e) for e in PARALLELS) < 1e-3
                bad += along_lon or along_lat
                streaks += abs(x0 - x1) > 6
    check.that(not bad and not streaks, f"{name}: {bad} edges on box lines, {streaks} streaks")


def land_shapes(layers):
    """All land as valid polygons in a search tree."""
    shapes = []
    for name in LAND:
        for feature in layers[name]["features"]:
            rings = [part for _, part in feature["parts"]]
            shapes.append(shapely.make_valid(Polygon(rings[0], rings[1:])))
    return shapely.STRtree(shapes), shapes


def on_land(tree, lon, lat):
    return len(tree.query(Point(lon % 360 if lon < -30 else lon, lat), predicate="intersects")) > 0


def check_land(check, tree):
    """Known points on land and at sea, and both sides of every seam."""
    land = {
        "Sakhalin": (143, 50), "Kamchatka": (159, 55), "Chukotka west": (178, 67), "Chukotka seam": (180, 67.5),
        "Chukotka east": (-174, 66.6), "Wrangel": (180, 71.2), "Seoul": (127, 37.6), "Rajin": (130.3, 42.3),
        "Honshu": (138, 36.5), "Hokkaido": (143, 43.4), "Moscow": (37.6, 55.7), "Greenland": (-30, 72), "Alaska": (-150, 65),
        "Antarctica": (60, -75), "New Zealand": (175, -39), "west edge": (70, 60), "south edge": (80, 20),
        "detail west": (124, 50), "detail north": (130, 56), "inset west": (129.4, 42.5), "inset north": (131, 43.8),
    }
    sea = {"Sea of Japan": (135, 40), "Okhotsk": (150, 55), "Atlantic": (-30, 30), "Bering": (180, 60), "Yellow Sea": (123, 36)}
    for name, place in land.items():
        check.that(on_land(tree, *place), f"land: {name}")
    for name, place in sea.items():
        check.that(not on_land(tree, *place), f"sea: {name}")


def check_border(check, layers):
    parts = {}
    for feature in layers["osm/borders_detail"]["features"]:
        for _, part in feature["parts"]:
            parts.setdefault((feature["id"], feature["class"]), []).append(part)
    river = sum(map(length_km, parts["RU-KP", "international"]))
    sea = sum(map(length_km, parts["RU-KP", "maritime"]))
    vertices = sum(len(p) for key in parts if key[0] == "RU-KP" for p in parts[key])
    check.that(abs(river - 17.4) < 0.5, f"RU-KP river {river:.1f} km")
    check.that(abs(river + sea - 39.8) < 0.5, f"RU-KP whole {river + sea:.1f} km")
    check.that(vertices == 44, f"RU-KP {vertices} vertices (the mouth is in both parts)")
    classes = {f["class"] for f in layers["osm/borders_detail"]["features"]}
    check.that(classes == {"international", "maritime", "mdl"}, f"border classes {sorted(classes)}")


def check_mouth(check, layers, tree, shapes):
    """River, border, coast and bridge meet; islands and lakes have their published size."""
    border = next(f for f in layers["osm/borders_detail"]["features"] if f["id"] == "RU-KP" and f["class"] == "international")
    line = LineString(border["parts"][0][1])
    rings = [p for _, p in layers["osm/river_area"]["features"][0]["parts"]]
    river = Polygon(rings[0], rings[1:])
    check.that(river.is_valid and river.buffer(1e-5).covers(line), "the lower Tumen holds its border")
    mouth = Point(border["parts"][0][1][-1])
    coast = shapely.MultiLineString([p for f in layers["gshhg/coast_tumen"]["features"] for _, p in f["parts"]])
    gap = haversine_km((mouth.x, mouth.y), shapely.ops.nearest_points(coast, mouth)[0].coords[0])
    check.that(gap < 0.5, f"the border ends {1000 * gap:.0f} m from the coast")
    check.that(coast.intersects(river) and coast.intersects(line), "river and border reach the coast")
    bridge = Point(130.64111, 42.41528)
    check.that(line.distance(bridge) < 0.0005 and river.contains(bridge), "the Friendship Bridge crosses river and border")
    count = len(layers["gshhg/land_tumen"]["features"]) - 1
    check.that(abs(count - INSET_ISLANDS) <= 3, f"{count} islands in the inset")
    for name, place, published in ISLANDS:
        hits = [shapes[i] for i in tree.query(Point(place), predicate="intersects")]
        km2 = max((area_km2(p) for p in hits), default=0.0)
        check.that(abs(km2 / published - 1) < 0.12, f"island {name}: {km2:.0f} km², published {published}")
    lakes = [f for name in ("ne/lakes", "gshhg/lakes_detail") for f in layers[name]["features"]]
    khanka = sum(area_km2(Polygon(f["parts"][0][1])) for f in lakes if Polygon(f["parts"][0][1]).contains(Point(132.43, 44.93)))
    check.that(abs(khanka / KHANKA_KM2 - 1) < 0.05, f"Khanka {khanka:.0f} km², published {KHANKA_KM2}")


def check_project_places(check, tree, shapes):
    """No place of the project's data in the detail box lies in the water."""
    places = tomllib.loads((ROOT / "data/places.toml").read_text(encoding="utf-8"))["place"]
    corridors = tomllib.loads((ROOT / "data/corridors.toml").read_text(encoding="utf-8"))["corridor"]
    at_sea = {v[0] for c in corridors if c["mode"] == "sea" for v in c["via"]}
    wet = []
    for place in places:
        lon, lat = place["position"]
        inside = 124 < lon < 146 and 33 < lat < 56 and not (place["kind"] == "junction" and place["id"] in at_sea)
        if inside and place["kind"] not in ("waypoint", "boundary", "bridge") and not on_land(tree, lon, lat):
            shore = shapely.ops.nearest_points(shapes[tree.nearest(Point(lon, lat))], Point(lon, lat))[0]
            km = haversine_km((lon, lat), (shore.x, shore.y))
            if km > ON_LAND_KM:
                wet.append(f"{place['id']} {1000 * km:.0f} m")
    check.that(not wet, f"places of the project in the water: {wet}")


def rail_graph(layer):
    near = {}
    for feature in layer["features"]:
        for _, part in feature["parts"]:
            for a, b in zip(part, part[1:]):
                near.setdefault(a, {})[b] = near.setdefault(b, {})[a] = haversine_km(a, b)
    return near


def path_km(near, start, goal):
    """Shortest path between the nearest nodes, None if there is none."""
    a, b = (min(near, key=lambda n: haversine_km(n, p)) for p in (start, goal))
    done, queue = set(), [(0.0, a)]
    while queue:
        km, node = heapq.heappop(queue)
        if node == b:
            return km
        if node not in done:
            done.add(node)
            for other, step in near[node].items():
                heapq.heappush(queue, (km + step, other))
    return None


def check_rail(check, layers):
    near = rail_graph(layers["osm/rail"])
    print(f"      {'line':24} {'network':>8} {'earlier':>8} {'published':>10}")
    for name, start, goal, earlier, published in PUBLISHED:
        km = path_km(near, start, goal)
        good = km is not None and (earlier is None or abs(km - earlier) <= max(15, 0.04 * earlier))
        check.that(good, f"{name:24} {km or 0:8.0f} {earlier or '-':>8} {published or '-':>10}")


def check_routes(check, layers, corridors):
    """One part per pair of via points, end to end."""
    routes = {f["id"]: [p for _, p in f["parts"]] for f in layers["osm/rail_routes"]["features"]}
    for corridor in tomllib.loads(corridors.read_text(encoding="utf-8"))["corridor"]:
        if corridor.get("geometry") == "rail-network":
            parts = routes.get(corridor["id"], [])
            joined = all(a[-1] == b[0] for a, b in zip(parts, parts[1:]))
            off = max((haversine_km(p[0], v[1:]) for p, v in zip(parts, corridor["via"])), default=99)
            km = sum(map(length_km, parts))
            told = [p["value"] for p in corridor.get("published_km", [])]
            line = [p for i, part in enumerate(parts) for p in (part if i == 0 else part[1:])]
            sharp = [b for a, b, c in zip(line, line[1:], line[2:]) if radius_at(a, b, c) < RADIUS_KM]
            beside = max((min(foot_km(v[1:], a, b) for p in parts[max(0, i - 1) : i + 1] for a, b in zip(p, p[1:]))
                          for i, v in enumerate(corridor["via"])), default=99)
            good = joined and len(parts) == len(corridor["via"]) - 1 and off < 8.5
            ratio = " ".join(f"{km / value:.3f}" for value in told) or "-"
            check.that(good, f"route {corridor['id']}: {len(parts)} parts, {km:.1f} km, published {told}, drawn / published {ratio}")
            check.that(beside < ON_LINE_KM * 1.6, f"route {corridor['id']}: stations off by ≤ {1000 * beside:.0f} m")
            check.that(not sharp, f"route {corridor['id']}: {len(sharp)} turns sharper than 300 m {sharp[:3]}")


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def check_places(check, assets, tree, layers):
    """Places on land or within 2 km of it; outside the theatre the coast is coarse and small
    islands are left out, so there only places of some size must be within 12 km."""
    shore = [LineString(p) for n in COASTS for f in layers[n]["features"] for _, p in f["parts"]]
    shores = shapely.STRtree(shore)
    wet = []
    for row in rows(assets / "places/places.tsv"):
        lon, lat = float(row["lon"]), float(row["lat"])
        lon = lon + 360 if lon < -30 else lon
        theatre = 70 < lon < 190 and 20 < lat < 80
        if not on_land(tree, lon, lat):
            line = shore[shores.nearest(Point(lon, lat))]
            nearest = shapely.ops.nearest_points(line, Point(lon, lat))[0]
            km = haversine_km((lon, lat), (nearest.x, nearest.y))
            if km > 2 if theatre else km > 12 and int(row["population"]) > 500000:
                wet.append(f"{row['en']} {row['country']} {km:.1f} km")
    check.that(not wet, f"places in the water: {wet}")


def check_texts(check, assets, layers):
    """Every letter is in both fonts, every table has constant columns and its names."""
    texts = [f[k] for layer in layers.values() for f in layer["features"] for k in ("en", "ru", "ko")]
    for name in ("places", "regions", "labels"):
        table = rows(assets / f"places/{name}.tsv")
        check.that(all(None not in r and None not in r.values() and r["en"] for r in table), f"{name}.tsv: {len(table)} rows")
        print(f"      names: ru {sum(bool(r['ru']) for r in table)}, ko {sum(bool(r['ko']) for r in table)}")
        texts += [r[k] for r in table for k in ("en", "ru", "ko")]
    for weight in ("Regular", "SemiBold"):
        have = TTFont(assets / f"fonts/Pretendard-{weight}.otf").getBestCmap()
        missing = sorted({c for t in texts for c in t if ord(c) not in have})
        check.that(not missing, f"letters missing in {weight}: {missing}")


TERRITORIES = {"Russia": "RU", "North Korea": "KP", "China": "CN", "South Korea": "KR"}


def check_territories(check, assets, layers):
    """A country is named on its own land."""
    shapes = {f["id"]: feature_shape(f) for f in layers["osm/countries"]["features"]}
    named = [r for r in rows(assets / "places/labels.tsv") if r["kind"] == "territory"]
    at = [(r, Point(float(r["lon"]), float(r["lat"]))) for r in named]
    wrong = [f"{r['en']} {p.x} {p.y}" for r, p in at if not shapes[TERRITORIES[r["en"]]].contains(p)]
    check.that(named and not wrong, f"countries named abroad: {wrong}")


def feature_shape(feature):
    """The area of a feature, holes left out."""
    outer = [Polygon(points).buffer(0) for role, points in feature["parts"] if role == 0]
    holes = [Polygon(points).buffer(0) for role, points in feature["parts"] if role == 1]
    return shapely.difference(shapely.union_all(outer), shapely.union_all(holes))


def check_relief(check, assets):
    relief = read_relief(assets / "dem/relief.tmg")
    grid = relief["grid"]
    at = lambda lon, lat: int(grid[round((80 - lat) / relief["step"]), round((lon - relief["west"]) / relief["step"])])
    check.that(grid.shape == (601, 1201), f"relief {grid.shape}")
    check.that(abs(at(132.4, 45.0) - 64) <= 10, f"Khanka {at(132.4, 45.0)} m")
    check.that(abs(at(135, 41) + 3519) <= 60, f"Sea of Japan {at(135, 41)} m")
    check.that(abs(at(132.0, 43.8) - 25) <= 40, f"Ussuriysk {at(132.0, 43.8)} m")


def check_sources(check, assets):
    listed = tomllib.loads((assets / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    for entry in listed:
        path = assets / entry["path"]
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != entry["sha256"]:
            check.that(False, f"SOURCES.toml: {entry['path']} differs")
    folders = ("dem", "fonts", "gshhg", "licences", "ne", "osm", "places")
    present = {p.relative_to(assets).as_posix() for f in folders for p in (assets / f).glob("*")}
    check.that(present == {e["path"] for e in listed}, f"SOURCES.toml lists all {len(present)} files")
    total = sum(e["bytes"] for e in listed if not e["path"].startswith("fonts/"))
    check.that(total < LIMIT_BYTES, f"{total} bytes without fonts")


def main():
    assets = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "assets"
    check = Checks()
    files = sorted([*assets.glob("ne/*.tmb"), *assets.glob("osm/*.tmb"), *assets.glob("gshhg/*.tmb")])
    layers = {f"{f.parent.name}/{f.stem}": read_vectors(f) for f in files}
    for name, layer in layers.items():
        check_layer(check, name, layer)
    for name in COASTS:
        check_coast(check, name, layers[name])
    tree, shapes = land_shapes(layers)
    check_land(check, tree)
    check_border(check, layers)
    check_mouth(check, layers, tree, shapes)
    check_project_places(check, tree, shapes)
    check_rail(check, layers)
    check_routes(check, layers, ROOT / "data/corridors.toml")
    check_places(check, assets, tree, layers)
    check_texts(check, assets, layers)
    check_territories(check, assets, layers)
    check_relief(check, assets)
    check_sources(check, assets)
    print(f"{check.failed} checks failed")
    sys.exit(check.failed > 0)


if __name__ == "__main__":
    main()
