"""Gives the railway network the shape of railways: lines set by hand, thinning, and arcs instead of corners."""

import math

import align
import geom
from lines import table

NEAR_KM = 0.15
THIN_KM = 0.13
SHORT_KM = 0.35
STATION_KM = 1.5
SNAP_KM = 0.06
REACHES_KM = (0.2, 0.3, 0.45, 0.7, 1.0, 1.5, 2.2, 3.2)
END_KM = 0.5


def set_lines(net):
    """Lays the lines of `rail_lines.tsv`: known points in order, instead of what the network has between the
    first and the last of its own nodes among them."""
    groups = {}
    for row in table("rail_lines.tsv"):
        groups.setdefault(row["line"], []).append(row)
    for name, rows in groups.items():
        if any(row["kind"] == "node" for row in rows):
            set_line(net, name, rows)
        else:
            for row in rows:
                set_station(net, row)


def position(row):
    return float(row["lon"]), float(row["lat"])


def set_line(net, name, rows):
    """One line, its own nodes kept, the rest of the way between them dropped."""
    for row in rows:
        if row["kind"] == "drop":
            net.drop_node(net.nearest(position(row), NEAR_KM)[1])
    rows = [row for row in rows if row["kind"] != "drop"]
    nodes = [net.nearest(position(row), NEAR_KM)[1] for row in rows]
    own = [n for n, row in zip(nodes, rows) if n is not None and row["kind"] == "node"]
    if len(own) != sum(row["kind"] == "node" for row in rows):
        raise SystemExit(f"rail_lines.tsv: {name}: a node is not in the network")
    known = [n for n in nodes if n is not None]
    for a, b in zip(known, known[1:]):
        clear(net, a, b, set(own))
    net.fixed |= set(own)
    placed = []
    for node, row in zip(nodes, rows):
        if row["kind"] != "node":
            node = fixed_node(net, position(row))
            if row["kind"] == "corner":
                net.corners.add(node)
        if placed:
            net.add_edge(placed[-1], node)
        placed.append(node)
    print(f"  line {name}: {len(rows)} points, {sum(net.near[a][b] for a, b in zip(placed, placed[1:])):.1f} km of straights")


def clear(net, a, b, own):
    """Drops what lies between two nodes of a line, with the sidings that it leaves."""
    limit = 1.6 * geom.haversine_km(net.at[a], net.at[b]) + 1.0
    while True:
        km, path = net.path(a, b)
        if not path or km > limit:
            return
        for x, y in zip(path, path[1:]):
            net.drop_edge(x, y)
        for node in path[1:-1]:
            drop_stub(net, node, own)


def drop_stub(net, node, own):
    """Drops a node that nothing holds, and the dead end behind it if that is short."""
    while node in net.at and node not in own and node not in net.fixed and len(net.near[node]) <= 1:
        rest = next(iter(net.near[node]), None)
        if rest is not None and net.near[node][rest] > 1.5:
            return
        net.drop_node(node)
        if rest is None:
            return
        node = rest


def fixed_node(net, place):
    """The fixed node at a place, made if there is none."""
    km, node = net.nearest(place, 0.02)
    if node is None or node not in net.fixed:
        node = net.new_node(place)
        net.fixed.add(node)
    return node


def set_station(net, row):
    """A station beside the network: the nearest straight is led over it, near nodes that would make a kink go."""
    place = position(row)
    a, b = min(net.edges_near(place, STATION_KM), key=lambda e: foot_km(place, net.at[e[0]], net.at[e[1]]))
    off = foot_km(place, net.at[a], net.at[b])
    if off > STATION_KM:
        raise SystemExit(f"rail_lines.tsv: {row['name']}: no railway within {STATION_KM} km")
    node = net.insert(a, b, [place])[0]
    net.fixed.add(node)
    for other in (a, b):
        while other in net.at and len(net.near[other]) == 2 and net.near[other].get(node, 9) < 2.0 * off + SHORT_KM:
            other = contract(net, other, node)
    print(f"  station {row['name']}: the line was {1000 * off:.0f} m off")


def contract(net, node, keep):
    """Takes a node with two neighbors out of its line; returns the neighbor on the far side of `keep`."""
    x, y = net.near[node]
    net.drop_node(node)
    net.add_edge(x, y)
    return y if x == keep else x


def foot_km(place, a, b):
    """Distance from a place to the straight from a to b, km."""
    p, d = align.minus(place, a), align.minus(b, a)
    long = d[0] ** 2 + d[1] ** 2
    t = max(0.0, min(1.0, (p[0] * d[0] + p[1] * d[1]) / long)) if long else 0.0
    return math.hypot(p[0] - t * d[0], p[1] - t * d[1])


def thin(net, edges, keep):
    """Takes out of the lines of corridors (and of all lines in the inset) the nodes that say less than the network's own rounding (0.001 degrees): those that lie within
    `THIN_KM` of the straight between their neighbors, and those so near to another that an arc has no room."""
    before = len(net.at)
    for chain in net.chains():
        of_corridor = any((min(e), max(e)) in edges for e in zip(chain, chain[1:]))
        if not of_corridor and not any(in_inset(net.at[n]) for n in chain):
            continue
        stay = [i for i, n in enumerate(chain) if n in keep or n in net.fixed or i in (0, len(chain) - 1)]
        for i, j in zip(stay, stay[1:]):
            thin_run(net, chain[i : j + 1])
    print(f"  thinned: {before - len(net.at)} of {before} nodes")


def in_inset(place):
    west, south, east, north = geom.INSET
    return west < place[0] < east and south < place[1] < north


def thin_run(net, run):
    """Douglas and Peucker between two nodes that stay, then short steps."""
    if len(run) < 3:
        return
    stay = peucker([net.at[n] for n in run])
    kept = [run[i] for i in sorted(stay)]
    i = 1
    while i < len(kept) - 1:
        if min(geom.haversine_km(net.at[kept[i]], net.at[kept[k]]) for k in (i - 1, i + 1)) < SHORT_KM:
            del kept[i]
        else:
            i += 1
    if len(set(kept)) < 2:
        return
    for a, b in zip(run, run[1:]):
        net.drop_edge(a, b)
    for a, b in zip(kept, kept[1:]):
        net.add_edge(a, b)
    for node in set(run) - set(kept):
        if not net.near[node]:
            net.drop_node(node)


def peucker(points):
    """Indices of the points that stay."""
    stay, todo = {0, len(points) - 1}, [(0, len(points) - 1)]
    while todo:
        i, j = todo.pop()
        far, at = max(((foot_km(points[k], points[i], points[j]), k) for k in range(i + 1, j)), default=(0, 0))
        if far > THIN_KM:
            stay.add(at)
            todo += [(i, at), (at, j)]
    return stay


class Shapes:
    """The drawn line of each edge, by its two nodes."""

    def __init__(self, net):
        self.net = net
        self.lines = {}
        self.narrow = set()

    def line(self, a, b):
        """The drawn line from a to b."""
        if (a, b) in self.lines:
            return self.lines[a, b]
        if (b, a) in self.lines:
            return self.lines[b, a][::-1]
        return [self.net.at[a], self.net.at[b]]

    def known(self, a, b):
        return (a, b) in self.lines or (b, a) in self.lines

    def along(self, nodes):
        """The drawn line along nodes."""
        out = [self.line(nodes[0], nodes[1])[0]] if len(nodes) > 1 else [self.net.at[n] for n in nodes]
        for a, b in zip(nodes, nodes[1:]):
            out += self.line(a, b)[1:]
        return out

    def softened(self, line):
        """A drawn way without the corners that are left where it leaves one line for another: there it runs as a
        curve from one to the other would."""
        i = 1
        while i < len(line) - 1:
            if align.radius_at(*line[i - 1 : i + 2]) < align.RADIUS_FLOOR_KM:
                line, i = soften(line, i)
            i += 1
        return line

    def shape(self, nodes):
        """Gives a way through the network its arcs where it has none yet."""
        start = 0
        for i in range(1, len(nodes)):
            last = i == len(nodes) - 1
            known = self.known(nodes[i - 1], nodes[i])
            ends = last or known or self.known(nodes[i], nodes[i + 1]) or self.turns_back(nodes[i - 1 : i + 2])
            if known:
                start = i
            elif ends:
                self.shape_run(nodes, start, i)
                start = i

    def turns_back(self, three):
        return align.turn_at(*(self.net.at[n] for n in three)) > align.REVERSAL

    def shape_run(self, nodes, i, j):
        """The run from nodes[i] to nodes[j], tangent to what is there before and behind it."""
        before = self.line(nodes[i - 1], nodes[i]) if i else None
        after = self.line(nodes[j], nodes[j + 1]) if j + 1 < len(nodes) else None
        start = align.heading(before[-2], before[-1]) if before and self.known(nodes[i - 1], nodes[i]) else None
        end = align.heading(after[0], after[1]) if after and self.known(nodes[j], nodes[j + 1]) else None
        self.lay(nodes[i : j + 1], start, end)

    def lay(self, run, start, end):
        """Lays arcs along a run; a node that leaves them no room does not shape the line but moves on to it."""
        used, aside = list(run), set()
        while True:
            points = [self.net.at[n] for n in used]
            found, radii = align.directed(points, [n not in self.net.corners for n in used], start, end)
            tight = [i for i, r in enumerate(radii) if r < align.RADIUS_LIMIT_KM]
            drop = self.in_the_way(used, tight)
            if drop is None:
                break
            aside.add(used.pop(drop))
        self.narrow |= {used[i] for i in tight}
        for node, before, after in zip(used[1:], found, found[1:]):
            if node in self.net.corners:
                self.move(node, after[0])
            before[-1] = after[0] = self.net.at[node]
        for a, b, line in zip(used, used[1:], found):
            between = run[run.index(a) : run.index(b) + 1]
            self.split(between, line)

    def in_the_way(self, used, tight):
        """Which node of a run to set aside: one with a small radius, or else its nearer neighbor."""
        for i in tight:
            near = sorted((k for k in (i - 1, i, i + 1) if 0 < k < len(used) - 1), key=lambda k: (k != i, self.gap(used, i, k)))
            for k in near:
                node = used[k]
                shaped = any(self.known(node, other) for other in self.net.near.get(node, ()))
                if node not in self.net.fixed and not shaped:
                    return k
        return None

    def gap(self, used, i, k):
        return geom.haversine_km(self.net.at[used[i]], self.net.at[used[k]])

    def move(self, node, place):
        """Moves a node with the ends of the lines that meet there."""
        self.net.move(node, place)
        for other in self.net.near[node]:
            if (node, other) in self.lines:
                self.lines[node, other][0] = place
            if (other, node) in self.lines:
                self.lines[other, node][-1] = place

    def split(self, nodes, line):
        """Cuts a drawn line at the nodes between its ends, which move on to it."""
        for a, b in zip(nodes, nodes[1:-1]):
            i = nearest_on(line, self.net.at[b])
            self.move(b, line[i])
            self.lines[a, b], line = line[: i + 1], line[i:]
        self.lines[nodes[-2], nodes[-1]] = line

    def report(self):
        """Prints where an arc found no room for the radius that it should have."""
        places = [f"{x:.3f},{y:.3f}" for x, y in (self.net.at[n] for n in sorted(self.narrow) if n in self.net.at)]
        print(f"  bends below {1000 * align.RADIUS_LIMIT_KM:.0f} m radius: {len(places)} {' '.join(places[:40])}")


def nearest_on(line, place):
    """The inner point of a line that is nearest to a place; one is put on the nearest step unless one is near."""
    best = None
    for i, (a, b) in enumerate(zip(line, line[1:])):
        p, d = align.minus(place, a), align.minus(b, a)
        long = d[0] ** 2 + d[1] ** 2
        t = max(0.0, min(1.0, (p[0] * d[0] + p[1] * d[1]) / long)) if long else 0.0
        off = math.hypot(p[0] - t * d[0], p[1] - t * d[1])
        if best is None or off < best[0]:
            best = (off, i, align.plus(a, align.scaled(d, t)))
    _, i, foot = best
    for k in (i, i + 1):
        if 0 < k < len(line) - 1 and geom.haversine_km(line[k], foot) < SNAP_KM:
            return k
    line.insert(i + 1, foot)
    return i + 1


def soften(line, i):
    """The line with an arc instead of its corner i, and the index behind the arc."""
    for reach in REACHES_KM:
        j, k = walk(line, i, -1, reach), walk(line, i, 1, reach)
        a, b = (line[j], align.heading(line[j - 1], line[j])), (line[k], align.heading(line[k + 1], line[k]))
        corner = align.crossing(*a, *b)
        if corner is None:
            continue
        found, radii = align.legs([line[j - 1], line[j], corner, line[k], line[k + 1]], [True, True, False, True, True])
        arc = found[1] + found[2][1:]
        if min(radii) >= align.RADIUS_FLOOR_KM:
            return line[:j] + arc + line[k + 1 :], j + len(arc) - 1
    if geom.length_km(line[: i + 1]) < END_KM:
        return line[:1] + line[i + 1 :], 0
    if geom.length_km(line[i:]) < END_KM:
        return line[:i] + line[-1:], max(0, i - 2)
    return line, i


def walk(line, i, step, km):
    """The index of the first point at least so far from point i along the line, but for its ends."""
    far, k = 0.0, i
    while far < km and 1 < k + step < len(line) - 2:
        far += geom.haversine_km(line[k], line[k + step])
        k += step
    return k
