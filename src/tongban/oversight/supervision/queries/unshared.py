"""The account of what not sharing costs (未共享代价账), from the materials themselves: nothing is kept twice, N07.

One statement counts the papers that were handed in, by edition, material and body; which of them could have been
spared, by whom and at what price, follows from the list and the city's tariff. Copies that the house took in itself
were handed in by nobody.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import connection

from tongban.oversight.supervision.rules.unshared import Tariff, keeper_of, way_spared
from tongban.registers.catalog.queries import guide_of

from .period import Period

BOUND: list[Tariff] = [Tariff()]
SQL = """
SELECT c.option_version_id, m.requirement_code, c.agency_id, count(*)
FROM cases_material m JOIN cases_case c ON c.id = m.case_id
WHERE coalesce(m.provided_at, c.received_at) >= %(since)s AND coalesce(m.provided_at, c.received_at) < %(until)s
    AND EXISTS (SELECT FROM cases_materialfile f WHERE f.material_id = m.id)
    AND NOT EXISTS (SELECT FROM ledger_entry e
        WHERE e.chain = 'case:' || c.number AND e.verb = 'reuse' AND e.at = m.provided_at)
GROUP BY 1, 2, 3"""


@dataclass(frozen=True, slots=True)
class Spent:
    """Papers of one material in one matter: how many, at how many minutes each, and who could have spared them."""

    option_code: str
    option: str
    material: str
    agency_id: int
    keeper: str
    way: str
    count: int
    minutes_each: int

    @property
    def minutes(self) -> int:
        return self.count * self.minutes_each


@dataclass(frozen=True, slots=True)
class Sum:
    """Papers and minutes of whatever they were summed up by."""

    count: int = 0
    minutes: int = 0


def tariff() -> Tariff:
    """The city's prices and keepers; `config/wiring.py` binds them."""
    return BOUND[0]


def unshared(period: Period) -> list[Spent]:
    """The account of these months, the dearest lines first (one statement)."""
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"since": period.since, "until": period.until})
        rows = cursor.fetchall()
    found: dict[tuple[str, str, int, str, str], Spent] = {}
    for version, code, agency_id, count in rows:
        guide = guide_of(version)
        asked = guide.option.material(code)
        way = way_spared(asked)
        if asked is None or not way:
            continue
        keeper = keeper_of(asked, tariff(), own=guide.agency_key)
        key = guide.option_code, asked.name, agency_id, keeper, way
        before = found[key].count if key in found else 0
        each = tariff().minutes[way]
        found[key] = Spent(guide.option_code, guide.name, asked.name, agency_id, keeper, way, before + count, each)
    return sorted(found.values(), key=lambda spent: (-spent.minutes, spent.option_code, spent.material))


def summed(lines: Iterable[Spent], by: Callable[[Spent], str | int]) -> Mapping[str | int, Sum]:
    """The account summed up by keeper or by department, the dearest first."""
    sums: dict[str | int, Sum] = {}
    for each in lines:
        before = sums.get(by(each), Sum())
        sums[by(each)] = Sum(before.count + each.count, before.minutes + each.minutes)
    return dict(sorted(sums.items(), key=lambda pair: (-pair[1].minutes, str(pair[0]))))
