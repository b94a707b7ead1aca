"""On phones (掌上办): the six fields against their least numbers, usage, and what is used often but not opened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.mobile import mobile_fields
from tongban.oversight.supervision.rules.frequent import RULE
from tongban.oversight.supervision.rules.mobile import FieldOnPhone
from tongban.web.ui.audience import staff

from .figures import asked_of, percent
from .frame import WATCHERS, show


@require_safe
@staff(*WATCHERS)
def fields(request: HttpRequest) -> HttpResponse:
    """Every field with its matters and their cases of these months (one statement)."""
    asked = asked_of(request)
    found = mobile_fields(asked.months)
    cases = sum(each.cases for each in found)
    context = {
        "asked": asked,
        "rows": [_row(each) for each in found],
        "fields": [{"field": each.field, "matters": [_matter(one) for one in each.mobile]} for each in found],
        "missing": [one for each in found for one in each.missing],
        "share": percent(sum(each.by_phone for each in found) / cases if cases else None),
        "rule": RULE,
    }
    return show(request, "console/mobile.html", context, current="mobile")


def _row(found: FieldOnPhone) -> dict[str, Any]:
    return {
        "key": found.field.key,
        "name": found.field.name,
        "mobile": len(found.mobile),
        "least": found.field.least,
        "short": found.short,
        "cases": found.cases,
        "by_phone": found.by_phone,
        "share": percent(found.share),
    }


def _matter(one: Any) -> dict[str, Any]:
    share = percent(one.by_phone / one.cases if one.cases else None)
    return {"name": one.name, "agency": one.agency, "cases": one.cases, "by_phone": one.by_phone, "share": share}
