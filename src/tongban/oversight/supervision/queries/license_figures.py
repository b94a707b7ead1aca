"""How far 免证办 has come (R-007, R-126, R-130): what was asked, what a call satisfied, who refused; each way down.

One statement counts the materials by edition, code and body; which type each would be follows from the list itself.
A licence that a clerk found bad satisfied nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection

from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.models import LicenseType

from .period import Period

TARGET = 0.95
ASKED = """
SELECT c.option_version_id, m.requirement_code, c.agency_id, count(*),
    count(*) FILTER (WHERE m.license_identifier <> '' AND m.verdict <> 'bad'),
    count(*) FILTER (WHERE m.state = 'spared' AND m.license_identifier = '')
FROM cases_material m JOIN cases_case c ON c.id = m.case_id
WHERE m.replaced_at IS NULL AND c.received_at >= %(since)s AND c.received_at < %(until)s
GROUP BY 1, 2, 3"""
REGISTER = """
SELECT type_id, count(*), count(*) FILTER (WHERE status = 'valid') FROM licenses_license GROUP BY 1"""
REFUSED = """
SELECT t.key, r.agency_id, a.short_name, c.option_code, r.reason, count(*)
FROM licenses_licenserefusal r JOIN licenses_license l ON l.id = r.license_id
JOIN licenses_licensetype t ON t.id = l.type_id JOIN agencies_agency a ON a.id = r.agency_id
LEFT JOIN cases_case c ON c.number = r.case_number
WHERE r.refused_at >= %(since)s AND r.refused_at < %(until)s GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 3, 5"""
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Only:
    """What of all is looked at (筛选): a type, a body, an item; empty is any."""

    kind: str = ""
    agency_id: int = 0
    option_code: str = ""

    def takes(self, kind: str, agency_id: int, option_code: str) -> bool:
        return self.kind in ("", kind) and self.agency_id in (0, agency_id) and self.option_code in ("", option_code)


@dataclass(frozen=True, slots=True)
class Share:
    """Materials asked for that are licences: how many a call satisfied, how many data did. None asked: no rate."""

    asked: int = 0
    called: int = 0
    spared: int = 0

    @property
    def rate(self) -> float | None:
        return (self.called + self.spared) / self.asked if self.asked else None

    @property
    def handed_in(self) -> int:
        return self.asked - self.called - self.spared

    def __add__(self, more: "Share") -> "Share":
        return Share(self.asked + more.asked, self.called + more.called, self.spared + more.spared)


@dataclass(frozen=True, slots=True)
class Line:
    """One material of an edition, asked by a body (一行): the least that all sums are made of."""

    kind: str
    agency_id: int
    option_code: str
    option: str
    version_id: int
    code: str
    share: Share


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """One type: how it exists, how many items take it, how often it took the place of a paper."""

    kind: LicenseType
    issued: int
    in_force: int
    matters: int
    share: Share
    refused: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Licences in force that a body did not take, by reason."""

    kind: str
    agency: str
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class LicenseFigures:
    """Everything that the page says, from the same lines."""

    types: tuple[TypeFigures, ...]
    lines: tuple[Line, ...]
    refused: tuple[Refused, ...]

    @property
    def whole(self) -> Share:
        return _sum(each.share for each in self.lines)

    @property
    def frequent(self) -> Share:
        """The types on the city's list of frequent licences (高频电子证照)."""
        listed = {each.kind.key for each in self.types if each.kind.is_frequent}
        return _sum(each.share for each in self.lines if each.kind in listed)

    def by(self, key: Callable[[Line], Key]) -> list[tuple[Key, Share]]:
        """Sums by whatever the key tells, the most asked first."""
        found: dict[Key, Share] = {}
        for each in self.lines:
            found[key(each)] = found.get(key(each), Share()) + each.share
        return sorted(found.items(), key=lambda pair: (-pair[1].asked, str(pair[0])))


def license_figures(period: Period, only: Only = Only()) -> LicenseFigures:
    """Every type of the directory, the most asked first, the lines and the refusals (four statements)."""
    types = {each.key: each for each in LicenseType.objects.all()}
    lines = tuple(license_lines(period, only))
    register = {key: (issued, valid) for key, issued, valid in _rows(REGISTER, {})}
    rows = [row for row in _rows(REFUSED, _days(period)) if only.takes(row[0], row[1], row[3] or "")]
    refused: Counter[str] = Counter()
    for kind, _, _, _, _, count in rows:
        refused[kind] += count
    found = [
        TypeFigures(
            kind=kind,
            issued=register.get(kind.pk, (0, 0))[0],
            in_force=register.get(kind.pk, (0, 0))[1],
            matters=len({each.option_code for each in lines if each.kind == key}),
            share=_sum(each.share for each in lines if each.kind == key),
            refused=refused[key],
        )
        for key, kind in types.items()
        if only.kind in ("", key)
    ]
    found.sort(
        key=lambda each: (-each.share.asked, not each.kind.is_frequent, not each.kind.is_of_plan, each.kind.name)
    )
    by_reason = _by_reason(rows, types)
    return LicenseFigures(tuple(found), lines, tuple(by_reason))


def license_lines(period: Period, only: Only) -> Iterator[Line]:
    """The materials that a licence may stand for, by edition, code and body (one statement)."""
    for version, code, agency, count, by_call, by_data in _rows(ASKED, _days(period)):
        guide = guide_of(version)
        by = material.spared_by if (material := guide.option.material(code)) is not None else None
        if by is None or by.way != "license" or not only.takes(by.license_type, agency, guide.option_code):
            continue
        share = Share(count, by_call, by_data)
        yield Line(by.license_type, agency, guide.option_code, guide.option.name, version, code, share)


def _by_reason(rows: Iterable[tuple[Any, ...]], types: Mapping[str, LicenseType]) -> list[Refused]:
    counted: Counter[tuple[str, str, str]] = Counter()
    for kind, _, agency, _, reason, count in rows:
        counted[(types[kind].name, agency, reason)] += count
    return [Refused(*told, count) for told, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def _sum(shares: Iterable[Share]) -> Share:
    return sum(shares, Share())


def _days(period: Period) -> dict[str, datetime]:
    return {"since": period.since, "until": period.until}


def _rows(sql: str, given: Mapping[str, datetime]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
