"""Writer of the compact vector container `.tmb` (described in README.md)."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

LINES, POLYGONS = 1, 2


@dataclass
class Feature:
    """One feature: its parts are (role, [(lon, lat), ...]); rings are closed."""

    cls: str
    parts: list
    en: str = ""
    ru: str = ""
    ko: str = ""
    id: str = ""
    rank: int = 5


class Strings:
    """Interned strings; number 0 is always the empty string."""

    def __init__(self):
        self.index = {"": 0}

    def add(self, text):
        return self.index.setdefault(text, len(self.index))

    def encode(self):
        out = bytearray(varint(len(self.index)))
        for text in self.index:
            raw = text.encode("utf-8")
            out += varint(len(raw)) + raw
        return bytes(out)


def varint(value):
    """Unsigned LEB128."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def svarint(value):
    """Zig-zag LEB128."""
    return varint(value << 1 if value >= 0 else (-value << 1) - 1)


def quantize(points, denominator):
    """Integer coordinates without repeated neighbors."""
    out = []
    for lon, lat in points:
        q = (round(lon * denominator), round(lat * denominator))
        if not out or out[-1] != q:
            out.append(q)
    return out


def usable_parts(feature, kind, denominator):
    """Quantized parts; collapsed ones go, and holes go with their outer ring."""
    parts, outer_kept = [], True
    for role, points in feature.parts:
        q = quantize(points, denominator)
        good = len(q) >= (4 if kind == POLYGONS else 2)
        if role == 0:
            outer_kept = good
        if good and outer_kept:
            parts.append((role, q))
    return parts


def encode_part(role, points):
    out = bytearray(varint(role) + varint(len(points)))
    x0 = y0 = 0
    for x, y in points:
        out += svarint(x - x0) + svarint(y - y0)
        x0, y0 = x, y
    return bytes(out)


def encode(features, kind, denominator):
    """The payload of a container, and how many vertices it holds."""
    strings, body, count, vertices = Strings(), bytearray(), 0, 0
    for feature in features:
        parts = usable_parts(feature, kind, denominator)
        if not parts:
            continue
        count += 1
        for text in (feature.cls, feature.en, feature.ru, feature.ko, feature.id):
            body += varint(strings.add(text))
        body += varint(feature.rank) + varint(len(parts))
        for role, points in parts:
            body += encode_part(role, points)
            vertices += len(points)
    payload = varint(denominator) + strings.encode() + varint(count) + bytes(body)
    return payload, count, vertices


def write(path, features, kind, denominator=10000):
    """Writes one container and prints what it holds."""
    payload, count, vertices = encode(features, kind, denominator)
    head = b"TMNB" + struct.pack("<BBHI", 1, kind, 0, len(payload))
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + zlib.compress(payload, 9))
    size = path.stat().st_size
    print(f"{path.name:24} {count:6} features {vertices:7} vertices {size:8} bytes", flush=True)
