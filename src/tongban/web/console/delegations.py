"""The register of delegations (授权登记, R-085): who may do what, until when; the body's head gives and takes back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.handling.cases.rules.flow import FLOW
from tongban.registers.agencies.commands import grant_delegation, prolong_delegation, revoke_delegation
from tongban.registers.agencies.models import Agency, Delegation, Staff
from tongban.registers.agencies.queries import delegations_for
from tongban.registers.agencies.rules import bound_words
from tongban.registers.catalog.queries import cards, current_guides
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import Narrowed, Page, narrowed

LOOKERS = (Role.DECIDER, Role.SUPERVISOR, Role.SECURITY_ADMIN)
PAGE = 30
_NAME = "console-delegations"
_STANDS = (("now", "有效"), ("over", "已过期"), ("revoked", "已收回"))
_POWERS = ("accept", "finish_on_the_spot", "grant", "refuse", "issue", "serve", "collect")
POWERS = [(verb, FLOW.steps[verb].label) for verb in _POWERS]


MOST_BOUNDS = 3
_NUMBERS = ("number", "money")


@dataclass(frozen=True, slots=True)
class Amount:
    """Something that an application says in numbers (可以限额的内容)."""

    code: str
    label: str
    unit: str

    @property
    def words(self) -> str:
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@require_safe
@staff(*LOOKERS)
def delegations(request: HttpRequest) -> HttpResponse:
    """The register, the newest first (one statement)."""
    return _page(request)


@require_POST
@staff(Role.DECIDER, Role.SECURITY_ADMIN)
@done_once
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Prolong it, or take it back."""
    actor = actor_of(request)
    found = delegations_for(actor).filter(pk=key).first()
    if found is None:
        raise NotFound("没有这份授权。")
    try:
        if request.POST.get("do") == "prolong":
            prolong_delegation(found, until=_day(request.POST.get("until", ""), "/until"), by=actor, at=now())
        else:
            revoke_delegation(found, by=actor, at=now())
    except Declined as refusal:
        return _page(request, problems_of(refusal), status=int(refusal.status))
    return redirect(_NAME)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.DECIDER)
@done_once
def give(request: HttpRequest) -> HttpResponse:
    """A delegation to somebody, as a form; every fault at once."""
    actor, problems, status = actor_of(request), list[Problem](), 200
    agency = Agency.objects.filter(pk=actor.agency_id or 0).first()
    if agency is None:
        raise NotFound("没有这个部门。")
    if request.method == "POST":
        try:
            _give(request, agency, actor)
        except Declined as refusal:
            problems, status = problems_of(refusal), int(refusal.status)
        else:
            return redirect(_NAME)
    data = request.POST
    context = {
        "agency": agency,
        "typed": {name: data.get(name, "")[:300] for name in ("to", "number", "from", "until", "limits", "deputy_of")},
        "powers": POWERS,
        "chosen_powers": data.getlist("powers")[:20],
        "matters": [(each.option_code, each.name) for each in cards() if each.agency_key == agency.key],
        "chosen_matters": data.getlist("matters")[:300],
        "amounts": [("", "没有限额"), *((each.code, each.words) for each in _amounts(agency))],
        "typed_bounds": _typed_bounds(request),
        "is_chief": data.get("is_chief") == "on",
        "may_use_seal": data.get("may_use_seal") == "on",
        "people": [("", "请选择"), *((each.number, f"{each.name}（{each.post}）") for each in _people(agency, actor))],
        "chiefs": [("", "不是代理"), *((str(each.pk), each.staff.name) for each in _chiefs(actor) if each.staff)],
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return show(request, "console/delegation_give.html", context, current="delegations", status=status)


def _give(request: HttpRequest, agency: Agency, actor: Actor) -> None:
    data, at = request.POST, now()
    to = _people(agency, actor).filter(number=data.get("to", "")[:20]).first()
    if to is None:
        raise Invalid(faults=[Fault("/to", "required", "请选择授权给谁。")])
    matters = [code[:33] for code in data.getlist("matters")[:300]]
    until = data.get("until", "").strip()
    grant_delegation(
        agency,
        to=to,
        powers=[each for each in data.getlist("powers") if each in _POWERS],
        document_number=data.get("number", "")[:100],
        valid_from=_day(data.get("from", ""), "/from"),
        valid_to=_day(until, "/until") if until else None,
        covers_all=not matters,
        option_codes=matters,
        is_chief_representative=data.get("is_chief") == "on",
        may_use_seal=data.get("may_use_seal") == "on",
        limits=data.get("limits", "").replace("\x00", "")[:400],
        bounds=_bounds(request, agency),
        deputy_of=next((each for each in _chiefs(actor) if str(each.pk) == data.get("deputy_of")), None),
        by=actor,
        at=at,
    )


def _bounds(request: HttpRequest, agency: Agency) -> list[dict[str, str]]:
    """The amounts that were typed, with the words of their fields; a row with nothing in it is none."""
    known = {each.code: each for each in _amounts(agency)}
    return [
        {"field": code if code in known else "", "most": most, "label": known[code].label, "unit": known[code].unit}
        if code in known
        else {"field": "", "most": most}
        for code, most in _typed_bounds(request)
        if code or most
    ]


def _typed_bounds(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (request.POST.get(f"bound-{place}", "")[:60], request.POST.get(f"most-{place}", "").strip()[:20])
        for place in range(1, MOST_BOUNDS + 1)
    ]


def _amounts(agency: Agency) -> list[Amount]:
    """Everything that the body's own matters ask for as a number or a sum (限额可以写的内容)."""
    found: dict[str, Amount] = {}
    for guide in current_guides():
        if guide.agency_key == agency.key:
            for field in guide.option.form:
                if field.kind in _NUMBERS:
                    found.setdefault(field.code, Amount(field.code, field.label, field.unit))
            for question in guide.option.questions:
                if question.kind in _NUMBERS:
                    found.setdefault(question.code, Amount(question.code, question.text, question.unit))
    return sorted(found.values(), key=lambda each: each.label)


def _page(request: HttpRequest, problems: Sequence[Problem] = (), *, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    asked = narrowed(request, _NAME, "q", "stands")
    page: Page[Any] = asked.page(list(_wanted(delegations_for(actor), asked, today).order_by("-pk")[: PAGE + 1]), PAGE)
    context = {
        "asked": asked,
        "page": replace(page, rows=tuple(_row(each, today) for each in page.rows)),
        "stands": asked.chips("stands", _STANDS),
        "may_give": Role.DECIDER in actor.roles,
        "may_change": bool(actor.roles & {Role.DECIDER, Role.SECURITY_ADMIN}),
        "problems": problems,
    }
    return show(request, "console/delegations.html", context, current="delegations", status=status)


def _wanted(rows: QuerySet[Delegation], asked: Narrowed, today: date) -> QuerySet[Delegation]:
    if asked["stands"] == "revoked":
        rows = rows.filter(revoked_at__isnull=False)
    elif asked["stands"] == "over":
        rows = rows.filter(revoked_at=None, valid_to__lt=today)
    elif asked["stands"] == "now":
        rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=today), revoked_at=None, valid_from__lte=today)
    if words := asked["q"]:
        named = Q(staff__name__icontains=words) | Q(venue__name__icontains=words)
        rows = rows.filter(named | Q(document_number__icontains=words) | Q(agency__short_name__icontains=words))
    return rows.filter(pk__lt=asked.after_key) if asked.after_key else rows


def _row(each: Delegation, today: date) -> dict[str, Any]:
    stands = "revoked" if each.revoked_at else "over" if each.valid_to and each.valid_to < today else "now"
    if stands == "now" and each.valid_from > today:
        stands = "later"
    return {
        "pk": each.pk,
        "each": each,
        "to": each.staff.name if each.staff else each.venue.name if each.venue else "",
        "does": "、".join(FLOW.steps[verb].label if verb in FLOW.steps else verb for verb in each.powers),
        "matters": "本部门全部事项" if each.covers_all else f"{len(each.option_codes)}个事项",
        "bounds": "、".join(map(bound_words, each.bounds)),
        "stands": stands,
        "word": {**dict(_STANDS), "later": "还没有生效"}[stands],
    }


def _people(agency: Agency, actor: Actor) -> QuerySet[Staff]:
    return Staff.objects.filter(agency=agency, is_active=True).exclude(pk=actor.staff_id or 0).order_by("number")


def _chiefs(actor: Actor) -> list[Delegation]:
    return list(delegations_for(actor).filter(is_chief_representative=True, revoked_at=None)[:50])


def _day(typed: str, pointer: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid(faults=[Fault(pointer, "date", "请写日期，例如：2026-12-31。")]) from None
