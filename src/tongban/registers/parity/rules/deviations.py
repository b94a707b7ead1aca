"""The same matter in different places (同一事项不同地区同要素、同标准, plan 二(二)): who departs, and in what; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tongban.registers.catalog.elements import Carried, Difference, Template, compare, departures, values

# The columns of a comparison by level; the city has no counties, so that column stays empty by design.
LEVELS = {2: "省", 3: "市", 4: "县", 5: "镇（街道）", 6: "村（社区）"}
NO_COUNTIES = "嘉峪关市不设县区"
ABSENT = "没有这个事项"


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place that departs in one option (一处不一致): from what, and every element in which it does."""

    row: Carried
    against: str
    differences: tuple[Difference, ...]

    @property
    def sentence(self) -> str:
        said = "；".join(each.sentence for each in self.differences)
        return f"{self.row.where}的“{self.row.option.name}”与{self.against}不一致：{said}"


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One element over the levels (一行对照); `cells` stand in the order of `LEVELS`."""

    number: int
    name: str
    is_fixed: bool
    cells: tuple[str, ...]
    is_equal: bool


def deviations(rows: Sequence[Carried], template: Template, reference: Sequence[Carried] = ()) -> list[Deviation]:
    """Every place that departs, option by option; matters of local feature (本地特色) are compared with nobody.

    Compared with what came from above where there is such; else with what most places say, and when as many say one
    thing as another, with the highest of them.
    """
    found = []
    compared = [row for row in rows if not row.item.is_local_feature]
    above = {_option(row): row for row in reference}
    for key, same in _by_option(compared).items():
        model = above.get(key) or (_model(same, template) if len(same) > 1 else None)
        if model is None:
            continue
        against = model.where if key in above else f"多数地方（{model.where}等）"
        for row in same:
            if row is not model and (differences := departures(model, row, template)):
                found.append(Deviation(row, against, differences))
    return found


def by_level(rows: Sequence[Carried], template: Template) -> list[LevelLine]:
    """The elements over province, city, county, town, village; places of one level that differ are all named."""
    lines = []
    for line in compare(rows, template).lines:
        cells = tuple(_cell(level, rows, line.cells) for level in LEVELS)
        element = line.element
        lines.append(LevelLine(element.number, element.name, element.is_fixed, cells, line.is_equal))
    return lines


def _cell(level: int, rows: Sequence[Carried], words: Sequence[str]) -> str:
    said: dict[str, list[str]] = {}
    for row, value in zip(rows, words, strict=True):
        if row.item.level == level:
            said.setdefault(value, []).append(row.where)
    if not said:
        return NO_COUNTIES if level == 4 else ABSENT
    if len(said) == 1:
        return next(iter(said))
    return "；".join(f"{'、'.join(places)}：{value}" for value, places in said.items())


def _by_option(rows: Iterable[Carried]) -> dict[str, list[Carried]]:
    found: dict[str, list[Carried]] = {}
    for row in rows:
        found.setdefault(_option(row), []).append(row)
    return found


def _option(row: Carried) -> str:
    """Which options of two lists are one: those of one item and name; numbers are given by each body itself."""
    bare = row.option.name.replace("(", "（").replace(")", "）").replace(" ", "")
    return f"{row.item.basic_code}:{bare}"


def _model(rows: Sequence[Carried], template: Template) -> Carried:
    """The place that says what most say in the elements that must be the same; among equals the highest level."""
    said = [_same(row, template) for row in rows]
    times = Counter(said)
    ranked = sorted(zip(rows, said, strict=True), key=lambda each: (-times[each[1]], each[0].item.level))
    return ranked[0][0]


def _same(row: Carried, template: Template) -> tuple[str, ...]:
    return tuple(each.words for each in values(row.item, row.option, template) if each.element.is_same)
