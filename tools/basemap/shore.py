"""Keeps railways on land: nodes that the coast line leaves in the water move ashore, and a straight between two
nodes that would cross a bay follows the shore instead."""

import heapq

import shapely
from shapely.geometry import LineString, Point

import geom

INLAND = 0.0022
"""How far from the water a line that follows the shore keeps, degrees of latitude: about 250 m."""
CLEARANCE = 0.8
LEAST_WET_KM = 0.05
REACH = 0.12
DETOUR, DETOUR_KM = 1.4, 1.0
ASHORE_KM = 1.5


class Shore:
    """The land of the detail box and what of it lies a little inland."""

    def __init__(self, land):
        self.land = [p for p in land if geom.area_km2(p) > 10]
        self.tree = shapely.STRtree(self.land)

    def wet_km(self, a, b):
        """How much of the straight from a to b lies in the water, km."""
        rest = LineString([a, b])
        for i in self.tree.query(rest):
            rest = rest.difference(self.land[i])
        return sum(geom.length_km(list(l.coords)) for l in geom.lines(rest))

    def ashore(self, p):
        """The nearest place inland of a position in the water; the position itself if it is on land or far out."""
        point = Point(p)
        if len(self.tree.query(point, predicate="intersects")):
            return p
        island = self.land[self.tree.nearest(point)]
        near = island.intersection(point.buffer(REACH))
        inland = near.buffer(-INLAND)
        if inland.is_empty:
            return p
        nearest = shapely.ops.nearest_points(inland, point)[0]
        moved = (round(nearest.x, 5), round(nearest.y, 5))
        return moved if geom.haversine_km(p, moved) <= ASHORE_KM else p

    def around(self, a, b):
        """Points between a and b by which the line stays on land; empty if there is no such way worth taking."""
        straight = LineString([a, b])
        window = straight.buffer(max(REACH, 0.5 * straight.length))
        hits = self.tree.query(straight)
        land = shapely.union_all([self.land[i].intersection(window) for i in hits])
        inland = land.buffer(-INLAND)
        shape = shapely.simplify(inland, INLAND * 0.3)
        corners = [c for p in geom.polygons(shape) for r in [p.exterior, *p.interiors] for c in list(r.coords)[:-1]]
        near = straight.buffer(max(0.05, 0.3 * straight.length))
        corners = [(round(x, 5), round(y, 5)) for x, y in corners if near.contains(Point(x, y))]
        way = taut([a, b, *corners], inland.buffer(INLAND * (1 - CLEARANCE)), land)
        if geom.length_km(way or [a, b]) > DETOUR * geom.haversine_km(a, b) + DETOUR_KM:
            return []
        return way[1:-1]


def taut(points, inland, land):
    """The shortest way from the first to the second point over the others that stays inland."""
    shapely.prepare(inland)
    shapely.prepare(land)
    done, queue = {}, [(0.0, 0, 0)]
    while queue:
        km, i, previous = heapq.heappop(queue)
        if i in done:
            continue
        done[i] = previous
        if i == 1:
            break
        for j, p in enumerate(points):
            if j not in done:
                step = LineString([points[i], p])
                room = land if min(i, j) < 2 else inland
                if room.covers(step):
                    heapq.heappush(queue, (km + geom.haversine_km(points[i], p), j, i))
    if 1 not in done:
        return []
    way = [1]
    while way[-1]:
        way.append(done[way[-1]])
    return [points[i] for i in reversed(way)]


def keep_dry(net, shore):
    """Moves nodes ashore and leads edges around bays, in the detail box."""
    west, south, east, north = geom.DETAIL
    inside = {n for n, (x, y) in net.at.items() if west < x < east and south < y < north}
    moved = 0
    for node in sorted(inside - net.fixed):
        place = shore.ashore(net.at[node])
        if place != net.at[node]:
            net.move(node, place)
            moved += 1
    led = 0
    for a, b in net.edges():
        if a in inside and b in inside and shore.wet_km(net.at[a], net.at[b]) > LEAST_WET_KM:
            way = shore.around(net.at[a], net.at[b])
            if way:
                net.insert(a, b, way)
                led += 1
    print(f"  shore: {moved} nodes moved, {led} straights led around the water")
