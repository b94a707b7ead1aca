"""Reading lists with a template (要素取值、逐项比对、多地对照): all elements in words, field by field; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument

from .carried import Body, Carried
from .comparing import changes, is_longer
from .paths import ElementPath
from .template import Element, Template
from .words import NOTHING, say


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of an element that is a list, such as one material."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Value:
    """One element of one option in words; `parts` where it is a list."""

    element: Element
    words: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One element, or one entry of it, that is not the same (一处不同); an absent entry says 无."""

    element: Element
    key: str
    label: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        name = f"{self.element.name}“{self.label}”" if self.label else self.element.name
        return f"{name}：{self.before}→{self.after}"


@dataclass(frozen=True, slots=True)
class Line:
    """One element beside all places (一行对照)."""

    element: Element
    cells: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        return len(set(self.cells)) <= 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """The elements of one option in several places side by side (多地对照); `columns` names the places."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def unequal(self) -> tuple[Line, ...]:
        """Where an element that must be the same is not."""
        return tuple(
            each for each in self.lines if each.element.is_same and not each.element.may_shorten and not each.is_equal
        )


def values(item: ItemDocument, option: Option, template: Template, *, body: Body | None = None) -> tuple[Value, ...]:
    """Every element of the template in words, in its order; without a body its name and the codes are 无."""
    number = next((key for key, each in item.options.items() if each is option), "")
    return tuple(_value(Carried(item, option, number, body or Body()), each) for each in template.elements)


def diff(before: Carried, after: Carried, template: Template) -> tuple[Difference, ...]:
    """Every element that differs, entry by entry where it is a list; equal ones cost next to nothing."""
    return tuple(found for each in template.elements for found in _differences(before, after, each))


def departures(model: Carried, here: Carried, template: Template) -> tuple[Difference, ...]:
    """Every element that must be the same and is not, and every limit that is longer than it may be."""
    found: list[Difference] = []
    for element in template.same:
        path = element.place
        if element.may_shorten and not is_longer(path.read(root(here, path)), path.read(root(model, path))):
            continue
        found += _differences(model, here, element)
    return tuple(found)


def compare(rows: Sequence[Carried], template: Template) -> Comparison:
    """Each element beside all places, in the order given."""
    lines = tuple(Line(each, tuple(_value(row, each).words for row in rows)) for each in template.elements)
    return Comparison(tuple(row.where for row in rows), lines)


def root(carried: Carried, path: ElementPath) -> Any:
    return {"item": carried.item, "option": carried.option}.get(path.root, carried)


def _value(carried: Carried, element: Element) -> Value:
    path = element.place
    source = root(carried, path)
    found = path.read(source)
    if not path.is_list:
        return Value(element, say(element.words, found))
    labels = path.labels(source)
    parts = tuple(Part(key, labels[key], say(element.words, each)) for key, each in found.items())
    return Value(element, "；".join(_said(each) for each in parts) or NOTHING, parts)


def _said(part: Part) -> str:
    """An entry that says no more than its name is not said twice."""
    return part.words if not part.label or part.label in part.words else f"{part.label}：{part.words}"


def _differences(before: Carried, after: Carried, element: Element) -> Iterator[Difference]:
    path = element.place
    one, other = root(before, path), root(after, path)
    if path.entries(one) != path.entries(other):
        for found in changes(path, element.words, one, other):
            yield Difference(element, found.key, found.label, found.before, found.after)
