"""How far 免证办 has come (R-007, R-126): per type of licence what was asked, what a call satisfied, who refused it.

One statement counts the materials by edition and code; which type each would be follows from the list itself.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tongban.registers.catalog.queries import guide_of
from tongban.registers.licenses.models import LicenseType

from .period import Period

ASKED = """
SELECT c.option_version_id, m.requirement_code, count(*), count(*) FILTER (WHERE m.license_identifier <> ''),
    count(*) FILTER (WHERE m.state = 'spared' AND m.license_identifier = '')
FROM cases_material m JOIN cases_case c ON c.id = m.case_id
WHERE m.replaced_at IS NULL AND c.received_at >= %(since)s AND c.received_at < %(until)s
GROUP BY 1, 2"""
REGISTER = """
SELECT type_id, count(*), count(*) FILTER (WHERE status = 'valid') FROM licenses_license GROUP BY 1"""
REFUSED = """
SELECT l.type_id, a.short_name, r.reason, count(*)
FROM licenses_licenserefusal r JOIN licenses_license l ON l.id = r.license_id
JOIN agencies_agency a ON a.id = r.agency_id
WHERE r.refused_at >= %(since)s AND r.refused_at < %(until)s GROUP BY 1, 2, 3 ORDER BY 4 DESC, 2, 3"""


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """One type: how it exists, and how often it took the place of a paper. `rate` is None where nothing was asked."""

    kind: LicenseType
    issued: int
    in_force: int
    matters: int
    asked: int
    called: int
    spared: int
    refused: int

    @property
    def rate(self) -> float | None:
        return (self.called + self.spared) / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Refused:
    """Licences in force that a body did not take, by reason."""

    kind: str
    agency: str
    reason: str
    count: int


def license_figures(period: Period) -> tuple[list[TypeFigures], list[Refused]]:
    """Every type of the directory, the most asked first, and the refusals (four statements)."""
    types = {each.pk: each for each in LicenseType.objects.all()}
    asked, called, spared, matters = _asked(period)
    register = {key: (issued, valid) for key, issued, valid in _rows(REGISTER, {})}
    rows = _rows(REFUSED, _days(period))
    refused: Counter[int] = Counter()
    for key, _, _, count in rows:
        refused[key] += count
    found = [
        TypeFigures(
            kind=kind,
            issued=register.get(key, (0, 0))[0],
            in_force=register.get(key, (0, 0))[1],
            matters=len(matters.get(kind.key, ())),
            asked=asked[kind.key],
            called=called[kind.key],
            spared=spared[kind.key],
            refused=refused[key],
        )
        for key, kind in types.items()
    ]
    by_reason = [Refused(types[key].name, agency, reason, count) for key, agency, reason, count in rows]
    return sorted(found, key=lambda each: (-each.asked, not each.kind.is_of_plan, each.kind.name)), by_reason


def _asked(period: Period) -> tuple[Counter[str], Counter[str], Counter[str], Mapping[str, set[str]]]:
    asked: Counter[str] = Counter()
    called: Counter[str] = Counter()
    spared: Counter[str] = Counter()
    matters: dict[str, set[str]] = {}
    for version, code, count, by_call, by_data in _rows(ASKED, _days(period)):
        guide = guide_of(version)
        by = material.spared_by if (material := guide.option.material(code)) is not None else None
        if by is None or by.way != "license":
            continue
        asked[by.license_type] += count
        called[by.license_type] += by_call
        spared[by.license_type] += by_data
        matters.setdefault(by.license_type, set()).add(guide.option_code)
    return asked, called, spared, matters


def _days(period: Period) -> dict[str, datetime]:
    return {"since": period.since, "until": period.until}


def _rows(sql: str, given: Mapping[str, datetime]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
