"""For whom one acts (办事身份), and letting others act for oneself (委托)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import grant_mandate, revoke_mandate, switch_acting_for
from tongban.registers.parties.models import Mandate, Party
from tongban.registers.parties.queries import Capacity, capacities, codes_of, find_party, masked_name, visible_to
from tongban.registers.parties.rules import IdKind
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, safe_next, told
from tongban.web.ui.audience import applicants
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of, session_of

_UNDER = ":"
LASTS = timedelta(days=30)
LOOKUPS = Pace(10, 600)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
def acting_for(request: HttpRequest) -> HttpResponse:
    """Oneself, an enterprise, or a principal: chosen once, shown on every page."""
    actor, at = actor_of(request), now()
    person = _person(actor)
    offered = capacities(person, at=at)
    came_for = safe_next(inputs.text(request.POST or request.GET, "next"), "/me")
    if request.method == "POST":
        wanted, _, under = inputs.text(request.POST, "party").partition(_UNDER)
        found = next((each for each in offered if str(each.party.pk) == wanted and under in ("", _key(each))), None)
        session = session_of(request)
        if found is None or session is None:
            raise NotFound("没有这个身份。它可能刚刚到期或者被收回。")
        mandate = found.mandate.pk if under and found.mandate else None
        switch_acting_for(session, party=found.party, mandate=mandate, by=actor, at=at)
        return redirect(came_for)
    names = {each.option_code: each.name for each in cards()}
    once = {(each.party.pk, _key(each)): (each, _matters(each, names)) for each in reversed(offered)}
    context = {
        "offered": list(reversed(once.values())),
        "present": (actor.acting_for, actor.mandate_id),
        "next": came_for,
    }
    return page(request, "acting_for", context)


def _key(capacity: Capacity) -> str:
    """What tells mandates of one principal apart."""
    return str(capacity.mandate.pk) if capacity.mandate else ""


def _matters(capacity: Capacity, names: Mapping[str, str]) -> str:
    """What the mandate is for, in words; nothing where it is for all, or where there is none."""
    if capacity.mandate is None or capacity.mandate.covers_all:
        return ""
    return "、".join(names.get(code, code) for code in capacity.mandate.option_codes)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def mandates(request: HttpRequest) -> HttpResponse:
    """What I gave and what was given to me; a new one names who, what and until when."""
    actor = actor_of(request)
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        try:
            _grant(request, actor)
        except Declined as refusal:
            problems, status = told(refusal), refusal.status
        else:
            return redirect("mandates")
    today = local_day(now())
    context = {
        **_given_and_held(actor),
        "today": today,
        "values": _values(request, today),
        "options": [("all", "全部事项"), *((each.option_code, each.name) for each in cards())],
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "mandates", context, status=status)


@applicants
@require_POST
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Take back, or give up: in force at once."""
    actor = actor_of(request)
    mine = Q(principal_id=actor.party_id) | Q(agent_id=actor.party_id) | Q(principal_id=actor.acting_for)
    found = Mandate.objects.filter(mine, pk=key).select_related("principal", "agent").first()
    if found is None:
        raise NotFound("没有找到这份委托。")
    revoke_mandate(found, by=actor, at=now())
    return redirect("mandates")


def _grant(request: HttpRequest, actor: Actor) -> None:
    """`Invalid` for an unknown agent says the same whether name or number is wrong."""
    LOOKUPS.keep(actor.ref)
    principal = Party.objects.get(pk=(None if actor.mandate_id else actor.acting_for) or actor.party_id or 0)
    first, last = _day(request, "from"), _day(request, "to")
    agent = find_party(id_kind=IdKind.ID_CARD, id_number=inputs.text(request.POST, "id_number"))
    faults = []
    if agent is None or agent.name != " ".join(inputs.text(request.POST, "name").split()):
        said = "没有找到这个人。请核对姓名和身份证号；对方要先在这里注册账号，或者在窗口办过业务。"
        faults.append(Fault("/name", "unknown", said))
    if first is None:
        faults.append(Fault("/from", "date", "没有这一天，请核对年月日，例如 2026 年 11 月 23 日。"))
    if last is None:
        faults.append(Fault("/to", "date", "没有这一天，请核对年月日，例如 2026 年 12 月 23 日。"))
    if faults or agent is None or first is None or last is None:
        raise Invalid(faults=faults)
    option = inputs.text(request.POST, "option")
    named = () if option == "all" else tuple(each.option_code for each in cards() if each.option_code == option)
    grant_mandate(
        principal,
        agent=agent,
        valid_from=first,
        valid_to=last,
        covers_all=option == "all",
        option_codes=named,
        by=actor,
        at=now(),
    )


def _given_and_held(actor: Actor) -> dict[str, object]:
    mine = {actor.party_id} if actor.mandate_id else {actor.party_id, actor.acting_for}
    rows = Mandate.objects.filter(Q(principal_id__in=mine) | Q(agent_id=actor.party_id), revoked_at__isnull=True)
    found = list(rows.select_related("principal", "agent").order_by("-valid_to", "-pk")[:50])
    names = {each.option_code: each.name for each in cards()}
    codes = [(each, names.get(each.option_code, "")) for key in mine if key for each in codes_of(key, at=now())]
    lines = [
        {
            "mandate": each,
            "other": masked_name(each.agent if each.principal_id in mine else each.principal),
            "scope": "全部事项" if each.covers_all else "、".join(names.get(code, code) for code in each.option_codes),
            "is_given": each.principal_id in mine,
        }
        for each in found
    ]
    given, held = ([each for each in lines if each["is_given"] is side] for side in (True, False))
    return {"given": given, "held": held, "codes": codes}


def _values(request: HttpRequest, today: date) -> dict[str, object]:
    """What was typed, or a month from today."""
    if request.method == "POST":
        return {
            "name": inputs.text(request.POST, "name"),
            "id_number": inputs.text(request.POST, "id_number"),
            "option": inputs.text(request.POST, "option"),
            "from": inputs.date_parts(inputs.typed("date", request.POST, "from")),
            "to": inputs.date_parts(inputs.typed("date", request.POST, "to")),
        }
    until = today + LASTS
    return {
        "name": "",
        "id_number": "",
        "option": "all",
        "from": (today.year, today.month, today.day),
        "to": (until.year, until.month, until.day),
    }


def _day(request: HttpRequest, name: str) -> date | None:
    parts = str(inputs.typed("date", request.POST, name)).split("-")
    try:
        year, month, day = (int(each) for each in parts)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _person(actor: Actor) -> Party:
    found = visible_to(actor).filter(pk=actor.party_id or 0).first()
    if found is None:
        raise NotFound()
    return found
