"""Reading TopoJSON: arcs, polygons and the arcs that two objects share."""

import json

from shapely.geometry import LineString

from geom import ring_polygon


class Topology:
    """Decoded arcs and the objects' polygons."""

    def __init__(self, path):
        data = json.loads(path.read_text(encoding="utf-8"))
        self.objects = data["objects"]
        self.arcs = [self._decode(arc, data["transform"]) for arc in data["arcs"]]

    @staticmethod
    def _decode(arc, transform):
        (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
        x = y = 0
        out = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            out.append((snap180(x * kx + tx), y * ky + ty))
        return out

    def ring(self, indices):
        points = []
        for i in indices:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            points += arc[1:] if points else arc
        return points

    def geometries(self, name):
        """The leaf geometries of an object."""
        top = self.objects[name]
        return top["geometries"] if top["type"] == "GeometryCollection" else [top]

    def polygons(self, geometry):
        """Valid polygons of one geometry."""
        nested = geometry.get("arcs", [])
        nested = [nested] if geometry["type"] == "Polygon" else nested
        out = []
        for rings in nested:
            outlines = [self.ring(r) for r in rings]
            outlines = [r for r in outlines if len(r) >= 4]
            if outlines:
                out.append(ring_polygon(outlines))
        return out

    def shared_arcs(self, name):
        """Arcs used by more than one geometry: the land borders."""
        users = {}
        for number, geometry in enumerate(self.geometries(name)):
            for i in flat(geometry.get("arcs", [])):
                users.setdefault(i if i >= 0 else ~i, set()).add(number)
        return [LineString(self.arcs[i]) for i in sorted(users) if len(users[i]) > 1]


def flat(nested):
    """All numbers of nested lists."""
    for item in nested:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


def snap180(lon):
    """Quantization leaves 179.9999…; the seam must be exact."""
    return round(lon / 180) * 180.0 if abs(abs(lon) - 180) < 1e-4 else lon
