"""The relief grid (heights and depths) as a compact file."""

import struct
import zlib

import netCDF4
import numpy as np

STEP = 0.1
WEST, SOUTH, EAST, NORTH = 70.0, 20.0, 190.0, 80.0


def heights(src):
    """Meters as int16, row 0 in the north."""
    data = netCDF4.Dataset(src / "pybacktrack/ETOPO1_0.1.grd")
    lon, lat = np.asarray(data["lon"][:]), np.asarray(data["lat"][:])
    columns = (lon > WEST - STEP / 2) & (lon < EAST + STEP / 2)
    rows = (lat > SOUTH - STEP / 2) & (lat < NORTH + STEP / 2)
    grid = np.asarray(data["z"][:])[np.ix_(rows, columns)]
    return np.rint(grid[::-1]).astype(np.int16)


def encode(grid):
    """Predictor, zig-zag and byte planes."""
    padded = np.pad(grid.astype(np.int32), ((1, 0), (1, 0)))
    residual = padded[1:, 1:] - padded[1:, :-1] - padded[:-1, 1:] + padded[:-1, :-1]
    wrapped = residual.astype(np.int16)
    zigzag = ((wrapped << 1) ^ (wrapped >> 15)).astype(np.uint16)
    return (zigzag & 0xFF).astype(np.uint8).tobytes() + (zigzag >> 8).astype(np.uint8).tobytes()


def build(src, out):
    """Writes the relief grid."""
    grid = heights(src)
    height, width = grid.shape
    payload = struct.pack("<dddII", WEST, SOUTH, STEP, width, height) + encode(grid)
    head = b"TMNG" + struct.pack("<BBHI", 1, 0, 0, len(payload))
    path = out / "dem/relief.tmg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + zlib.compress(payload, 9))
    print(f"{path.name:24} {width} x {height} cells {path.stat().st_size} bytes", flush=True)
