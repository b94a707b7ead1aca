"""Taking a step on a draft (认领、提交、审核、退回、发布…): one view for every verb; what was typed is never lost."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, Stale
from tongban.foundation.ledger.commands import stale
from tongban.registers.agencies.models import Agency
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries import draft_for
from tongban.registers.compiling.rules.transition import Transition
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .choosing import day_of, word
from .drafts import Coming, draft_page, has_transition
from .frame import CATALOG_ROLES

_LONGEST, _MOST_WORDS = 2000, 200
Act = Callable[[ListDraft, QueryDict, Actor, datetime], object]


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step; a refusal shows the page again with everything typed, and what others did meanwhile."""
    actor, post = actor_of(request), request.POST
    found = draft_for(actor, pk)
    if verb not in ACTS:
        raise NotFound("没有这一步。")
    try:
        _refuse_overtaken(found, post)
        ACTS[verb](found, post, actor, now())
    except Declined as refusal:
        problems = [Problem("", _changes(refusal))] if isinstance(refusal, Stale) else _problems(refusal)
        typed = {name: post.get(name, "")[:_LONGEST] for name in post}
        coming = Coming(verb, typed, _words(post), problems, int(refusal.status))
        return draft_page(request, pk, coming)
    if verb in ("decline", "reassign"):
        return redirect("console-inbox")
    return redirect("console-draft", pk)


def _refuse_overtaken(found: ListDraft, post: QueryDict) -> None:
    """A form that was made for an older state of the draft is told what happened since."""
    seen = word(post, "version", 9)
    if seen.isascii() and seen.isdigit() and int(seen) != found.version:
        raise stale(found.chain, since=int(seen))


def _changes(refusal: Stale) -> str:
    by = "、".join(dict.fromkeys(each["by"]["agency"] for each in refusal.facts.get("changes", ()) if each["by"]))
    return refusal.message + (f"办理的是：{by}。" if by else "")


def _problems(refusal: Declined) -> list[Problem]:
    """Faults of the list lead to no field of this page; those of the step's own form do."""
    return [Problem(each.anchor if each.anchor in _FIELDS else "", each.text) for each in problems_of(refusal)]


def _reason(post: QueryDict, name: str = "reason") -> str:
    return word(post, name, _LONGEST)


def _words(post: QueryDict) -> Mapping[str, str]:
    """The reviewer's word to each warning: pairs of the finding's key and the word."""
    keys, words = post.getlist("finding")[:_MOST_WORDS], post.getlist("word")[:_MOST_WORDS]
    plain = [
        (key.replace("\x00", "")[:400], said.replace("\x00", "").strip()[:500])
        for key, said in zip(keys, words, strict=False)
    ]
    return {key: said for key, said in plain if said}


def _reassign(found: ListDraft, post: QueryDict, by: Actor, at: datetime) -> object:
    agency = Agency.objects.filter(key=word(post, "agency"), is_active=True).first()
    if agency is None:
        raise Invalid(faults=[Fault("/agency", "blank", "请选择改派给哪个部门。")])
    return commands.reassign(found, agency=agency, reason=_reason(post), by=by, at=at)


def _publish(found: ListDraft, post: QueryDict, by: Actor, at: datetime) -> object:
    days: dict[str, date] = {}
    for name in ("effective_on", "drafts_until_on"):
        if text := word(post, name, 20):
            if (day := day_of(text)) is None:
                raise Invalid(faults=[Fault(f"/{name}", "format", "日期要写成 2026-11-23 这样。")])
            days[name] = day
    return commands.publish(found, words=_words(post), transition=_transition(found, post), by=by, at=at, **days)


def _transition(found: ListDraft, post: QueryDict) -> Transition | None:
    """The choice of whoever publishes; of a new list nothing is being filled in, and nothing is to be chosen."""
    if not has_transition(found):
        return None
    chosen = word(post, "transition", 20)
    if chosen not in set(Transition):
        raise Invalid(faults=[Fault("/transition", "blank", "请选择没有提交的申请怎样过渡。")])
    return Transition(chosen)


ACTS: Mapping[str, Act] = {
    "claim": lambda found, post, by, at: commands.claim(found, by=by, at=at),
    "decline": lambda found, post, by, at: commands.decline(found, reason=_reason(post), by=by, at=at),
    "reassign": _reassign,
    "submit": lambda found, post, by, at: commands.submit(found, by=by, at=at),
    "recall": lambda found, post, by, at: commands.recall(found, by=by, at=at),
    "review": lambda found, post, by, at: commands.review(
        found, opinion=_reason(post, "opinion"), words=_words(post), by=by, at=at
    ),
    "return": lambda found, post, by, at: commands.send_back(found, reason=_reason(post), by=by, at=at),
    "publish": _publish,
    "drop": lambda found, post, by, at: commands.drop(found, reason=_reason(post), by=by, at=at),
}
_FIELDS = frozenset({"reason", "opinion", "agency", "effective_on", "transition", "drafts_until_on"})
