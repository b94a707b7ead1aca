"""The stages of a project and their length (项目阶段、总时限): which after which, and the critical path; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import replace

from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.bundles.rules.form import Entry, one_form
from tongban.registers.bundles.rules.graph import Way, critical_path
from tongban.registers.catalog.content import Option

_BETWEEN = "."


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage (阶段): the bundle whose matters are lodged together, and the stages that come before it."""

    key: str
    title: str
    bundle: str
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Programme:
    """The stages of the city's projects in their order (项目审批阶段)."""

    title: str
    basis: str
    stages: tuple[Stage, ...]
    is_sample: bool = False

    def stage(self, key: str) -> Stage | None:
        return next((each for each in self.stages if each.key == key), None)

    def by_bundle(self, code: str) -> Stage | None:
        return next((each for each in self.stages if each.bundle == code), None)


EMPTY = Programme("", "", ())


def read_programme(plain: Mapping[str, Any]) -> Programme:
    """The stages from plain data; a stage stands behind those that it comes after, so that there is no circle."""
    stages = tuple(
        Stage(each["key"], each["title"], each["bundle"], tuple(each.get("after", ()))) for each in plain["stages"]
    )
    told: set[str] = set()
    for each in stages:
        unknown = set(each.after) - told
        assert each.key not in told, f"stage {each.key} stands twice"
        assert not unknown, f"stage {each.key} comes after {sorted(unknown)}, which does not stand before it"
        told.add(each.key)
    return Programme(plain["title"], plain["basis"], stages, bool(plain.get("is_sample")))


@dataclass(frozen=True, slots=True)
class Shape:
    """A stage as its length follows from it: the document, the matters' lists, and which of them are handled."""

    stage: Stage
    content: Content
    options: Mapping[str, Option]
    chosen: frozenset[str]

    @property
    def way(self) -> Way:
        """The longest way through this stage alone."""
        return critical_path(self.content.members, self._limits, chosen=self.chosen)

    @property
    def side_by_side(self) -> int:
        """How many matters begin at once: all of them, for they are lodged together."""
        return len(self.chosen)

    def title(self, key: str) -> str:
        member = self.content.member(key)
        return (member.title if member is not None else "") or self.options[key].name

    @property
    def _limits(self) -> dict[str, Any]:
        return {key: each.promised_limit for key, each in self.options.items()}


@dataclass(frozen=True, slots=True)
class Leg:
    """A stage on the critical path of the project: the matters that decide its length, and how many workdays."""

    stage: Stage
    titles: tuple[str, ...]
    workdays: int


@dataclass(frozen=True, slots=True)
class Whole:
    """How long the project takes at most by what is promised (总时限): the critical path over its stages."""

    workdays: int
    is_exact: bool
    legs: tuple[Leg, ...]


def whole_of(shapes: Sequence[Shape]) -> Whole:
    """The critical path over all stages (关键路径): every matter of a stage waits for all of the stages before it."""
    members: list[Member] = []
    limits: dict[str, Any] = {}
    chosen: set[str] = set()
    before: dict[str, tuple[str, ...]] = {}
    for each in shapes:
        own = each.stage.key
        waits = tuple(key for stage in each.stage.after for key in before.get(stage, ()))
        renamed = [_renamed(member, own, waits) for member in each.content.members]
        before[own] = tuple(member.key for member in renamed) or waits
        members += renamed
        limits |= {f"{own}{_BETWEEN}{key}": option.promised_limit for key, option in each.options.items()}
        chosen |= {f"{own}{_BETWEEN}{key}" for key in each.chosen}
    way = critical_path(members, limits, chosen=frozenset(chosen))
    return Whole(way.workdays, way.is_exact, tuple(_legs(shapes, way.keys)))


def _renamed(member: Member, stage: str, waits: tuple[str, ...]) -> Member:
    own = tuple(f"{stage}{_BETWEEN}{key}" for key in member.after)
    return replace(member, key=f"{stage}{_BETWEEN}{member.key}", after=(*own, *waits))


def _legs(shapes: Iterable[Shape], keys: Collection[str]) -> Iterable[Leg]:
    for each in shapes:
        own = [key.partition(_BETWEEN)[2] for key in keys if key.partition(_BETWEEN)[0] == each.stage.key]
        if own:
            yield Leg(each.stage, tuple(each.title(key) for key in own), each.way.workdays)


@dataclass(frozen=True, slots=True)
class AskedTwice:
    """One thing that two stages ask for under different keys, or two things under one key (重复填写)."""

    label: str
    stages: tuple[str, ...]
    keys: tuple[str, ...] = field(default=())


def asked_twice(shapes: Sequence[Shape]) -> list[AskedTwice]:
    """What the stages would ask again: an answer is kept by its key, so that equal questions need equal keys."""
    by_label: dict[str, list[tuple[str, Entry]]] = {}
    by_key: dict[str, list[tuple[str, Entry]]] = {}
    for shape in shapes:
        for entry in one_form(shape.content, shape.options):
            by_label.setdefault(entry.label.strip("？?：: "), []).append((shape.stage.key, entry))
            by_key.setdefault(entry.key, []).append((shape.stage.key, entry))
    found = []
    for label, rows in by_label.items():
        keys = dict.fromkeys(entry.key for _, entry in rows)
        if len(keys) > 1 and len({stage for stage, _ in rows}) > 1:
            found.append(AskedTwice(label, tuple(dict.fromkeys(stage for stage, _ in rows)), tuple(keys)))
    for key, rows in by_key.items():
        if len({(entry.kind, entry.label) for _, entry in rows}) > 1:
            found.append(AskedTwice(rows[0][1].label, tuple(stage for stage, _ in rows), (key,)))
    return found
