"""12345 at the desk (W19 工单): the agent writes down, answers, dispatches, calls back; a body signs and replies."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands.wording import note_blocked_words
from tongban.handling.cases.models import Case
from tongban.oversight.hotline.commands import handling, joining, publishing, routing, watching
from tongban.oversight.hotline.commands.taking_in import LONGEST, take_in
from tongban.oversight.hotline.models import JointPart, WorkOrder
from tongban.oversight.hotline.queries.board import is_public
from tongban.oversight.hotline.queries.callers import alike, history_beside, history_of
from tongban.oversight.hotline.queries.orders import PAGE, STANDS, Wanted, counted, light, order_for, orders
from tongban.oversight.hotline.rules.flow import AGENTS, CENTRE, FLOW, HANDLERS
from tongban.oversight.hotline.rules.lights import LABELS
from tongban.oversight.hotline.rules.policy import BOUND
from tongban.oversight.hotline.rules.sorting import Suggested, suggested
from tongban.oversight.hotline.rules.states import CheckState, Flaw, OrderKind, Outcome, Privacy, Refusal
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_in_force
from tongban.registers.catalog.search import Hit, look_up
from tongban.web.ui.audience import staff
from tongban.web.ui.hotline import COOKIE, RATINGS, choices, code_in, plain, topic_name, typed_in, wish_from, with_code
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CASE_ROLES, show

READERS = (Role.HOTLINE, Role.EXAMINER, Role.REVIEWER, Role.DECIDER, Role.SUPERVISOR)
GUIDES = 4
STAND_WORDS = dict(
    zip(STANDS, ("没有办完", "超期", "退回热线", "等回访", "重复诉求", "不满意", "发回重办过", "等质检"), strict=True)
) | {"all": "全部"}
_NAMES = ("stands", "kind", "topic", "q")
_TYPED = (
    "reply",
    "agency",
    "reason",
    "into",
    "refusal",
    "outcome",
    "days",
    "satisfaction",
    "words",
    "flaw",
    "question",
    "answer",
)
_VERBS = {"take_in": "登记", **{each.verb: each.label for each in FLOW}}
_CHOICES: dict[str, Any] = {
    "outcomes": [(each.value, each.label) for each in Outcome],
    "refusals": [("", "请选择"), *((each.value, each.label) for each in Refusal)],
    "ratings": RATINGS,
    "flaws": [("", "没有问题"), *((each.value, each.label) for each in Flaw)],
}
_TAGS = {"red": "bad", "yellow": "warn", "green": "ok"}


@require_safe
@staff(*READERS)
def work_orders(request: HttpRequest) -> HttpResponse:
    """The list, the newest first: the whole city's for the hotline, a body's own for a body (two statements)."""
    actor, at = actor_of(request), now()
    kept = {name: value for name in _NAMES if (value := plain(request.GET.get(name, ""))[:60])}
    stands = kept.get("stands", "open")
    wanted = Wanted(text=kept.get("q", ""), stands=stands, kind=kept.get("kind", ""), topic=kept.get("topic", ""))
    after = request.GET.get("after", "")
    begin = int(after) if after.isascii() and after.isdigit() and len(after) < 10 else 0
    rows = orders(actor, wanted, at=at, after=begin, size=PAGE + 1)
    number = counted(actor, wanted, at=at)
    number["all"] = number["total"]
    shown = [*(each for each in STANDS if number[each] or each in ("open", "late", stands)), "all"]
    context = {
        "rows": [_row(each, at) for each in rows[:PAGE]],
        "filters": [
            ("哪些", [_chip(kept, "stands", each, STAND_WORDS[each], stands, number[each]) for each in shown]),
            ("诉求", [_chip(kept, "kind", value, name, kept.get("kind", "")) for value, name in _kinds()]),
        ],
        "kept": kept,
        "words": kept.get("q", ""),
        "is_first": not begin,
        "next_href": _with(kept, after=str(rows[PAGE - 1].pk)) if len(rows) > PAGE else "",
        "may_take": bool(actor.roles & AGENTS),
    }
    return show(request, "workbench/hotline.html", context, current="hotline")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.HOTLINE)
@sensitive_post_parameters("name", "phone", "content")
def write_down(request: HttpRequest) -> HttpResponseBase:
    """A call: who it is, what they asked before, what the guides say, whose it is; then it is written down."""
    if request.method == "POST" and "look" not in request.POST:
        return _written(request)
    typed = typed_in(request.POST if request.method == "POST" else request.GET)
    return _intake(request, typed, is_look=request.method == "POST")


@done_once
def _written(request: HttpRequest) -> HttpResponse:
    typed = typed_in(request.POST)
    try:
        made = take_in(wish_from(typed), by=actor_of(request), at=now())
    except Declined as refusal:
        return _intake(request, typed, problems=problems_of(refusal))
    return with_code(request, made, reverse("desk-hotline-one", args=[made.order.code]))


def _intake(
    request: HttpRequest, typed: dict[str, str], *, is_look: bool = False, problems: Sequence[Problem] = ()
) -> HttpResponse:
    """The form, and what was looked up (one statement for the caller's history)."""
    context = {
        "typed": typed,
        "choices": choices(),
        "longest": LONGEST,
        "is_look": is_look,
        "history": [_row(each, now()) for each in history_of(typed["phone"])] if is_look else [],
        "guides": _guides(typed["content"]) if is_look else [],
        "suggested": suggested(typed["content"], BOUND.policy, topic=typed["topic"]) if is_look else None,
        "topic_name": topic_name,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
    }
    return show(request, "workbench/hotline_new.html", context, current="hotline", status=422 if problems else 200)


@require_safe
@staff(*READERS)
def one(request: HttpRequest, code: UUID) -> HttpResponse:
    """One work order: what is wanted, how it stands, the steps that are open, what happened."""
    number, query_code = code_in(request)
    response = _one(request, order_for(actor_of(request), code), query_code=query_code if number else "")
    if query_code:
        response.delete_cookie(COOKIE, path=request.path, samesite="Strict")
    return response


@require_POST
@staff(*READERS)
@done_once
def act(request: HttpRequest, code: UUID, verb: str) -> HttpResponse:
    """One step of the flow; a refusal keeps what was typed."""
    actor = actor_of(request)
    found = order_for(actor, code)
    typed = {name: plain(request.POST.get(name, ""))[:2500] for name in _TYPED}
    try:
        _take(found, verb, typed, is_sure="sure" in request.POST, by=actor)
    except NotFound:
        raise
    except Declined as refusal:
        note_blocked_words(found.option_code, refusal, verb=verb, by=actor, at=now())
        problems = [Problem(f"{verb}-{each.anchor}" if each.anchor else "", each.text) for each in problems_of(refusal)]
        sent = {"verb": verb, "typed": typed, "problems": problems, "is_in_doubt": refusal.code == "reply_in_doubt"}
        return _one(request, order_for(actor, code), sent=sent, status=int(refusal.status))
    return redirect("desk-hotline-one", code=code) if verb != "send_back" else redirect("desk-hotline")


@require_POST
@staff(*READERS)
def reveal(request: HttpRequest, code: UUID) -> HttpResponse:
    """Name and number in full, to call back; hidden again with the next page."""
    actor = actor_of(request)
    found = order_for(actor, code)
    return _one(request, found, told=handling.reveal(found, by=actor, at=now()))


def _take(found: WorkOrder, verb: str, typed: Mapping[str, str], *, is_sure: bool, by: Actor) -> None:
    given: dict[str, Any] = {"by": by, "at": now()}
    plain_acts = {
        "sign": routing.sign,
        "miss_call": handling.miss_call,
        "withdraw": handling.withdraw,
        "urge": watching.urge,
    }
    acts: dict[str, tuple[Any, tuple[str, ...]]] = {
        "answer": (routing.answer, ("reply",)),
        "dispatch": (routing.dispatch, ("agency",)),
        "assign": (routing.assign, ("agency", "reason")),
        "refuse": (routing.refuse, ("refusal", "reason")),
        "merge": (routing.merge, ("into",)),
        "send_back": (routing.send_back, ("reason",)),
        "ask_joint": (joining.ask_joint, ("agency", "reason")),
        "contribute": (joining.contribute, ("words",)),
        "call_back": (handling.call_back, ("satisfaction", "words")),
        "send_again": (handling.send_again, ("reason",)),
        "settle": (handling.settle, ("reason",)),
        "check": (watching.check, ("flaw", "reason")),
        "publish": (publishing.publish, ("question", "answer")),
        "take_down": (publishing.take_down, ("reason",)),
    }
    if verb in plain_acts:
        plain_acts[verb](found, **given)
    elif verb in acts:
        do, names = acts[verb]
        do(found, **{name: typed[name] for name in names}, **given)
    elif verb == "reply":
        handling.reply(found, outcome=typed["outcome"], reply=typed["reply"], is_sure=is_sure, **given)
    elif verb == "extend":
        days = (
            int(typed["days"]) if typed["days"].isascii() and typed["days"].isdigit() and len(typed["days"]) < 4 else 0
        )
        handling.extend(found, days=days, reason=typed["reason"], **given)
    else:
        raise NotFound("没有这一步。")


def _one(
    request: HttpRequest,
    found: WorkOrder,
    *,
    told: tuple[str, str] | None = None,
    sent: Mapping[str, Any] | None = None,
    query_code: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page (at most eight statements)."""
    actor, at = actor_of(request), now()
    parts = list(found.parts.select_related("agency", "answered_by").order_by("pk"))
    burning, steps, is_centre = light(found, at=at), _steps(found, actor, parts), bool(actor.roles & CENTRE)
    advice = _advice(found) if steps & {"dispatch", "assign"} else Suggested()
    given: dict[str, Any] = {"verb": "", "typed": {}, "problems": [], "is_in_doubt": False, **(sent or {})}
    context = {
        **given,
        **_CHOICES,
        "found": found,
        "told": told,
        "query_code": query_code,
        "light_words": LABELS.get(burning, ""),
        "light_tag": _TAGS.get(burning, "off"),
        "topic": topic_name(found.topic),
        "steps": steps,
        "is_centre": is_centre,
        "may_reveal": found.privacy != Privacy.ANONYMOUS and (is_centre or _may_call(found, actor)),
        "may_open_case": bool(actor.roles & set(CASE_ROLES)),
        "advice": advice,
        "bodies": _bodies() if steps & {"dispatch", "assign", "ask_joint"} else [],
        "parts": parts,
        "today": local_day(at),
        **_beside(found, steps, at, is_centre=is_centre),
        "happened": _happened(found),
        "doubts": [Flaw(each).label for each in found.doubts],
        "policy": BOUND.policy,
        "wrong": {each.anchor: each.text for each in given["problems"]},
    }
    return show(request, "workbench/hotline_one.html", context, current="hotline", status=status)


def _steps(found: WorkOrder, actor: Actor, parts: Sequence[JointPart]) -> set[str]:
    """What the flow lets this person do, less what the order itself rules out."""
    open_now = {each.verb for each in FLOW.open_to(found, by=actor)}
    may_contribute = any(each.agency_id == actor.agency_id and each.answered_at is None for each in parts)
    if actor.roles & HANDLERS and not actor.roles & CENTRE and found.agency_id != actor.agency_id:
        return {"contribute"} & open_now if may_contribute else set()
    is_shown = "publish" in open_now and is_public(found)
    must_rule = found.times_returned >= BOUND.policy.returns_before_ruling
    ruled_out = {
        "dispatch": must_rule or (found.status == "replied" and not (found.is_at_once and found.satisfaction == "bad")),
        "send_back": found.is_ruled or (found.sign_by is not None and now() > found.sign_by),
        "extend": found.is_extended,
        "contribute": not may_contribute,
        "call_back": found.rated_at is not None,
        "miss_call": found.rated_at is not None,
        "send_again": found.agency_id is None or (found.is_over and found.check_state != CheckState.FAILED),
        "settle": found.satisfaction != "bad" and found.calls_missed < BOUND.policy.call_tries,
        "check": found.check_state != CheckState.DRAWN,
        "publish": found.sort is OrderKind.REPORT or is_shown,
        "take_down": not is_shown,
    }
    return {verb for verb in open_now if not ruled_out.get(verb)}


def _beside(found: WorkOrder, steps: set[str], at: Any, *, is_centre: bool) -> dict[str, Any]:
    """What helps whoever answers or merges: guides, earlier orders of the same person, orders alike."""
    return {
        "guides": _guides(found.option_name or found.content) if "answer" in steps else [],
        "history": [_row(each, at) for each in history_beside(found)] if is_centre else [],
        "alike": [_row(each, at) for each in alike(found)] if "merge" in steps else [],
    }


def _may_call(found: WorkOrder, actor: Actor) -> bool:
    """The lead body while it has the order in hand, where the person let it know who they are."""
    is_lead = found.agency_id == actor.agency_id and bool(actor.roles & HANDLERS)
    return is_lead and found.privacy == Privacy.OPEN and not found.is_over


def _advice(found: WorkOrder) -> Suggested:
    """Whose it seems to be (two statements at most)."""
    case = Case.objects.filter(number=found.case_number).select_related("agency").first() if found.case_number else None
    matter: Guide | None = guide_in_force(found.option_code) if found.option_code else None
    keys = dict(Agency.objects.filter(pk=matter.agency_id).values_list("pk", "key")) if matter is not None else {}
    return suggested(
        found.content,
        BOUND.policy,
        topic=found.topic,
        case_agency=case.agency.key if case is not None else "",
        option_agency=keys.get(matter.agency_id, "") if matter is not None else "",
    )


def _bodies() -> list[tuple[str, str]]:
    """Bodies with people who handle (one statement)."""
    rows = Agency.objects.filter(is_active=True, staff__is_active=True, staff__roles__contains=[Role.EXAMINER.value])
    return [("", "请选择"), *rows.distinct().order_by("id").values_list("key", "short_name")]


def _guides(words: str) -> list[Hit]:
    """What the knowledge base, that is the published guides, has on it."""
    return list(look_up(words[:60], size=GUIDES)) if words.strip() else []


def _kinds() -> list[tuple[str, str]]:
    return [("", "全部"), *((each.value, each.label) for each in OrderKind)]


def _chip(
    kept: Mapping[str, str], name: str, value: str, label: str, chosen: str, count: int | None = None
) -> dict[str, Any]:
    """One choice of a row of filters; what is shown without a choice stands in no address."""
    href = _with({key: each for key, each in kept.items() if key != name}, **({name: value} if value else {}))
    return {"label": label, "href": href, "is_current": value == chosen, "count": count}


def _with(kept: Mapping[str, str], **more: str) -> str:
    query = urlencode({**kept, **more})
    return reverse("desk-hotline") + (f"?{query}" if query else "")


def _row(each: WorkOrder, at: Any) -> dict[str, Any]:
    found = light(each, at=at)
    return {
        "each": each,
        "topic": topic_name(each.topic),
        "light": LABELS.get(found, ""),
        "tag": _TAGS.get(found, "off"),
        "is_red": found == "red",
        "due": each.due_on if each.status == "handling" else None,
        "sign_by": each.sign_by if each.status == "dispatched" else None,
        "today": local_day(at),
    }


def _happened(found: WorkOrder) -> list[dict[str, Any]]:
    """What happened, the newest first (one statement)."""
    rows = Entry.objects.filter(chain=found.chain).order_by("-seq")
    return [
        {
            "at": each.at,
            "label": _VERBS.get(each.verb, each.verb),
            "by": f"{each.by_agency}{each.by_name}",
            "words": each.facts.get("reason") or "",
        }
        for each in rows
    ]
