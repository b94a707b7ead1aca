"""What the nightly look found in the guides (夜间巡检): by body, by kind, until it is mended; read only."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.registers.upkeep.queries import cursor_of_flaw, flaw_counts, flaws_page, last_check
from tongban.registers.upkeep.rules.flaws import FlawKind
from tongban.web.ui.audience import staff
from tongban.web.ui.sessions import actor_of

from .addresses import asked, chips, href
from .frame import show
from .upkeep import LOOKERS, PAGE, flaw_row


@require_safe
@staff(*LOOKERS)
def flaws(request: HttpRequest) -> HttpResponse:
    """What is broken, what stands longest first, and when the guides were last gone through (three statements)."""
    actor, given = actor_of(request), asked(request, "kind")
    kind = given["kind"] if given["kind"] in set(FlawKind) else ""
    after = request.GET.get("after", "")[:30]
    rows, number = flaws_page(actor, kind=kind, after=after, size=PAGE + 1), flaw_counts(actor)
    name = "console-flaws"
    kinds = [(each.value, each.label, count) for each, count in number.items()]
    context = {
        "rows": [flaw_row(each) for each in rows[:PAGE]],
        "check": last_check(),
        "kind": kind,
        "is_first": not after,
        "next_href": href(name, given, after=cursor_of_flaw(rows[PAGE - 1])) if len(rows) > PAGE else "",
        "filters": chips(name, given, "kind", [("", "全部", sum(number.values())), *kinds]),
    }
    return show(request, "console/flaws.html", context, current="upkeep")
