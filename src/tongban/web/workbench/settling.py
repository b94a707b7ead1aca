"""Medical costs of a case (医疗费用核定, R-119): its invoices, what each scheme pays by the table, and the working."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.states import UNDER_EXAMINATION
from tongban.handling.fees.rules.money import fen_of
from tongban.handling.reimbursements.bound import BOUND
from tongban.handling.reimbursements.commands import settle
from tongban.handling.reimbursements.models import InvoiceUsed
from tongban.handling.reimbursements.queries import invoices_of, settled_with, settlements_of
from tongban.handling.reimbursements.rules.reckoning import NAMES, Invoice, yuan
from tongban.handling.reimbursements.rules.table import LEVELS
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show

LONGEST = 6000
PARTS = 5
_LEVELS = {"一级": "primary", "二级": "secondary", "三级": "tertiary"}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CASE_ROLES)
@done_once
def settlement(request: HttpRequest, number: str) -> HttpResponse:
    """The invoices of a case and what they come to; a POST settles, as often as needed before the decision."""
    actor = actor_of(request)
    found = case_for(actor, number)
    if not settled_with(found):
        raise NotFound("这一件不按票据核定费用。")
    if request.method != "POST":
        return _page(request, found)
    typed = request.POST.get("invoices", "")[:LONGEST].replace("\x00", "")
    try:
        settle(found, invoices=list(_read(typed.splitlines())), by=actor, at=now())
    except Declined as refusal:
        told = [Problem("invoices", typeset(each.text)) for each in problems_of(refusal)]
        return _page(request, found, typed=typed, problems=told, status=int(refusal.status))
    return redirect("desk-settlement", number=number)


def _read(lines: Iterable[str]) -> Iterator[Invoice]:
    """One invoice a line; what cannot be read becomes one that is refused in its place."""
    for line in (each.split() for each in lines if each.strip()):
        issuer, number, level, total, eligible = [*line, *[""] * PARTS][:PARTS]
        paid, counted = fen_of(total[:20]), fen_of(eligible[:20])
        yield Invoice(
            issuer=issuer[:40],
            number=number[:40],
            level=_LEVELS.get(level, ""),
            total=paid if paid is not None else 0,
            eligible=counted if counted is not None else -1,
        )


def _line(each: InvoiceUsed) -> str:
    level = next(word for word, key in _LEVELS.items() if key == each.level)
    return f"{each.issuer} {each.number} {level} {yuan(each.total)} {yuan(each.eligible)}"


def _page(
    request: HttpRequest, found: Case, *, typed: str | None = None, problems: Iterable[Problem] = (), status: int = 200
) -> HttpResponse:
    invoices, together = invoices_of(found), settled_with(found)
    settled = settlements_of([each.pk for each in together.values()])
    rows = [(NAMES[scheme], each.number, settled.get(each.pk)) for scheme, each in together.items()]
    amounts = [one.amount for *_, one in rows if one is not None]
    context = {
        "found": found,
        "invoices": [(each, LEVELS[each.level], yuan(each.total), yuan(each.eligible)) for each in invoices],
        "rows": [(name, number, one, yuan(one.amount) if one is not None else "") for name, number, one in rows],
        "sum": yuan(sum(amounts)),
        "is_settled": bool(amounts),
        "table": BOUND.table,
        "may_settle": found.state in UNDER_EXAMINATION and Role.EXAMINER in actor_of(request).roles,
        "typed": typed if typed is not None else "\n".join(_line(each) for each in invoices),
        "problems": list(problems),
        "typeset": typeset,
    }
    return show(request, "workbench/settlement.html", context, current="cases", status=status)
