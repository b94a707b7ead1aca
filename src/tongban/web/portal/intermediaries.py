"""Intermediary services for everybody (P29 中介服务): services, agencies side by side, how each was chosen, credit."""

from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.fees.rules.money import fen_of, yuan
from tongban.handling.intermediaries.models import IntermediaryAgency, Qualification
from tongban.handling.intermediaries.queries import credit
from tongban.handling.intermediaries.queries.agencies import ORDERS, compared, public_agency, shown
from tongban.handling.intermediaries.queries.needs import checked, public_selection
from tongban.handling.intermediaries.queries.register import register
from tongban.handling.intermediaries.rules.policy import BOUND, Service
from tongban.handling.intermediaries.rules.scoring import MARK_LABELS, formula_lines, value_of
from tongban.handling.intermediaries.rules.states import AgencyStatus
from tongban.registers.agencies.models import Agency
from tongban.web.portal import inputs
from tongban.web.portal.pages import page, public
from tongban.web.ui.audience import everybody

SORTS = (("score", "信用分高"), ("price", "价格低"), ("limit", "时间短"))
PAGE = 30


@everybody
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """The services of the supermarket: which matters ask for them, on what basis, how many agencies there are."""
    words, on = inputs.text(request.GET, "q")[:60].strip(), local_day(now())
    asked = register(on)
    offered = list(shown(on).values_list("service", flat=True))
    names = dict(Agency.objects.values_list("key", "short_name"))
    rows = [
        {
            "service": each,
            "department": names.get(each.department, ""),
            "matters": [one for one in asked if one.service == each],
            "agencies": offered.count(each.code),
        }
        for each in BOUND.policy.services
        if words in each.name or words in each.category
    ]
    return public(page(request, "intermediaries", {"rows": rows, "words": words}))


@everybody
@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies of one service side by side: price, time, credit; all on the shelf, none in front (R-060)."""
    found, on = service_of(code), local_day(now())
    sort = inputs.text(request.GET, "sort")[:8]
    kept = {name: inputs.text(request.GET, name)[:20].strip() for name in ("q", "price", "days")}
    rows = compared(
        code,
        on=on,
        order=sort if sort in ORDERS else "score",
        words=kept["q"],
        most_price=fen_of(kept["price"]) or 0,
        most_days=inputs.number(request.GET, "days"),
    )
    given = {name: value for name, value in kept.items() if value}
    here = reverse("intermediary-service", args=[code])
    context = {
        "service": found,
        "rows": rows,
        "kept": kept,
        "sort": sort if sort in ORDERS else "score",
        "sorts": [(each, label, f"{here}?{urlencode(given | {'sort': each})}") for each, label in SORTS],
        "matters": [each for each in register(on) if each.service == found],
        "classes": {each.code: each.label for each in BOUND.policy.formula.classes},
        "yuan": yuan,
    }
    return public(page(request, "intermediary_service", context))


@everybody
@require_safe
def agency(request: HttpRequest, code: UUID) -> HttpResponse:
    """One agency: its guides with the four elements, its papers, and how its credit was reckoned, line by line."""
    on = local_day(now())
    found = public_agency(code, on=on)
    formula = BOUND.policy.formula
    context = {
        "agency": found,
        "offerings": [(BOUND.policy.service(each.service), each) for each in shown(on).filter(agency=found)],
        "papers": list(Qualification.objects.filter(agency=found).order_by("pk")),
        "today": on,
        "score": credit.score_of(found.pk, on=on),
        "formula": formula,
        "lines": formula_lines(formula),
        "items": [_item(each) for each in credit.published(found)],
        "mark_labels": MARK_LABELS,
        "yuan": yuan,
    }
    return public(page(request, "intermediary_agency", context))


@everybody
@require_safe
def selection(request: HttpRequest, code: UUID) -> HttpResponse:
    """How an agency was chosen, without the client's name, so that anybody can reckon it again (选取记录)."""
    found = public_selection(code)
    names = {each["code"]: each["name"] for each in found.selection.get("entrants", [])}
    context = {
        "need": found,
        "service": BOUND.policy.service(found.service),
        "told": found.selection,
        "names": names,
        "checked": checked(found),
        "yuan": yuan,
    }
    return public(page(request, "intermediary_selection", context))


@everybody
@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    """信用公示: all agencies with class, score and what counts; what was repaired is gone at once (R-064)."""
    after = inputs.number(request.GET, "after")
    rows = _agencies()
    page_rows = list((rows.filter(pk__gt=after) if after else rows)[: PAGE + 1])
    entries = credit.published_of(page_rows)
    following = f"{reverse('intermediary-credit')}?after={page_rows[PAGE - 1].pk}" if len(page_rows) > PAGE else ""
    context = {
        "rows": [(each, [_item(one) for one in entries[each.pk] if one.breach]) for each in page_rows[:PAGE]],
        "formula": BOUND.policy.formula,
        "lines": formula_lines(BOUND.policy.formula),
        "following": following,
    }
    return public(page(request, "intermediary_credit", context))


@everybody
@require_safe
def publication_file(request: HttpRequest) -> HttpResponse:
    """The same as data, with the formula: agencies are enterprises, and no person is named in it."""
    agencies = list(_agencies())
    entries = credit.published_of(agencies)
    rows = [
        {
            "name": each.name,
            "code": each.code.hex,
            "class": each.credit_class,
            "score": each.points,
            "entries": [_item(one) | {"key": str(one.code)} for one in entries[each.pk]],
        }
        for each in agencies
    ]
    formula = msgspec.to_builtins(BOUND.policy.formula)
    return JsonResponse({"formula": formula, "agencies": rows}, json_dumps_params={"ensure_ascii": False})


def service_of(code: str) -> Service:
    """A service of the supermarket; `NotFound` in words."""
    found = BOUND.policy.service(code)
    if found is None:
        raise NotFound("没有这项中介服务。请从中介服务页重新进入。")
    return found


def _agencies() -> Any:
    wanted = [AgencyStatus.LISTED, AgencyStatus.DELISTED]
    return IntermediaryAgency.objects.filter(status__in=wanted).select_related("party", "supervisor").order_by("pk")


def _item(each: Any) -> dict[str, Any]:
    """What is public of an entry: kind, day, marks or breach; no words, which may name somebody."""
    breach = BOUND.policy.formula.breach(each.breach)
    return {
        "kind": each.sort.label,
        "on": each.on.isoformat(),
        "marks": each.marks,
        "value": f"{value_of(BOUND.policy.formula, each.marks) / 100:.2f}" if each.marks else "",
        "breach": breach.label if breach is not None else "",
        "points": breach.points if breach is not None else 0,
    }
