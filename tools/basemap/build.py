"""Builds the base map: python build.py --scratch FOLDER [--only PART ...] (see README.md)."""

import argparse
import functools
from pathlib import Path

import borders
import countries
import dem
import fetch
import land
import lines
import places
import rail
import regions
import routes
import shaping
import shore
import sources
import tmb

ROOT = Path(__file__).resolve().parents[2]


def build_rail(src, out, corridors, full):
    """Network and routes: the routes decide which lines of the network are main lines."""
    net, found = rail.load(src), routes.corridors(corridors)
    routes.insert_all(net, found)
    shore.keep_dry(net, shore.Shore(full))
    edges, stops = routes.used_by(net, found)
    shaping.thin(net, edges, stops)
    shapes = shaping.Shapes(net)
    features, used = routes.build(net, shapes, found)
    tmb.write(out / "osm/rail_routes.tmb", features, tmb.LINES, rail.DENOMINATOR)
    rail.write(net, shapes, used, out)
    shapes.report()


def parts(src, out, corridors):
    """Name → what builds it, in order."""
    detail = functools.cache(lambda: land.detail_land(src))
    return {
        "fonts": lambda: sources.fonts(src, out),
        "land": lambda: land.build(src, out, detail()),
        "lines": lambda: lines.build(src, out),
        "borders": lambda: borders.build(src, out, detail()),
        "countries": lambda: countries.build(src, out),
        "rail": lambda: build_rail(src, out, corridors, detail()),
        "dem": lambda: dem.build(src, out),
        "places": lambda: places.build(src, out),
        "regions": lambda: regions.build(src, out),
        "licences": lambda: sources.licences(src, out),
        "sources": lambda: sources.listing(out),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scratch", type=Path, required=True, help="folder for downloads, about 1 GB")
    parser.add_argument("--out", type=Path, default=ROOT / "assets")
    parser.add_argument("--corridors", type=Path, default=ROOT / "data/corridors.toml")
    parser.add_argument("--only", nargs="*", help="build only these parts (the list of sources is always written)")
    options = parser.parse_args()
    src = fetch.run(options.scratch.resolve())
    for name, step in parts(src, options.out, options.corridors).items():
        if not options.only or name in (*options.only, "sources"):
            step()


if __name__ == "__main__":
    main()
