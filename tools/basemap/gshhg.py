"""Land and lakes of GSHHG, the shoreline database: its netCDF file of bins and packed points.

The file cuts every polygon along a grid of bins of one degree. A bin has segments, each with a level
(1 land, 2 lake, 3 island in a lake, 4 pond on such an island), the sides of the bin where it enters and
leaves (0 south, 1 east, 2 north, 3 west, 4 closed inside the bin), and points in 1/65535 of the bin from
its south-western corner. The bin's corners have levels of their own. All of it is in variables of the file:
points are packed as 16 bits unsigned, a segment as `points << 9 | level << 6 | entry << 3 | exit`, the
corners as four groups of 3 bits from the south-western one counter-clockwise. Land lies on the left of
a segment, water on its right.
"""

import netCDF4
import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import polygonize, unary_union

import geom

FILE = "gshhg/binned_GSHHS_f.nc"
LAND, LAKE, ISLAND, POND = 1, 2, 3, 4
TOLERANCE = 0.0009
CLOSED = 4
POINTS_PER_BIN = 65535
GRID = 1e-7
BESIDE = 1e-6


class Shorelines:
    """The segments of the file, bin by bin."""

    def __init__(self, path):
        with netCDF4.Dataset(path) as data:
            data.set_auto_mask(False)
            self.columns = int(data["N_bins_in_360_longitude_range"][0])
            self.size = int(data["Bin_size_in_minutes"][0]) / 60
            self.first = data["Id_of_first_segment_in_a_bin"][:]
            self.count = data["N_segments_in_a_bin"][:]
            self.corners = data["Embedded_node_levels_in_a_bin"][:]
            self.packed = data["Embedded_npts_levels_exit_entry_for_a_segment"][:]
            self.start = data["Id_of_first_point_in_a_segment"][:]
            self.lon = data["Relative_longitude_from_SW_corner_of_bin"][:].view(np.uint16)
            self.lat = data["Relative_latitude_from_SW_corner_of_bin"][:].view(np.uint16)

    def bins(self, bounds):
        """Numbers of the bins that a box of degrees touches, and their south-western corners."""
        west, south, east, north = bounds
        for lat in range(int(np.floor(south)), int(np.ceil(north))):
            for lon in range(int(np.floor(west)), int(np.ceil(east))):
                row = round((90 - lat) / self.size) - 1
                yield row * self.columns + round(lon % 360 / self.size), (lon, lat)

    def corner_levels(self, number):
        """Levels of the corners: south-west, south-east, north-east, north-west."""
        return [int(self.corners[number]) >> shift & 7 for shift in (9, 6, 3, 0)]

    def segments(self, number, corner):
        """(level, closed, points) of the segments of a bin."""
        first = int(self.first[number])
        for segment in range(first, first + int(self.count[number])):
            packed = int(self.packed[segment])
            start, count = int(self.start[segment]), packed >> 9
            lon = corner[0] + self.lon[start : start + count] * (self.size / POINTS_PER_BIN)
            lat = corner[1] + self.lat[start : start + count] * (self.size / POINTS_PER_BIN)
            yield packed >> 6 & 7, packed >> 3 & 7 == CLOSED, np.column_stack([lon, lat])


def open_area(frame, corner_levels, lines, level):
    """The part of a bin that segments from edge to edge bound."""
    corners = list(frame.exterior.coords)[:4]
    if not lines:
        return [frame] if corner_levels[0] >= level else []
    noded = unary_union([frame.exterior, *[snapped(line, frame) for line in lines]])
    return [face for face in polygonize(noded) if inside(face, corners, corner_levels, lines, level)]


def snapped(line, frame):
    """The line with its ends on the frame."""
    points = list(line.coords)
    for end in (0, -1):
        points[end] = frame.exterior.interpolate(frame.exterior.project(Point(points[end]))).coords[0]
    return LineString(points)


def inside(face, corners, corner_levels, lines, level):
    """Whether a face of a bin belongs to the level: by a corner of the bin, or by the side of a segment."""
    held = [l for c, l in zip(corners, corner_levels) if face.intersects(Point(c))]
    if held:
        return held[0] >= level
    return any(face.contains(beside(line, 1 if level % 2 else -1)) for line in lines)


def beside(line, side):
    """A point close to the first step of a line, to its left (1) or right (-1)."""
    (x0, y0), (x1, y1) = line.coords[0], line.coords[1]
    reach = side * BESIDE / np.hypot(x1 - x0, y1 - y0)
    return Point((x0 + x1) / 2 - (y1 - y0) * reach, (y0 + y1) / 2 + (x1 - x0) * reach)


def areas(path, bounds, level):
    """The polygons of one level in a box of degrees (whole bins), full detail, holes not taken out."""
    data, parts = Shorelines(path), []
    for number, corner in data.bins(bounds):
        frame = Polygon([corner, *[(corner[0] + dx, corner[1] + dy) for dx, dy in ((1, 0), (1, 1), (0, 1))]])
        lines = []
        for found, closed, points in data.segments(number, corner):
            if found == level and closed and len(points) > 3:
                parts += geom.polygons(shapely.make_valid(Polygon(points)))
            elif found == level and not closed:
                lines.append(LineString(points))
        parts += open_area(frame, data.corner_levels(number), lines, level)
    whole = unary_union([shapely.set_precision(p, GRID) for p in parts])
    return [p for p in geom.polygons(whole)]


def lakes(path, bounds):
    """Lakes of a box of degrees with their islands as holes, and the ponds on those."""
    islands = unary_union(areas(path, bounds, ISLAND))
    found = [q for p in areas(path, bounds, LAKE) for q in geom.polygons(shapely.difference(p, islands))]
    return found + areas(path, bounds, POND)
