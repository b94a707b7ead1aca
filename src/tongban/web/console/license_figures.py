"""免证办 (S06): per type of licence how it exists electronically, what a call satisfied, who did not take it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.license_figures import (
    ASKED,
    REFUSED,
    REGISTER,
    TypeFigures,
    license_figures,
)
from tongban.web.ui.audience import staff

from .figures import asked_of
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """The directory with its evidence, the figures of some months, and the refusals by reason (four statements)."""
    asked = asked_of(request)
    found, refused = license_figures(asked.months)
    whole, saved = sum(each.asked for each in found), sum(each.called + each.spared for each in found)
    context = {
        "asked": asked,
        "types": [_line(each) for each in found],
        "refused": [
            {"name": each.kind, "agency": each.agency, "reason": each.reason, "count": each.count} for each in refused
        ],
        "whole": whole,
        "saved": saved,
        "rate": f"{100 * saved / whole:.1f}" if whole else "",
        "sql": ";\n".join(each.strip() for each in (ASKED, REGISTER, REFUSED)) + ";",
    }
    return show(request, "console/license_figures.html", context, current="licences")


def _line(each: TypeFigures) -> dict[str, object]:
    return {
        "name": each.kind.name + ("（方案列明）" if each.kind.is_of_plan else ""),
        "definer": each.kind.definer,
        "coverage": each.kind.get_coverage_display(),
        "evidence": each.kind.evidence,
        "in_force": each.in_force,
        "asked": each.asked,
        "called": each.called,
        "spared": each.spared,
        "rate": f"{100 * each.rate:.1f}%" if each.rate is not None else "没有要过",
        "refused": each.refused,
    }
