"""The map as a drawing (政务地图的画法): shapes for an SVG of fixed size, made from data alone; no tiles, no network.

The projection is equirectangular about the middle of the view: within a city it is off by less than a pixel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians
from typing import Any

from .distance import EARTH_RADIUS, Point, middle

WIDTH, HEIGHT = 400, 320
"""The drawing's own units; a phone shows it one to one, so its letters stay readable."""

RADIUS = 12
FIRST_ZOOM, LAST_ZOOM = 0, 6
WIDEST = 40_000
"""Metres from left to right at the first zoom; each further one shows half."""

_METRES_PER_DEGREE = radians(1) * EARTH_RADIUS
_MARGIN = 1.15
_BAR_STEPS = (10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50)
_LONGEST_BAR = 100
_STEP_IN = 2
_LINE_KINDS = frozenset({"railway", "road", "water"})


@dataclass(frozen=True, slots=True)
class Sketch:
    """What lies under the pins (底图): outlines of divisions by code, lines, landmarks, and what to say of it all."""

    note: str = ""
    areas: tuple[tuple[str, tuple[Point, ...]], ...] = ()
    lines: tuple[tuple[str, str, tuple[Point, ...]], ...] = ()
    landmarks: tuple[tuple[str, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the city is shown (视野): its middle, and how near; every step nearer halves the width."""

    center: Point
    zoom: int

    @property
    def metres_per_unit(self) -> float:
        return WIDEST / (1 << self.zoom) / WIDTH

    @property
    def code(self) -> str:
        """The view as an address carries it."""
        return f"{self.center.latitude:.4f},{self.center.longitude:.4f},{self.zoom}"

    def nearer(self, steps: int) -> "View":
        return replace(self, zoom=min(max(self.zoom + steps, FIRST_ZOOM), LAST_ZOOM))

    def moved(self, *, east: float, north: float) -> "View":
        """The view a share of its own width and height further on."""
        north_by = north * HEIGHT * self.metres_per_unit / _METRES_PER_DEGREE
        east_by = east * WIDTH * self.metres_per_unit / (_METRES_PER_DEGREE * cos(radians(self.center.latitude)))
        return replace(self, center=Point(self.center.latitude + north_by, self.center.longitude + east_by))


@dataclass(frozen=True, slots=True)
class Pin:
    """A place to be drawn: its number in the list, and how it reads."""

    number: int
    key: str
    name: str
    point: Point
    is_open: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """One pin, or several that would cover one another, with the view that parts them (`nearer`, if any does)."""

    x: float
    y: float
    pins: tuple[Pin, ...]
    nearer: View | None


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline or a line in the drawing's units: `points` as SVG writes them, and where its name stands."""

    kind: str
    name: str
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a spot."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the page draws, back to front; `outside` pins are not in this view."""

    view: View
    areas: tuple[Shape, ...]
    lines: tuple[Shape, ...]
    landmarks: tuple[Label, ...]
    marks: tuple[Mark, ...]
    here: Label | None
    bar: float
    bar_words: str
    outside: int


def read_sketch(plain: Mapping[str, Any]) -> Sketch:
    """A city's map file as a sketch; a line of unknown kind is a mistake of the file."""
    kinds = {row["kind"] for row in plain.get("lines", ())}
    assert kinds <= _LINE_KINDS, f"unknown kinds of line: {sorted(kinds - _LINE_KINDS)}"
    return Sketch(
        note=plain.get("note", ""),
        areas=tuple((str(code), _points(row)) for code, row in plain.get("areas", {}).items()),
        lines=tuple((row["kind"], row["name"], _points(row["points"])) for row in plain.get("lines", ())),
        landmarks=tuple((row["name"], Point(*row["at"])) for row in plain.get("landmarks", ())),
    )


def view_of(code: str) -> View | None:
    """A view as an address carries it; None when it is none, or nowhere on earth."""
    parts = code.split(",")
    try:
        latitude, longitude, zoom = float(parts[0]), float(parts[1]), int(parts[2])
    except (ValueError, IndexError):
        return None
    is_on_earth = abs(latitude) < 85 and abs(longitude) <= 180 and len(parts) == 3
    return View(Point(latitude, longitude), zoom) if is_on_earth and FIRST_ZOOM <= zoom <= LAST_ZOOM else None


def fitted(points: Sequence[Point], nearest: int = 4) -> View | None:
    """The nearest view that shows all of these, not nearer than asked; None of none."""
    if not points:
        return None
    north, south = max(each.latitude for each in points), min(each.latitude for each in points)
    east, west = max(each.longitude for each in points), min(each.longitude for each in points)
    view = View(Point((north + south) / 2, (east + west) / 2), nearest)
    while view.zoom > FIRST_ZOOM and not all(_is_within(_placed(view, each), RADIUS * _MARGIN) for each in points):
        view = view.nearer(-1)
    return view


def drawn(sketch: Sketch, names: Mapping[str, str], pins: Iterable[Pin], view: View, here: Point | None) -> Drawing:
    """The drawing of this view; `names` are those of the divisions. The same data gives the same drawing."""
    placed = [(each, _placed(view, each.point)) for each in pins]
    inside = [(each, spot) for each, spot in placed if _is_within(spot, 0)]
    bar = next((each for each in _BAR_STEPS if each / view.metres_per_unit <= _LONGEST_BAR), _BAR_STEPS[-1])
    spot = _placed(view, here) if here is not None else None
    return Drawing(
        view=view,
        areas=tuple(_shape("area", names.get(code, ""), outline, view) for code, outline in sketch.areas),
        lines=tuple(_shape(kind, name, points, view) for kind, name, points in sketch.lines),
        landmarks=tuple(_labels(sketch.landmarks, view)),
        marks=_marks(inside, view),
        here=Label("您选的位置", *spot) if spot is not None and _is_within(spot, 0) else None,
        bar=round(bar / view.metres_per_unit, 1),
        bar_words=f"{bar // 1000}公里" if bar >= 1000 else f"{bar}米",
        outside=len(placed) - len(inside),
    )


def labels(rows: Iterable[tuple[str, Point]], view: View) -> tuple[Label, ...]:
    """Names at their spots in this view; those outside of it are left out."""
    found = ((name, _placed(view, point)) for name, point in rows)
    return tuple(Label(name, *spot) for name, spot in found if _is_within(spot, 0))


def _marks(pins: Sequence[tuple[Pin, tuple[float, float]]], view: View) -> tuple[Mark, ...]:
    """Pins in the order of the list; one that would cover an earlier one joins it."""
    groups: list[tuple[tuple[float, float], list[Pin]]] = []
    for pin, spot in pins:
        near = next((group for at, group in groups if hypot(at[0] - spot[0], at[1] - spot[1]) < 2 * RADIUS), None)
        if near is None:
            groups.append((spot, [pin]))
        else:
            near.append(pin)
    return tuple(Mark(*spot, tuple(group), _parting(group, view)) for spot, group in groups)


def _parting(group: Sequence[Pin], view: View) -> View | None:
    if len(group) == 1 or view.zoom == LAST_ZOOM:
        return None
    return replace(fitted([each.point for each in group], LAST_ZOOM) or view, zoom=view.nearer(_STEP_IN).zoom)


def _placed(view: View, point: Point) -> tuple[float, float]:
    unit = view.metres_per_unit
    east = (point.longitude - view.center.longitude) * _METRES_PER_DEGREE * cos(radians(view.center.latitude))
    north = (point.latitude - view.center.latitude) * _METRES_PER_DEGREE
    return round(WIDTH / 2 + east / unit, 1), round(HEIGHT / 2 - north / unit, 1)


def _is_within(spot: tuple[float, float], margin: float) -> bool:
    return margin <= spot[0] <= WIDTH - margin and margin <= spot[1] <= HEIGHT - margin


def _shape(kind: str, name: str, points: Sequence[Point], view: View) -> Shape:
    spots = [_placed(view, each) for each in points]
    label = _placed(view, middle(points) or view.center) if kind == "area" else _inner(spots)
    return Shape(kind, name, " ".join(f"{x},{y}" for x, y in spots), *label)


def _inner(spots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where a line's name is read: at a corner of it that lies well inside, else out of sight."""
    return next((spot for spot in spots if _is_within(spot, 4 * RADIUS)), (-WIDTH, -HEIGHT))


def _labels(landmarks: Iterable[tuple[str, Point]], view: View) -> Iterable[Label]:
    for name, point in landmarks:
        spot = _placed(view, point)
        if _is_within(spot, RADIUS):
            yield Label(name, *spot)


def _points(rows: Iterable[Sequence[float]]) -> tuple[Point, ...]:
    return tuple(Point(*row) for row in rows)
