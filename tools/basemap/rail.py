"""The railway network (OpenStreetMap): joined, thinned and ranked."""

import network
import shaping
import tmb
from geom import INSET, haversine_km
from lines import table

REGION_WEST, REGION_SOUTH = 95.0, 33.0
TRUNK = (36.5, 52.0, 99.0, 60.5)
SPUR_KM = 3.0
BRANCH_KM = 25.0
HUB_REACH_KM = 1600.0
DENOMINATOR = 100000


def in_region(lon, lat):
    return lon > REGION_WEST and lat > REGION_SOUTH


def in_trunk(lon, lat):
    return TRUNK[0] < lon < TRUNK[2] and TRUNK[1] < lat < TRUNK[3]


def in_inset(lon, lat):
    return INSET[0] < lon < INSET[2] and INSET[1] < lat < INSET[3]


def in_japan(lon, lat):
    """The four main islands: south of La Perouse Strait, east of the Korea Strait."""
    return lon > 129.3 and lat < 45.7 and lat < 33.8 + 1.0 * (lon - 129.3) and not (lon < 136.5 and lat > 40)


def points(name):
    """Rows of a table as (name, (lon, lat), row)."""
    return [(row["name"], (float(row["lon"]), float(row["lat"])), row) for row in table(name)]


def join_gaps(net):
    """Closes the listed gaps between line ends."""
    for row in table("rail_joins.tsv"):
        a = (float(row["lon1"]), float(row["lat1"]))
        b = (float(row["lon2"]), float(row["lat2"]))
        (da, na), (db, nb) = net.nearest(a, 2), net.nearest(b, 2)
        if na is None or nb is None or na == nb:
            print(f"  warning: join {row['name']}: no two nodes")
        else:
            net.add_edge(na, nb)
            gap = haversine_km(net.at[na], net.at[nb])
            print(f"  join {row['name']}: {gap:.2f} km (ends off by {da:.2f}, {db:.2f})")


def drop_shortcuts(net):
    """Removes the long side of flat triangles, which parallel tracks in yards leave."""
    by_length = sorted(net.edges(), key=lambda e: (-net.near[e[0]][e[1]], e))
    for a, b in by_length:
        km = net.near[a][b]
        for c in sorted(net.near[a].keys() & net.near[b].keys()):
            if net.near[a][c] + net.near[c][b] <= 1.1 * km + 0.15:
                net.drop_edge(a, b)
                break


def drop_spurs(net, protected):
    """Removes dead ends shorter than the limit, until none is left."""
    while True:
        short = [
            c
            for c in net.chains()
            if net.km(c) < SPUR_KM and (len(net.near[c[0]]) == 1) != (len(net.near[c[-1]]) == 1) and not protected & set(c)
        ]
        if not short:
            return
        for chain in short:
            for a, b in zip(chain, chain[1:]):
                net.drop_edge(a, b)
        for node in [n for n in sorted(net.at) if not net.near[n]]:
            net.drop_node(node)


def trunk_nodes(net):
    """Nodes of the main line from Moscow to the region."""
    stops = [net.nearest(position, 15)[1] for _, position, _ in points("rail_trunk.tsv")]
    keep = set()
    for a, b in zip(stops, stops[1:]):
        km, nodes = net.path(a, b)
        if not nodes:
            print(f"  warning: trunk broken near {net.at[a]}")
        keep.update(nodes)
    return keep


def hub_edges(net):
    """Edges on shortest paths between hubs that are not too far apart."""
    hubs = [(net.nearest(position, 15)[1], row) for _, position, row in points("rail_hubs.tsv")]
    used, japan = set(), set()
    for i, (hub, row) in enumerate(hubs):
        if hub is None:
            print(f"  warning: hub {row['name']} has no railway")
            continue
        done = net.tree(hub, limit_km=HUB_REACH_KM)
        for other, _ in hubs[i + 1 :]:
            node = other
            while node in done and node != hub:
                previous = done[node][1]
                used.add((min(node, previous), max(node, previous)))
                node = previous
    japan = {e for e in used if in_japan(*net.at[e[0]])}
    return used, japan


def thin_japan(net, keep):
    """Leaves only the main lines of Japan."""
    for a, b in net.edges():
        if in_japan(*net.at[a]) and in_japan(*net.at[b]) and (a, b) not in keep:
            net.drop_edge(a, b)
    for node in [n for n in sorted(net.at) if not net.near[n]]:
        net.drop_node(node)


def load(src):
    """The joined network of the region and the trunk, before cleaning."""
    path = src / "scgraph/world_railways.py"
    net = network.read(path, lambda lon, lat: in_region(lon, lat) or in_trunk(lon, lat))
    join_gaps(net)
    drop_shortcuts(net)
    trunk = trunk_nodes(net)
    net.keep({n for n, position in net.at.items() if in_region(*position)} | trunk)
    shaping.set_lines(net)
    return net


def rank(net, chain, corridors, hubs):
    """0 on a corridor, 1 between hubs, 2 long, 3 branch."""
    edges = {(min(a, b), max(a, b)) for a, b in zip(chain, chain[1:])}
    if edges & corridors:
        return 0
    if edges & hubs:
        return 1
    return 2 if net.km(chain) >= BRANCH_KM else 3


def split_at(chains, nodes):
    """Chains cut where a corridor begins or ends."""
    for chain in chains:
        start = 0
        for i in range(1, len(chain) - 1):
            if chain[i] in nodes:
                yield chain[start : i + 1]
                start = i
        yield chain[start:]


def border_nodes(edges):
    """Nodes where a set of edges ends."""
    count = {}
    for edge in edges:
        for node in edge:
            count[node] = count.get(node, 0) + 1
    return {n for n, c in count.items() if c == 1}


def write(net, shapes, corridors, out):
    """Cleans, ranks and writes the network; `corridors` are edges that must stay."""
    hubs, japan = hub_edges(net)
    thin_japan(net, japan | corridors)
    drop_spurs(net, {n for e in corridors for n in e})
    net.keep({n for part in net.components() if len(part) >= 12 for n in part})
    ends = border_nodes(corridors) | border_nodes(hubs)
    found = [(rank(net, c, corridors, hubs), c) for c in split_at(net.chains(), ends)]
    found.sort(key=lambda item: (item[0], -net.km(item[1]), item[1]))
    for _, chain in found:
        if any(in_inset(*net.at[n]) for n in chain):
            shapes.shape(chain)
    features = [tmb.Feature("railway", [(0, shapes.along(c))], rank=r) for r, c in found]
    tmb.write(out / "osm/rail.tmb", features, tmb.LINES, DENOMINATOR)
