"""Corridors that follow the railway: shortest paths between their via points."""

import math
import tomllib

import tmb
from geom import haversine_km, length_km

SNAP_KM = 8.0
STATION_KM = 1.0
LONG_EDGE_KM = 5.0
DETOUR_FACTOR, DETOUR_KM = 1.6, 15.0
WHISKER_KM = 4.0
STEP_KM = 0.035


def corridors(path):
    """(id, [(place, (lon, lat))]) of every corridor on the railway."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))["corridor"]
    return [
        (c["id"], [(name, (float(lon), float(lat))) for name, lon, lat in c["via"]])
        for c in found
        if c.get("geometry") == "rail-network"
    ]


def foot(position, a, b):
    """Distance to an edge in km, and where on it (0..1), on a local plane."""
    scale = math.cos(math.radians(position[1]))
    ax, ay = (a[0] - position[0]) * scale, a[1] - position[1]
    bx, by = (b[0] - position[0]) * scale, b[1] - position[1]
    dx, dy = bx - ax, by - ay
    t = -(ax * dx + ay * dy) / (dx * dx + dy * dy)
    return math.hypot(ax + t * dx, ay + t * dy) * 111.195, t


def insert_via(net, position):
    """A via point beside a long chord becomes a node of it; returns whether it did."""
    if net.nearest(position)[0] <= STATION_KM:
        return False
    best = None
    for a, b in net.edges_near(position, SNAP_KM):
        km = net.near[a][b]
        if km >= LONG_EDGE_KM:
            off, t = foot(position, net.at[a], net.at[b])
            if 0.1 < t < 0.9 and off < min(5.0, 0.2 * km) and (best is None or off < best[0]):
                best = (off, a, b)
    if best is None:
        return False
    node = max(net.at) + 1
    net.add_node(node, position)
    net.drop_edge(best[1], best[2])
    net.add_edge(best[1], node)
    net.add_edge(node, best[2])
    return True


def acceptable(km, straight):
    """Whether a path is not a detour."""
    return km <= DETOUR_FACTOR * straight + DETOUR_KM


def choose_nodes(net, via):
    """The node of each via point: the nearest, or another near one that avoids a detour."""
    chosen = []
    for i, (_, position) in enumerate(via):
        near = net.within(position, SNAP_KM)
        node = near[0][1] if near else None
        if i and node is not None and chosen[-1] is not None:
            straight = haversine_km(via[i - 1][1], position)
            limit = DETOUR_FACTOR * straight + DETOUR_KM
            reach = net.tree(chosen[-1], limit_km=limit)
            usable = [n for _, n in near if n in reach]
            node = usable[0] if usable else node
        chosen.append(node)
    return chosen


def pair_path(net, a, b, na, nb):
    """Nodes between two stations, or why there are none."""
    if na is None or nb is None:
        return [], "no railway within 8 km"
    if na == nb:
        return [na], ""
    km, nodes = net.path(na, nb)
    straight = haversine_km(a, b)
    if not nodes:
        return [], "not connected"
    if not acceptable(km, straight):
        return [], f"detour of {km:.0f} km for {straight:.0f} km"
    return nodes, ""


def trim(first, second, net):
    """Removes the way into a siding and back out at the joint of two parts."""
    whisker = 0.0
    while len(first) > 1 and len(second) > 1 and first[-2] == second[1]:
        whisker += net.near[first[-1]][first[-2]]
        if whisker > WHISKER_KM:
            return
        first.pop()
        second.pop(0)


def spare_node(net, position):
    """A node off the network for a via point that has no node of its own."""
    if position not in net.spare:
        net.spare[position] = net.new_node(position)
    return net.spare[position]


def trace(net, name, via, tell=False):
    """The nodes of each part between two via points, and the edges of the network that they use."""
    chosen = choose_nodes(net, via)
    paths = []
    for i, ((place_a, a), (place_b, b)) in enumerate(zip(via, via[1:])):
        nodes, problem = pair_path(net, a, b, chosen[i], chosen[i + 1])
        if problem and tell:
            print(f"  warning: {name}: {place_a} to {place_b}: {problem}; straight line")
        paths.append(nodes)
    for first, second in zip(paths, paths[1:]):
        trim(first, second, net)
    edges = {(min(e), max(e)) for p in paths for e in zip(p, p[1:])}
    return joined(net, paths, via), edges


def joined(net, paths, via):
    """The nodes of each part, end to end; a part without path runs straight between its ends."""
    ends = [end_of(net, paths, via, i) for i in range(len(via))]
    out = []
    for i, nodes in enumerate(paths):
        inner = [n for n in nodes if n not in (ends[i], ends[i + 1])]
        out.append([ends[i]] + inner + [ends[i + 1]])
    return out


def end_of(net, paths, via, i):
    """The node of a via point; one on its own spot if the railway would give it the same node as the via point
    before."""
    before = paths[i - 1] if i > 0 else []
    after = paths[i] if i < len(paths) else []
    if len(before) == 1 or not before and not after:
        return spare_node(net, via[i][1])
    return before[-1] if before else after[0]


def insert_all(net, found):
    """Makes via points beside long straights nodes."""
    for name, via in found:
        added = [place for place, position in via if insert_via(net, position)]
        if added:
            print(f"  {name}: shape points inserted at {', '.join(added)}")


def used_by(net, found):
    """Edges and via nodes of all corridors."""
    edges, stops = set(), set()
    for name, via in found:
        parts, used = trace(net, name, via)
        edges |= used
        stops |= {n for part in parts for n in (part[0], part[-1])}
    return edges, stops


def smooth(lines, shapes):
    """The parts of a corridor, softened as one line and cut again where they met."""
    ends = [line[-1] for line in lines[:-1]]
    rest, out = spaced(shapes.softened(lines[0] + [p for line in lines[1:] for p in line[1:]])), []
    for end in ends:
        i = min(range(1, len(rest)), key=lambda k: (haversine_km(rest[k], end), k))
        out.append(rest[: i + 1])
        rest = rest[i:]
    return out + [rest]


def spaced(line):
    """The line without points so near to the one before that rounding would bend it."""
    out = line[:1]
    for p, after in zip(line[1:], [*line[2:], None]):
        if after is None and len(out) > 1 and haversine_km(out[-1], p) < STEP_KM:
            out.pop()
        if after is None or haversine_km(out[-1], p) >= STEP_KM:
            out.append(p)
    return out


def build(net, shapes, found):
    """Traces and shapes every corridor; returns features and the edges that corridors use."""
    traced = [(name, *trace(net, name, via, tell=True)) for name, via in found]
    features, edges = [], set()
    for name, parts, used in traced:
        edges |= used
        shapes.shape(parts[0] + [n for part in parts[1:] for n in part[1:]])
    for name, parts, _ in traced:
        lines = smooth([shapes.along(part) for part in parts], shapes)
        features.append(tmb.Feature("route", [(0, line) for line in lines], id=name, rank=0))
        print(f"  route {name}: {sum(map(length_km, lines)):.1f} km in {len(parts)} parts")
    return features, edges
