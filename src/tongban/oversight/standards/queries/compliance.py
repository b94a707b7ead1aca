"""How the city stands with its standards (标准符合情况): every clause looked at now, per place and per matter."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound
from tongban.oversight.standards.models import ComplianceReport, Evidence
from tongban.oversight.standards.rules.compliance import Compliance, Finding, Shown, judge
from tongban.oversight.standards.rules.library import BOUND, About, Standard
from tongban.oversight.standards.rules.matters import MATTER_CHECKS
from tongban.oversight.standards.rules.places import PLACE_CHECKS
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.queries import current_guides

from .offering import SERVICE_CHECKS
from .security import SECURITY_CHECKS

CITY_CHECKS = {**SECURITY_CHECKS, **SERVICE_CHECKS}
ALL_CHECKS = frozenset(
    (about, key)
    for about, table in ((About.CITY, CITY_CHECKS), (About.VENUE, PLACE_CHECKS), (About.MATTER, MATTER_CHECKS))
    for key in table
)
ADMINISTRATORS = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN})
SEES_ALL = frozenset({Role.SUPERVISOR, Role.CATALOG_REVIEWER, Role.SYSTEM})
REPORTS = 20


def visible_to(actor: Actor) -> list[Standard]:
    """The standards that this actor may see: supervision all, the three administrators those of security."""
    whole = bool(actor.roles & SEES_ALL)
    mine = bool(actor.roles & ADMINISTRATORS)
    return [each for each in BOUND.library.standards if whole or (mine and each.is_security)]


def standard_for(actor: Actor, key: str) -> Standard:
    """One standard; `NotFound` whether it exists or not."""
    found = next((each for each in visible_to(actor) if each.key == key), None)
    if found is None:
        raise NotFound("标准库里没有这一项。")
    return found


def compliance(standards: Iterable[Standard], *, at: datetime) -> list[Compliance]:
    """Every clause of these standards as it stands; each place and each matter is gone through once."""
    wanted = list(standards)
    asked = {about: _asked(wanted, about) for about in About}
    found = {
        About.CITY: {key: CITY_CHECKS[key](at) for key in asked[About.CITY]},
        About.VENUE: _of_places(asked[About.VENUE]),
        About.MATTER: _of_matters(asked[About.MATTER]),
    }
    shown = _evidence(each.key for each in wanted)
    return [judge(each, found[each.about], shown.get(each.key, {}), on=local_day(at)) for each in wanted]


def reports() -> Sequence[ComplianceReport]:
    """The newest frozen reports (one statement)."""
    return list(ComplianceReport.objects.select_related("frozen_by").order_by("-pk")[:REPORTS])


def report_with(pk: int) -> ComplianceReport:
    found = ComplianceReport.objects.select_related("frozen_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这份报告。")
    return found


def _asked(standards: Iterable[Standard], about: About) -> list[str]:
    return sorted({one.check for each in standards if each.about is about for one in each.clauses if one.check})


def _of_places(keys: Sequence[str]) -> dict[str, Finding]:
    if not keys:
        return {}
    rows = list(Venue.objects.filter(is_active=True).order_by("pk"))
    return {key: Finding(len(rows), tuple(each.name for each in rows if not PLACE_CHECKS[key](each))) for key in keys}


def _of_matters(keys: Sequence[str]) -> dict[str, Finding]:
    checked, failing = 0, {key: list[str]() for key in keys}
    for guide in current_guides() if keys else ():
        checked += 1
        for key in keys:
            if not MATTER_CHECKS[key](guide):
                failing[key].append(f"{guide.agency_short_name}·{guide.name}")
    return {key: Finding(checked, tuple(names)) for key, names in failing.items()}


def _evidence(keys: Iterable[str]) -> dict[str, dict[str, Shown]]:
    """The newest evidence of each clause (one statement)."""
    rows = Evidence.objects.select_related("by").filter(standard__in=list(keys))
    newest = rows.order_by("standard", "clause", "-pk").distinct("standard", "clause")
    found: dict[str, dict[str, Shown]] = {}
    for each in newest:
        shown = Shown(each.words, each.reference, each.valid_until, each.by.name, local_day(each.at))
        found.setdefault(each.standard, {})[each.clause] = shown
    return found
