"""A railway graph: nodes with positions, undirected edges, shortest paths, chains."""

import heapq
import json
import math
import re

from geom import haversine_km


class Network:
    """Nodes are numbers; `at` gives (lon, lat), `near` the neighbors with kilometers."""

    def __init__(self):
        self.at = {}
        self.near = {}
        self.cells = None
        self.fixed = set()
        """Nodes with a known position of their own: stations and bridges, and corners set by hand."""
        self.corners = set()
        """Nodes that are the corner of two straights, which the line cuts with an arc."""
        self.spare = {}
        """Nodes off the network, by position: ends of parts that no railway joins."""

    def add_node(self, node, position):
        self.at[node] = position
        self.near.setdefault(node, {})
        self.cells = None

    def add_edge(self, a, b):
        if a != b:
            km = haversine_km(self.at[a], self.at[b])
            self.near[a][b] = self.near[b][a] = km

    def drop_edge(self, a, b):
        self.near[a].pop(b, None)
        self.near[b].pop(a, None)

    def drop_node(self, node):
        for other in list(self.near[node]):
            self.drop_edge(node, other)
        del self.near[node], self.at[node]
        self.cells = None

    def new_node(self, position):
        """Adds a node with a number of its own."""
        node = max(self.at) + 1
        self.add_node(node, position)
        return node

    def move(self, node, position):
        """Puts a node elsewhere."""
        self.at[node] = position
        for other in list(self.near[node]):
            self.add_edge(node, other)
        self.cells = None

    def insert(self, a, b, positions):
        """Leads an edge over new nodes; returns them."""
        nodes = [self.new_node(p) for p in positions]
        self.drop_edge(a, b)
        for x, y in zip([a, *nodes], [*nodes, b]):
            self.add_edge(x, y)
        return nodes

    def edges(self):
        """Every edge once, in a fixed order."""
        return sorted((a, b) for a in self.near for b in self.near[a] if a < b)

    def keep(self, nodes):
        """Drops all other nodes."""
        for node in sorted(set(self.at) - set(nodes) - set(self.spare.values())):
            self.drop_node(node)

    def nearest(self, position, limit_km=50.0):
        """(km, node) of the nearest node, or (inf, None)."""
        best = (math.inf, None)
        for node in self._around(position, limit_km):
            best = min(best, (haversine_km(position, self.at[node]), node))
        return best if best[0] <= limit_km else (math.inf, None)

    def within(self, position, limit_km):
        """All (km, node) within a distance, nearest first."""
        found = [(haversine_km(position, self.at[n]), n) for n in self._around(position, limit_km)]
        return sorted(item for item in found if item[0] <= limit_km)

    def edges_near(self, position, limit_km):
        """Edges with an end within a distance that suits their own length."""
        nodes = {n for km, n in self.within(position, 60.0)}
        for a in sorted(nodes):
            for b in sorted(self.near[a]):
                if (a < b or b not in nodes) and haversine_km(position, self.at[a]) < self.near[a][b] + limit_km:
                    yield a, b

    def _around(self, position, limit_km):
        if self.cells is None:
            self.cells = {}
            for node, (lon, lat) in self.at.items():
                self.cells.setdefault((math.floor(lon), math.floor(lat)), []).append(node)
        x, y = math.floor(position[0]), math.floor(position[1])
        reach = 1 + int(limit_km / 60)
        for i in range(x - reach, x + reach + 1):
            for j in range(y - reach, y + reach + 1):
                yield from self.cells.get((i, j), ())

    def path(self, start, goal):
        """(km, nodes) of the shortest path, or (inf, [])."""
        done = self.tree(start, goal)
        if goal not in done:
            return math.inf, []
        nodes = [goal]
        while nodes[-1] != start:
            nodes.append(done[nodes[-1]][1])
        return done[goal][0], nodes[::-1]

    def tree(self, start, goal=None, limit_km=math.inf):
        """node → (km, previous) of Dijkstra's algorithm."""
        done, queue = {}, [(0.0, start, start)]
        while queue:
            km, node, previous = heapq.heappop(queue)
            if node in done or km > limit_km:
                continue
            done[node] = (km, previous)
            if node == goal:
                break
            for other, step in self.near[node].items():
                if other not in done:
                    heapq.heappush(queue, (km + step, other, node))
        return done

    def components(self):
        """Node sets, largest first."""
        left, found = set(self.at), []
        for start in sorted(self.at):
            if start in left:
                part = set(self.tree(start))
                left -= part
                found.append(part)
        return sorted(found, key=lambda part: (-len(part), min(part)))

    def chains(self):
        """Node lists between junctions and ends; rings without junction come last."""
        used, out = set(), []
        for a in sorted(self.near):
            if len(self.near[a]) != 2:
                for b in sorted(self.near[a]):
                    if (a, b) not in used:
                        out.append(self._walk(a, b, used))
        for a, b in self.edges():
            if (a, b) not in used and (b, a) not in used:
                out.append(self._walk(a, b, used))
        return out

    def _walk(self, a, b, used):
        nodes = [a, b]
        used.update(((a, b), (b, a)))
        while len(self.near[b]) == 2 and b != nodes[0]:
            a, b = b, next(n for n in sorted(self.near[b]) if n != a)
            used.update(((a, b), (b, a)))
            nodes.append(b)
        return nodes

    def km(self, nodes):
        """Length of a node list."""
        return sum(self.near[a][b] for a, b in zip(nodes, nodes[1:]))


def read(path, wanted):
    """The nodes of the package's graph for which `wanted(lon, lat)`; nothing is executed."""
    text = path.read_text(encoding="utf-8")
    graph = json.loads(re.sub(r"(\d+):", r'"\1":', section(text, "graph=")))
    nodes = json.loads(section(text, "nodes="))
    network = Network()
    for number, (lat, lon) in enumerate(nodes):
        if wanted(lon, lat):
            network.add_node(number, (lon, lat))
    for number in list(network.at):
        for other in map(int, graph[number]):
            if other in network.at:
                network.add_edge(number, other)
    return network


def section(text, name):
    """The literal after a name, up to the end of its line."""
    start = text.index("\n" + name) + 1 + len(name)
    return text[start : text.index("\n", start)].strip()
