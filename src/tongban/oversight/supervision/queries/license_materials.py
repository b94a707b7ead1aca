"""The materials behind a number of 免证办 (免证明细): case, item, body, and how each stands; newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Material, MaterialState, MaterialVerdict
from tongban.handling.cases.queries.visible import visible_to
from tongban.registers.catalog.queries import guide_of

from .license_figures import Only, license_lines
from .period import Period

PAGE = 50
HOW = {"asked": "要过", "called": "调用证照", "spared": "数据免交", "handed_in": "没有免交"}
_CALLED = ~Q(license_identifier="") & ~Q(verdict=MaterialVerdict.BAD)
_SPARED = Q(state=MaterialState.SPARED, license_identifier="")


@dataclass(frozen=True, slots=True)
class Behind:
    """One material that was asked for; `problem` is the clerk's word where the licence was not taken."""

    pk: int
    case_number: str
    option: str
    agency: str
    material: str
    how: str
    problem: str


def materials_behind(actor: Actor, period: Period, only: Only, how: str, *, after: int = 0) -> Sequence[Behind]:
    """One more than a page of those that this actor may see (two statements)."""
    asked = Q(pk__in=[])
    for line in license_lines(period, only):
        asked |= Q(case__option_version_id=line.version_id, requirement_code=line.code)
    rows = Material.objects.filter(
        asked, case__in=visible_to(actor), case__received_at__gte=period.since, case__received_at__lt=period.until
    ).filter(replaced_at=None)
    if only.agency_id:
        rows = rows.filter(case__agency_id=only.agency_id)
    if how in ("called", "spared"):
        rows = rows.filter(_CALLED if how == "called" else _SPARED)
    elif how == "handed_in":
        rows = rows.exclude(_CALLED).exclude(_SPARED)
    if after:
        rows = rows.filter(pk__lt=after)
    return [_told(each) for each in rows.select_related("case__agency").order_by("-pk")[: PAGE + 1]]


def _told(row: Material) -> Behind:
    state = MaterialState(row.state)
    if row.license_identifier:
        how = "电子证照没有被接受" if row.verdict == MaterialVerdict.BAD else "调用证照"
    else:
        how = "数据免交" if state is MaterialState.SPARED else state.label
    return Behind(
        pk=row.pk,
        case_number=row.case.number,
        option=guide_of(row.case.option_version_id).option.name,
        agency=row.case.agency.short_name,
        material=row.name,
        how=how,
        problem=row.problem if row.verdict == MaterialVerdict.BAD else "",
    )
