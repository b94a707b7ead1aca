"""Drafts of policies (政策文稿): what it says, whom it would reach, the form to write it, the steps to its edition."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.handling.benefits.commands import drafting, publishing, trying
from tongban.handling.benefits.models import PolicyDraft
from tongban.handling.benefits.queries import policies as kept
from tongban.handling.benefits.rules.content import MOST_CLAUSES, Clause, Content, faults_of
from tongban.handling.benefits.rules.flow import DRAFTS
from tongban.handling.benefits.rules.states import EDITABLE, Audience, Every, Operation, TrialStatus, Way
from tongban.registers.catalog.queries import cards
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import text
from .policies import shown
from .tasks import Verb, Work

EDITOR = Role.CATALOG_EDITOR
_LINES = ("title", "benefit", "source_title", "source_number", "source_clause", "contact")
_TEXTS = ("summary", "source_text")
_OTHERS = ("audience", "way", "every", "amount", "from_on", "to_on", "notice_days", "option_code")
_LONGEST = 5000
_CHOICES = {
    "audiences": [(each.value, each.label) for each in Audience],
    "ways": [(each.value, each.label, each.hint) for each in Way],
    "everys": [(each.value, each.label) for each in Every],
}


@require_safe
@staff(*READERS)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft with everything that is wrong with it, and its last trial."""
    return _WORK.page(request, pk)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Try it out, send it to review, take it back, approve, return, give up."""
    return _WORK.take(request, pk, verb)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(EDITOR)
@done_once
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as one form; what cannot be read is told, what is not right yet is kept and told on its page."""
    actor, problems = actor_of(request), list[Problem]()
    found = kept.draft_for(actor, pk)
    if found.state not in EDITABLE or found.operation == Operation.END:
        raise NotYours("这份文稿现在不能改。送审以后要改，请先撤回。")
    typed = _typed(request.POST) if request.method == "POST" else _plain(kept.content_of(found))
    if request.method == "POST":
        try:
            drafting.revise(found, content=_read(typed, found.policy.is_sample), by=actor, at=now())
        except Declined as refusal:
            problems = problems_of(refusal)
        else:
            return redirect("console-policy-draft", pk=pk)
    audience = Audience.PERSON if typed["audience"] == Audience.PERSON else Audience.ENTERPRISE
    context = {
        "draft": found,
        "typed": typed,
        "places": range(1, MOST_CLAUSES + 1),
        "kinds": kept.vocabulary().of(audience),
        "matters": [("", "不按事项申请"), *((each.option_code, each.name) for each in cards())],
        **_CHOICES,
        "problems": problems,
        "errors": {each.anchor: each.text for each in problems if each.anchor},
        "once": once_input(),
    }
    return show(request, "console/policy_write.html", context, current="policies", status=422 if problems else 200)


def _typed(post: QueryDict) -> dict[str, str]:
    names = [*_LINES, *_TEXTS, *_OTHERS]
    names += [f"{name}-{place}" for place in range(1, MOST_CLAUSES + 1) for name in ("words", "when")]
    return {name: text(post, name, _LONGEST) for name in names}


def _plain(content: Content) -> dict[str, str]:
    """The document as the form holds it."""
    found = {name: str(getattr(content, name)) for name in (*_LINES, *_TEXTS, "amount", "notice_days", "option_code")}
    found |= {name: getattr(content, name).value for name in ("audience", "way", "every")}
    days = {"from_on": content.from_on, "to_on": content.to_on}
    found |= {name: each.isoformat() if each is not None else "" for name, each in days.items()}
    for place in range(1, MOST_CLAUSES + 1):
        clause = content.clauses[place - 1] if place <= len(content.clauses) else Clause("", "")
        found |= {f"words-{place}": clause.words, f"when-{place}": clause.when}
    return found


def _read(typed: Mapping[str, str], is_sample: bool) -> Content:
    """The form as a document; `Invalid` with everything that cannot be read."""
    faults: list[Fault] = []
    clauses = [(typed[f"words-{place}"], typed[f"when-{place}"]) for place in range(1, MOST_CLAUSES + 1)]
    for name, kinds in (("audience", Audience), ("way", Way), ("every", Every)):
        if typed[name] not in {each.value for each in kinds}:
            faults.append(Fault(f"/{name}", "choice", "请选一个。"))
    amount, days = _amount(typed["amount"], faults), _whole(typed["notice_days"], faults)
    from_on, to_on = (_day(typed[name], name, faults) for name in ("from_on", "to_on"))
    if faults:
        raise Invalid(faults=faults)
    return Content(
        **{name: typed[name] for name in (*_LINES, *_TEXTS, "option_code")},
        audience=Audience(typed["audience"]),
        way=Way(typed["way"]),
        every=Every(typed["every"]),
        amount=amount,
        notice_days=days,
        from_on=from_on,
        to_on=to_on,
        clauses=tuple(Clause(words, when) for words, when in clauses if words or when),
        is_sample=is_sample,
    )


def _amount(said: str, faults: list[Fault]) -> Decimal:
    try:
        found = Decimal(said or "0")
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or found != round(found, 2):
        faults.append(Fault("/amount", "amount", "金额写成300或者300.50这样，不给钱的写0。"))
        return Decimal(0)
    return found


def _whole(said: str, faults: list[Fault]) -> int:
    if not said or (said.isascii() and said.isdigit() and len(said) < 4):
        return int(said or 0)
    faults.append(Fault("/notice_days", "whole", "公示几个工作日写整数，不公示的写0。"))
    return 0


def _day(said: str, name: str, faults: list[Fault]) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        faults.append(Fault(f"/{name}", "day", "日期请写成2026-12-31这样。"))
        return None


def _shown(found: PolicyDraft, actor: Actor) -> Mapping[str, Any]:
    content, is_end = kept.content_of(found), found.operation == Operation.END
    may_write = found.state in EDITABLE and not is_end and kept.may_edit(actor, found.policy.agency_id)
    return {
        "draft": found,
        "is_end": is_end,
        "faults": [] if is_end or found.edition_id else [each.message for each in faults_of(content, kept.around())],
        "may_write": may_write,
        "trial": found.trials.filter(status=TrialStatus.RUNNING).first(),
        **shown(content),
    }


def _open_steps(found: PolicyDraft, actor: Actor) -> Iterable[Step]:
    """Writers write their own body's, reviewers review; an end needs no trial."""
    steps = DRAFTS.open_to(found, by=actor)
    is_own = kept.may_edit(actor, found.policy.agency_id) or Role.CATALOG_REVIEWER in actor.roles
    is_end = found.operation == Operation.END
    return [each for each in steps if is_own and not (is_end and each.verb == "simulate")]


_WORK = Work(
    name="console-policy-draft",
    template="console/policy_draft.html",
    current="policies",
    flow=DRAFTS,
    verbs={
        "simulate": Verb(trying.try_out, "I"),
        "propose": Verb(drafting.propose, "U"),
        "recall": Verb(drafting.recall, "H"),
        "approve": Verb(publishing.approve, "P"),
        "return": Verb(publishing.send_back, "B"),
        "drop": Verb(drafting.drop, "X"),
    },
    find=kept.draft_for,
    shown=_shown,
    open_steps=_open_steps,
)
