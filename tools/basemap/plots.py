"""Pictures of the built layers, to look at. Run: python plots.py ASSETS OUT_FOLDER"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.path import Path as Outline
from matplotlib.patches import PathPatch
from reader import read_relief, read_vectors

FILLS = ("ne/land_world", "ne/land_theatre", "osm/land_detail", "osm/land_tumen")
LINES = {
    "ne/coast_world": "#35608a", "ne/coast_theatre": "#35608a", "osm/coast_detail": "#35608a",
    "osm/coast_tumen": "#35608a", "ne/rivers": "#5b9bd5", "ne/admin1": "#bbbbbb",
    "ne/borders_world": "#8040a0", "osm/borders_detail": "#c000c0", "osm/rivers_border": "#5b9bd5",
    "osm/rail": "#777777", "osm/rail_routes": "#d02020",
}
VIEWS = {
    "world": (-30, -90, 330, 90), "theatre": (70, 20, 190, 80), "detail": (123, 32, 147, 57),
    "tumen": (130.2, 42.1, 130.95, 42.75), "inset": (129.2, 41.2, 132.8, 44.0),
    "chukotka": (165, 58, 192, 74), "korea": (123.5, 33, 131, 43.5), "khasan": (130.2, 42.1, 132.2, 44.0),
}


def fills(ax, features, color):
    """Draws polygons with their holes."""
    for feature in features:
        points, codes = [], []
        for _, ring in feature["parts"]:
            points += ring
            codes += [Outline.MOVETO] + [Outline.LINETO] * (len(ring) - 2) + [Outline.CLOSEPOLY]
        ax.add_patch(PathPatch(Outline(points, codes), facecolor=color, edgecolor="none", antialiased=False))


def strokes(ax, features, color, width):
    """Draws lines as one broken line."""
    xs, ys = [], []
    for feature in features:
        for _, points in feature["parts"]:
            xs += [x for x, _ in points] + [np.nan]
            ys += [y for _, y in points] + [np.nan]
    ax.plot(xs, ys, color=color, linewidth=width)


def picture(assets, name, view, out):
    """One picture of a window of the map."""
    west, south, east, north = view
    aspect = 1 / np.cos(np.radians(min(70, abs(south + north) / 2)))
    fig, ax = plt.subplots(figsize=(16, 16 * (north - south) * aspect / (east - west)))
    shades = ("#e9e4d4", "#efe9d8", "#e6efd8", "#f4e3c8")
    for layer, shade in zip(FILLS, shades):
        fills(ax, read_vectors(assets / f"{layer}.tmb")["features"], shade)
    fills(ax, read_vectors(assets / "ne/lakes.tmb")["features"], "#bcd9ee")
    for layer, color in LINES.items():
        path = assets / f"{layer}.tmb"
        if path.exists():
            strokes(ax, read_vectors(path)["features"], color, 1.2 if "route" in layer else 0.6)
    ax.set(xlim=(west, east), ylim=(south, north), facecolor="#d6e8f5")
    ax.set_aspect(aspect)
    fig.tight_layout()
    fig.savefig(out / f"{name}.png", dpi=80)
    plt.close(fig)


def main():
    assets, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    for name, view in VIEWS.items():
        picture(assets, name, view, out)
    grid = read_relief(assets / "dem/relief.tmg")["grid"]
    plt.imsave(out / "relief.png", grid, cmap="terrain", vmin=-6000, vmax=5000)


if __name__ == "__main__":
    main()
