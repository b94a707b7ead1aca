"""Policies (P25 惠企·不来即享): the library, whom each fits and why, one's own choice, grants, what is in public."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.benefits.commands import choosing, granting
from tongban.handling.benefits.models import BenefitGrant, DeclaredFact, PolicyEdition
from tongban.handling.benefits.queries import grants as kept
from tongban.handling.benefits.queries import policies as library
from tongban.handling.benefits.queries.facts import is_out
from tongban.handling.benefits.queries.matching import for_one, match_of
from tongban.handling.benefits.rules.facts import FactKind, Sort
from tongban.handling.benefits.rules.flow import GRANTS
from tongban.handling.benefits.rules.matching import Match, Verdict, period_of, period_words
from tongban.handling.benefits.rules.states import Audience, GrantStatus, Way
from tongban.handling.interpretations.queries import due_of_policy, of_policy
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import masked_name
from tongban.web.portal import inputs
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.audience import applicants, everybody
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

PAGE = 20
SHOWN = 50
OBJECTIONS = Pace(5, 3600)
_YES_NO = [("", "不填"), ("yes", "是"), ("no", "不是")]
_TAGS = {
    "granted": "done",
    "paid_out": "done",
    "contested": "warn",
    "revoked": "bad",
    "refused": "off",
    "given_up": "off",
}


@everybody
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy that can be had today, searched and filtered, the newest first (two statements)."""
    sought = library.Sought(**{name: inputs.text(request.GET, name)[:60].strip() for name in asdict(library.Sought())})
    today, after = local_day(now()), inputs.number(request.GET, "after")
    rows = list(library.library(sought, on=today, after=after)[: PAGE + 1])
    chosen = {name: value for name, value in asdict(sought).items() if value}
    bodies = library.in_force(today).order_by("policy__agency__pk").distinct("policy__agency__pk")
    agencies = [(each.policy.agency.key, each.policy.agency.short_name) for each in bodies]
    context = {
        "rows": [_line(each) for each in rows[:PAGE]],
        "following": _address({**chosen, "after": str(rows[PAGE - 1].pk)}) if len(rows) > PAGE else "",
        "q": sought.q,
        "chosen": chosen,
        "filters": [
            ("给谁", _chips(chosen, "audience", [(each.value, each.label) for each in Audience])),
            ("怎么享受", _chips(chosen, "way", [(each.value, each.label) for each in Way])),
            ("部门", _chips(chosen, "agency", agencies)),
        ],
    }
    return page(request, "policies", context)


@everybody
@require_safe
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """One policy in plain words, its conditions and source; with `?me=1` held against one's own facts."""
    return _policy(request, code, [])


@applicants
@require_POST
@done_once
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """一键确认: nothing is typed; what is on record is checked, and the body decides."""
    try:
        grant = granting.confirm(code, by=actor_of(request), at=now())
    except Declined as refusal:
        return _policy(request, code, told(refusal), status=int(refusal.status))
    return redirect("benefit", code=grant.code)


@applicants
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What fits one, with reasons; what is not known, with what is missing; one's grants, one's choice."""
    return _own(request, {}, [])


@applicants
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Not to be matched any more, or again; pressed twice it is the same."""
    act = choosing.opt_out if request.POST.get("choice") == "out" else choosing.opt_in
    act(by=actor_of(request), at=now())
    return redirect("my-policies")


@applicants
@require_POST
@done_once
def declare(request: HttpRequest) -> HttpResponse:
    """What an enterprise says of itself."""
    actor = actor_of(request)
    party = choosing.whose(actor)
    typed = {each.name: inputs.text(request.POST, each.name)[:20] for each in _own_words(party)}
    try:
        choosing.declare(typed, by=actor, at=now())
    except Declined as refusal:
        return _own(request, typed, told(refusal), status=int(refusal.status))
    return redirect("my-policies")


@applicants
@require_safe
def benefit(request: HttpRequest, code: UUID) -> HttpResponse:
    """One of one's grants: on which conditions it rests, where it stands, who decides."""
    return _benefit(request, kept.own_grant(actor_of(request), code), [])


@applicants
@require_POST
@done_once
def give_up(request: HttpRequest, code: UUID) -> HttpResponse:
    """Not to take it."""
    actor = actor_of(request)
    found = kept.own_grant(actor, code)
    try:
        granting.give_up(found, by=actor, at=now())
    except Declined as refusal:
        return _benefit(request, kept.own_grant(actor, code), told(refusal), status=int(refusal.status))
    return redirect("benefit", code=code)


@everybody
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What is in public now: names of people are masked (two statements)."""
    today, after = local_day(now()), inputs.number(request.GET, "after")
    rows = list(kept.in_public(on=today, after=after)[: PAGE + 1])
    following = f"{reverse('policy-notices')}?after={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    return page(request, "policy_notices", {"rows": [_public(each) for each in rows[:PAGE]], "following": following})


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def objection(request: HttpRequest, code: UUID) -> HttpResponse:
    """Say what speaks against one that is in public."""
    actor, at, problems = actor_of(request), now(), list[Problem]()
    found = kept.public_grant(code, on=local_day(at))
    words = inputs.text(request.POST, "words")
    if request.method == "POST":
        try:
            OBJECTIONS.keep(actor.ref)
            granting.object_to(found, words=words, by=actor, at=at)
        except Declined as refusal:
            problems = told(refusal)
        else:
            return redirect("policy-notices")
    context = {"row": _public(found), "words": words, "problems": problems, "errors": errors_by_anchor(problems)}
    return page(request, "policy_objection", context, status=422 if problems else 200)


def _policy(request: HttpRequest, code: str, problems: list[Problem], *, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    found = library.policy_on(code, on=today)
    content = library.content_of(found)
    is_open = found.operation == "offer" and content.is_open(today)
    party = _party(actor) if is_open else None
    is_for_me = party is not None and party.kind == found.audience
    context: dict[str, Any] = {
        "policy": found,
        "content": content,
        "is_open": is_open,
        "can_ask": is_for_me,
        "match": None,
        "running": None,
        "may_confirm": False,
        "told_in": of_policy(code),
        "told_by": due_of_policy(code) if is_open else None,
        "problems": problems,
    }
    if is_for_me and party is not None and (request.GET.get("me") == "1" or problems):
        match = match_of(party.pk, content, on=today)
        running = kept.holds_period(found.policy_id, party.pk, period_of(content.every, today))
        may_confirm = match.verdict is Verdict.FITS and running is None and content.way is not Way.APPLIED
        context |= {"match": _shown(match), "running": running, "may_confirm": may_confirm}
    return page(request, "policy", context, status=status)


def _own(request: HttpRequest, typed: dict[str, str], problems: list[Problem], *, status: int = 200) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    party = choosing.whose(actor)
    is_left_out = is_out(party.pk)
    rows = [] if is_left_out else for_one(party, on=today)
    said = {each.name: each.value for each in DeclaredFact.objects.filter(party=party)}
    context = {
        "party": party,
        "is_out": is_left_out,
        "fits": [(each.edition, each.content, _shown(each.match)) for each in rows if each.match.verdict == "fits"],
        "unsure": [(each.edition, each.content, _shown(each.match)) for each in rows if each.match.verdict == "unsure"],
        "others": sum(each.match.verdict == "fits_not" for each in rows),
        "grants": [_grant(each) for each in kept.own(actor)[:SHOWN]],
        "own_words": [_field(each, typed, said) for each in _own_words(party)],
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "my_policies", context, status=status)


def _benefit(request: HttpRequest, found: BenefitGrant, problems: list[Problem], *, status: int = 200) -> HttpResponse:
    steps = {each.verb for each in GRANTS.open_to(found, by=actor_of(request).speaking_as(Role.APPLICANT))}
    context = {
        "grant": found,
        "row": _grant(found),
        "content": library.content_of(found.edition),
        "may_give_up": "give_up" in steps,
        "problems": problems,
    }
    return page(request, "benefit", context, status=status)


def _party(actor: Actor) -> Party | None:
    """For whom one asks; nobody under a mandate, or who is not signed in as an applicant."""
    if Role.APPLICANT not in actor.roles or actor.mandate_id is not None or actor.party_id is None:
        return None
    return Party.objects.filter(pk=actor.acting_for or actor.party_id).first()


def _line(found: PolicyEdition) -> dict[str, Any]:
    return {"edition": found, "content": library.content_of(found), "way": Way(found.way)}


def _shown(match: Match) -> dict[str, Any]:
    tags = {Verdict.FITS: "done", Verdict.UNSURE: "warn", Verdict.FITS_NOT: "off"}
    return {"match": match, "tag": tags[match.verdict], "judged": [(each, tags[each.verdict]) for each in match.judged]}


def _grant(found: BenefitGrant) -> dict[str, Any]:
    return {
        "code": found.code,
        "number": found.number,
        "title": found.edition.title,
        "period": period_words(found.period),
        "status": found.state.label,
        "tag": _TAGS.get(found.status, "info"),
        "is_waiting": found.state in (GrantStatus.PROPOSED, GrantStatus.CHECKED),
    }


def _public(found: BenefitGrant) -> dict[str, Any]:
    content = library.content_of(found.edition)
    return {"grant": found, "name": masked_name(found.party), "content": content, "period": period_words(found.period)}


def _own_words(party: Party) -> list[FactKind]:
    return [each for each in library.vocabulary().own_words() if Audience(party.kind) in each.audiences]


def _field(kind: FactKind, typed: dict[str, str], said: dict[str, Any]) -> dict[str, Any]:
    value = said.get(kind.name, "")
    plain = {True: "yes", False: "no"}.get(value, "") if kind.sort is Sort.YES_NO and value != "" else str(value)
    choices = _YES_NO if kind.sort is Sort.YES_NO else []
    return {"kind": kind, "value": typed.get(kind.name, plain), "choices": choices}


def _chips(chosen: dict[str, str], name: str, choices: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"label": label, "href": _address({**chosen, name: value}), "is_current": chosen.get(name, "") == value}
        for value, label in (("", "全部"), *choices)
    ]


def _address(chosen: dict[str, str]) -> str:
    found = {name: value for name, value in chosen.items() if value}
    return reverse("policies") + ("?" + urlencode(found) if found else "")
