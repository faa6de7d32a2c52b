"""Reader of `.tmb` and `.tmg`, written apart from the writers so that it can check them."""

import struct
import zlib
from pathlib import Path

import numpy as np


class Cursor:
    """Reads numbers from bytes."""

    def __init__(self, data):
        self.data, self.pos = data, 0

    def unsigned(self):
        value = shift = 0
        while True:
            byte = self.data[self.pos]
            self.pos += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def signed(self):
        value = self.unsigned()
        return (value >> 1) ^ -(value & 1)

    def text(self):
        length = self.unsigned()
        self.pos += length
        return self.data[self.pos - length : self.pos].decode("utf-8")


def unpack(path, magic):
    """Header and payload of a container."""
    raw = Path(path).read_bytes()
    assert raw[:4] == magic and raw[4] == 1, path
    kind, zero, length = struct.unpack_from("<BHI", raw, 5)
    payload = zlib.decompress(raw[12:])
    assert zero == 0 and len(payload) == length, path
    return kind, payload


def read_part(cursor, denominator):
    role, count = cursor.unsigned(), cursor.unsigned()
    x = y = 0
    points = []
    for _ in range(count):
        x, y = x + cursor.signed(), y + cursor.signed()
        points.append((x / denominator, y / denominator))
    return role, points


def read_vectors(path):
    """kind, denominator and features of a vector file."""
    kind, payload = unpack(path, b"TMNB")
    cursor = Cursor(payload)
    denominator = cursor.unsigned()
    strings = [cursor.text() for _ in range(cursor.unsigned())]
    features = []
    for _ in range(cursor.unsigned()):
        names = [strings[cursor.unsigned()] for _ in range(5)]
        feature = dict(zip(("class", "en", "ru", "ko", "id"), names), rank=cursor.unsigned())
        feature["parts"] = [read_part(cursor, denominator) for _ in range(cursor.unsigned())]
        features.append(feature)
    assert cursor.pos == len(payload), path
    return {"kind": kind, "denominator": denominator, "features": features}


def read_relief(path):
    """West, south, step and the grid of a relief file, row 0 in the north."""
    _, payload = unpack(path, b"TMNG")
    west, south, step, width, height = struct.unpack_from("<dddII", payload)
    planes = np.frombuffer(payload, np.uint8, offset=32).reshape(2, height, width).astype(np.uint16)
    zigzag = planes[0] | planes[1] << 8
    residual = (zigzag >> 1) ^ -(zigzag & 1).astype(np.uint16)
    grid = np.cumsum(np.cumsum(residual, axis=0, dtype=np.uint16), axis=1, dtype=np.uint16)
    return {"west": west, "south": south, "step": step, "grid": grid.view(np.int16)}
