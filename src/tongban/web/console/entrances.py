"""Entrances to sites and systems elsewhere (入口登记): whether they answered the last look; read only."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.entrances.queries import behind_own_login, health_counts, standing_of
from tongban.registers.entrances.rules import EntranceKind, Health
from tongban.web.ui.audience import staff

from .addresses import asked, chips, href
from .frame import READERS, show

_PAGE = 50
_KINDS = {Health.ANSWERING: "done", Health.FAILING: "bad", Health.UNSEEN: "off"}


@require_safe
@staff(*READERS)
def entrances(request: HttpRequest) -> HttpResponse:
    """Every entrance in use with its last look (two statements, and the catalogue)."""
    given = asked(request, "health", "kind")
    after = request.GET.get("after", "")
    rows = standing_of(
        health=Health(given["health"]) if given["health"] in set(Health) else None,
        kind=EntranceKind(given["kind"]) if given["kind"] in set(EntranceKind) else None,
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0,
        size=_PAGE + 1,
    )
    number = health_counts()
    name = "console-entrances"
    context = {
        "rows": rows[:_PAGE],
        "kinds": _KINDS,
        "is_first": not after,
        "next_href": href(name, given, after=str(rows[_PAGE - 1].pk)) if len(rows) > _PAGE else "",
        "has_filters": any(given.values()),
        "filters": [
            ("状况", chips(name, given, "health", _healths(number))),
            (
                "类型",
                chips(name, given, "kind", [("", "全部", None), *((x.value, x.label, None) for x in EntranceKind)]),
            ),
        ],
        "own_login": behind_own_login(),
    }
    return show(request, "console/entrances.html", context, current="entrances")


def _healths(number: dict[Health, int]) -> list[tuple[str, str, int | None]]:
    return [("", "全部", sum(number.values())), *((each.value, each.label, number[each]) for each in Health)]
