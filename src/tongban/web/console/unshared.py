"""What not sharing costs (未共享代价账): by who keeps the data and by department, down to matter and material; N07."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.oversight.supervision.queries.unshared import SQL, Spent, Sum, summed, tariff, unshared
from tongban.oversight.supervision.rules.unshared import WAYS
from tongban.registers.agencies.models import Agency
from tongban.web.ui.audience import staff

from .figures import Asked, asked_of
from .frame import WATCHERS, show

MOST = 100


@require_safe
@staff(*WATCHERS)
def overview(request: HttpRequest) -> HttpResponse:
    """Both rankings, and the lines of what was chosen; every figure can be reckoned again from what is shown."""
    asked = asked_of(request)
    found = unshared(asked.months)
    bodies = list(Agency.objects.values_list("pk", "key", "short_name"))
    names, keys = {pk: name for pk, _, name in bodies}, {key: name for _, key, name in bodies}
    keeper, agency = request.GET.get("keeper", "")[:60], _number(request.GET.get("agency", ""))
    lines = [each for each in found if keeper in ("", each.keeper) and agency in (0, each.agency_id)]
    total = Sum(sum(each.count for each in found), sum(each.minutes for each in found))
    context = {
        "asked": asked,
        "total": total,
        "hours": f"{total.minutes / 60:.1f}",
        "keepers": _ranked(asked, summed(found, lambda each: each.keeper), keys, "keeper"),
        "agencies": _ranked(asked, summed(found, lambda each: each.agency_id), names, "agency"),
        "lines": [_line(each, keys, names) for each in lines[:MOST]],
        "is_cut": len(lines) > MOST,
        "chosen": "、".join(each for each in (keys.get(keeper, ""), names.get(agency, "")) if each),
        "minutes": [(WAYS[way], each) for way, each in tariff().minutes.items()],
        "sql": SQL.strip(),
    }
    return show(request, "console/unshared.html", context, current="unshared")


def _ranked(asked: Asked, sums: Any, names: Any, which: str) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "name": {
                "text": names.get(key, key),
                "href": asked.address("console-unshared", **{which: key}) + "#lines",
            },
            "count": each.count,
            "minutes": each.minutes,
        }
        for place, (key, each) in enumerate(sums.items(), start=1)
    ]


def _line(each: Spent, keys: dict[str, str], names: dict[int, str]) -> dict[str, Any]:
    return {
        "material": each.material,
        "option": {"text": each.option, "code": each.option_code},
        "agency": names.get(each.agency_id, ""),
        "keeper": keys.get(each.keeper, each.keeper),
        "way": WAYS[each.way],
        "count": each.count,
        "each": each.minutes_each,
        "minutes": each.minutes,
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
