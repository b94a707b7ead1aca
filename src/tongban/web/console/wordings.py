"""The city's own words on a kind of paper (A07 文书用语): a proposal as a form, on a specimen, agreed to by another."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.flow import Step
from tongban.registers.documents.commands import wordings as commands
from tongban.registers.documents.models import PaperWording
from tongban.registers.documents.queries import wording_in_force, wordings_of
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.documents.rules.wording import (
    FLOW,
    KEEPERS,
    LONGEST,
    MOST,
    PARTS,
    PLACEHOLDERS,
    WORDABLE,
    Wording,
    as_typed,
)
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .papers import kind_of, specimen
from .stepping import NOT_SENT, refused, typed
from .tasks import Verb, Work

_MOST_TYPED = MOST * (LONGEST + 2) * 2
_FORM = "wording"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*KEEPERS)
@done_once
def propose(request: HttpRequest, kind: str) -> HttpResponse:
    """The words in force as a form; what is sent waits for another person."""
    found = _wordable(kind)
    sent = NOT_SENT
    if request.method == "POST":
        given = typed(request.POST, *PARTS, most=_MOST_TYPED) | typed(request.POST, "reason")
        try:
            made = commands.propose(found, given, reason=given["reason"], by=actor_of(request), at=now())
        except Declined as refusal:
            sent = refused(_FORM, refusal, given)
        else:
            return redirect("console-wording", pk=made.pk)
    standing = wording_in_force(found)
    begins = as_typed(standing.content.wording if standing is not None else Wording())
    context = {
        "kind": found,
        "standing": standing,
        "waiting": wordings_of(found).filter(status="proposed").first(),
        "boxes": [(name, label, sent.value(_FORM, name, begins[name])) for name, label in PARTS.items()],
        "placeholders": list(PLACEHOLDERS),
        "most": MOST,
        "longest": LONGEST,
        "form": _FORM,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/wording_edit.html", context, current="papers", status=sent.status)


@require_safe
@staff(*READERS)
def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition or proposal: what is new, how a paper looks with it, the steps open to this actor."""
    return _WORK.page(request, pk)


@require_POST
@staff(*KEEPERS)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Agree, send back, take back."""
    return _WORK.take(request, pk, verb)


def _wordable(kind: str) -> DocumentKind:
    found = kind_of(kind)
    if found not in WORDABLE:
        raise NotFound(f"《{found.label}》由系统照实生成，不加用语。")
    return found


def _find(actor: Actor, pk: int) -> PaperWording:
    found = PaperWording.objects.select_related("proposed_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这份用语。")
    return found


def _shown(found: PaperWording, actor: Actor) -> Mapping[str, Any]:
    kind = DocumentKind(found.kind)
    standing = wording_in_force(kind)
    before = as_typed(standing.content.wording if standing is not None else Wording())
    after = as_typed(found.content.wording)
    return {
        "wording": found,
        "kind": kind,
        "standing": standing,
        "compared": [
            {"label": label, "before": before[name].splitlines(), "after": after[name].splitlines()}
            for name, label in PARTS.items()
            if before[name] != after[name]
        ],
        "texts": [(label, after[name].splitlines()) for name, label in PARTS.items() if after[name]],
        "is_own": found.proposed_by_id == actor.staff_id,
        "sheet": sheet_of(specimen(kind, now(), found), base_url=settings.PUBLIC_URL),
    }


def _open_steps(found: PaperWording, actor: Actor) -> Sequence[Step]:
    own = {"approve", "send_back"} if found.proposed_by_id == actor.staff_id else {"take_back"}
    return [each for each in FLOW.open_to(found, by=actor) if each.verb not in own]


_WORK = Work(
    name="console-wording",
    template="console/wording.html",
    current="papers",
    flow=FLOW,
    verbs={
        "approve": Verb(commands.approve, "P"),
        "send_back": Verb(commands.send_back, "B"),
        "take_back": Verb(commands.take_back, "C"),
    },
    find=_find,
    shown=_shown,
    open_steps=_open_steps,
)
