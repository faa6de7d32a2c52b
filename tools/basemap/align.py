"""Alignments: a chain of fixed points as a railway runs through it, straight with arcs between.

A railway has no corners. Every bend becomes an arc that is tangent to the straights on both sides; where the
line is known to pass a point (a station, a bridge, a node of the network) the arc passes it exactly, where
only two straights and their corner are known it cuts the corner. Nothing else is added: no bend without a point.
"""

import math

RADIUS_LEAST_KM = 0.4
RADIUS_LIMIT_KM = 0.33
RADIUS_FLOOR_KM = 0.315
RADIUS_MOST_KM = 3.0
SHARE, SHARE_MOST = 0.42, 0.49
SHIFT_MOST_KM = 1.0
DEPTH_MOST_KM = 0.36
SAGITTA_KM = 0.0015
STRAIGHT = math.radians(1.0)
REVERSAL = math.radians(150)
JOIN_MOST = math.radians(75)
ROUNDS = 25
KM = 111.195


def minus(a, b):
    """From b to a in km, on a plane through b."""
    return (a[0] - b[0]) * KM * math.cos(math.radians(b[1])), (a[1] - b[1]) * KM


def plus(p, step):
    """The point a step of km away."""
    return p[0] + step[0] / (KM * math.cos(math.radians(p[1]))), p[1] + step[1] / KM


def scaled(v, k):
    return v[0] * k, v[1] * k


def unit(v):
    length = math.hypot(*v)
    return (v[0] / length, v[1] / length) if length else (0.0, 0.0)


def turn(u, v):
    """Angle between two directions, radians, positive to the left."""
    return math.atan2(u[0] * v[1] - u[1] * v[0], u[0] * v[0] + u[1] * v[1])


class Bend:
    """The arc at one corner: its radius, directions in and out, and how far it reaches along them."""

    def __init__(self, before, at, after):
        back, ahead = minus(at, before), minus(after, at)
        self.lengths = math.hypot(*back), math.hypot(*ahead)
        self.out_of, self.into = unit(back), unit(ahead)
        self.angle = turn(self.out_of, self.into)
        self.half = math.tan(abs(self.angle) / 2)
        self.reach = 0.0

    def widen(self, most):
        """Takes as large a radius as the straights leave room for."""
        if abs(self.angle) > STRAIGHT:
            radius = min(RADIUS_MOST_KM, DEPTH_MOST_KM / (1 / math.cos(self.angle / 2) - 1))
            self.reach = min(SHARE * most, radius * self.half)
            self.reach = min(max(self.reach, RADIUS_LEAST_KM * self.half), SHARE_MOST * most)

    @property
    def radius(self):
        return self.reach / self.half if self.reach else math.inf

    def middle(self, at):
        """The middle of the arc."""
        if not self.reach:
            return at
        inward = unit((self.into[0] - self.out_of[0], self.into[1] - self.out_of[1]))
        return plus(at, scaled(inward, self.radius * (1 / math.cos(self.angle / 2) - 1)))

    def points(self, at):
        """The two halves of the arc, both with its middle."""
        if not self.reach:
            return [at], [at]
        radius, sign = self.radius, math.copysign(1, self.angle)
        start = plus(at, scaled(self.out_of, -self.reach))
        center = plus(start, scaled((-self.out_of[1], self.out_of[0]), sign * radius))
        step = 2 * math.acos(1 - min(SAGITTA_KM / radius, 1))
        half = max(1, round(abs(self.angle) / step / 2))
        arc = []
        for i in range(2 * half + 1):
            turned = self.angle * i / (2 * half)
            spoke = scaled((self.out_of[1], -self.out_of[0]), sign * radius)
            arc.append(plus(center, rotated(spoke, turned)))
        return arc[: half + 1], arc[half:]


def rotated(v, angle):
    c, s = math.cos(angle), math.sin(angle)
    return v[0] * c - v[1] * s, v[0] * s + v[1] * c


def bends_of(corners):
    """The bends at all corners but the ends; each takes less than half of a straight."""
    bends = [Bend(a, b, c) for a, b, c in zip(corners, corners[1:], corners[2:])]
    for bend in bends:
        bend.widen(min(bend.lengths))
    return bends


def solve(points, passes):
    """Corners such that the arcs pass the points that they must pass."""
    corners = list(points)
    for _ in range(ROUNDS):
        bends = bends_of(corners)
        moved = 0.0
        for i, bend in enumerate(bends, 1):
            if passes[i]:
                wanted = plus(corners[i], minus(points[i], bend.middle(corners[i])))
                off = minus(wanted, points[i])
                wanted = plus(points[i], scaled(off, min(1.0, SHIFT_MOST_KM / max(math.hypot(*off), 1e-9))))
                moved = max(moved, math.hypot(*minus(wanted, corners[i])))
                corners[i] = wanted
        if moved < 1e-5:
            break
    return corners


def legs(points, passes):
    """One polyline from each point to the next, and the radius at each point. `passes[i]`: the line passes point i;
    else it cuts that corner."""
    corners = solve(points, passes)
    bends = bends_of(corners)
    halves = [b.points(c) for b, c in zip(bends, corners[1:])]
    first = [[points[0]]] + [after for _, after in halves]
    last = [before for before, _ in halves] + [[points[-1]]]
    return [a + b for a, b in zip(first, last)], [math.inf] + [b.radius for b in bends] + [math.inf]


def directed(points, passes, start=None, end=None):
    """Like `legs`, leaving in direction `start` and arriving in direction `end` where those are given and the
    line does not turn back from them."""
    points, passes = list(points), list(passes)
    lead, trail = lead_in(points, start), lead_in(points[::-1], end and scaled(end, -1))
    if trail:
        points.insert(-1, trail)
        passes.insert(-1, False)
    if lead:
        points.insert(1, lead)
        passes.insert(1, False)
    found, radii = legs(points, passes)
    if lead:
        found[:2] = [found[0] + found[1][1:]]
        radii[:2] = [radii[1]]
    if trail:
        found[-2:] = [found[-2] + found[-1][1:]]
        radii[-2:] = [radii[-2]]
    return found, radii


def lead_in(points, direction):
    """A corner straight ahead of the first point, so that the line leaves it in that direction."""
    if direction is None:
        return None
    ahead = minus(points[1], points[0])
    off = abs(turn(direction, unit(ahead)))
    if off < STRAIGHT or off > JOIN_MOST:
        return None
    reach = min(0.45 * math.hypot(*ahead), max(0.15, RADIUS_LEAST_KM * math.tan(off / 2) / SHARE_MOST))
    return plus(points[0], scaled(direction, reach))


def heading(a, b):
    """Direction from a to b."""
    return unit(minus(b, a))


def turn_at(a, b, c):
    """How far a line turns at b, radians."""
    return abs(turn(heading(a, b), heading(b, c)))


def radius_at(a, b, c):
    """The radius in km that the corner at b stands for: step over turn."""
    angle = turn_at(a, b, c)
    step = (math.hypot(*minus(b, a)) + math.hypot(*minus(c, b))) / 2
    return step / angle if angle > 1e-9 else math.inf


def crossing(p, u, q, v):
    """Where two lines from p and q meet ahead of both, None if they do not."""
    d = minus(q, p)
    cross = u[0] * v[1] - u[1] * v[0]
    if abs(cross) < 1e-6:
        return None
    s, t = (d[0] * v[1] - d[1] * v[0]) / cross, (d[0] * u[1] - d[1] * u[0]) / cross
    return plus(p, scaled(u, s)) if s > 0 and t > 0 else None
