"""Drafts of bundles (一件事文稿): what it will be, what is wrong, its parts to write, and the steps to its edition."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.models import BundleDraft
from tongban.registers.bundles.queries.editions import document
from tongban.registers.bundles.rules.comparing import compare
from tongban.registers.bundles.rules.flow import FLOW
from tongban.registers.bundles.rules.states import EDITABLE, Operation, Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .bundle_parts import LONGEST_KEY, PARTS, Editing, Part
from .bundle_showing import shown_whole, tagged_findings
from .bundles import by_part
from .frame import CATALOG_ROLES, READERS, show
from .narrowing import text
from .stepping import NOT_SENT, Refused, refused
from .tasks import Verb, Work

EDITOR = Role.CATALOG_EDITOR


@require_safe
@staff(*READERS)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft."""
    return _work(request).page(request, pk)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def take(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Take a step of the draft."""
    return _work(request).take(request, pk, verb)


@require_safe
@staff(EDITOR)
def part(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """One part of the draft to be written: without a key a new one."""
    found, about = _editable(request, pk), _about(name)
    return _part_page(request, found, about, text(request.GET, "key", LONGEST_KEY), NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def put(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Write the part; a refusal shows the form again with everything typed."""
    found, about = _editable(request, pk), _about(name)
    key = text(request.POST, "was", LONGEST_KEY)
    editing = _editing(found, key)
    try:
        content = about.read(editing, request.POST)
        commands.revise(found, content=content, by=actor_of(request), at=now())
    except Declined as refusal:
        return _part_page(
            request, found, about, key, refused("part", refusal, dict.fromkeys(_names(about, editing), ""))
        )
    return redirect(reverse("console-bundle-draft", args=[pk]) + f"#{name}")


@require_POST
@staff(EDITOR)
@done_once
def drop(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take the part off the draft."""
    found, about = _editable(request, pk), _about(name)
    key = text(request.POST, "was", LONGEST_KEY)
    if about.without is None:
        raise NotFound("这一部分不能去掉。")
    try:
        content = about.without(queries.content_of(found), key)
        commands.revise(found, content=content, by=actor_of(request), at=now())
    except Declined as refusal:
        return _part_page(request, found, about, key, refused("part", refusal, {}))
    return redirect(reverse("console-bundle-draft", args=[pk]) + f"#{name}")


def _work(request: HttpRequest) -> Work[BundleDraft]:
    """The draft as a task: what it shows depends on the situation in the address."""
    return Work(
        name="console-bundle-draft",
        template="console/bundle_draft.html",
        current="bundles",
        flow=FLOW,
        verbs={
            "propose": Verb(commands.propose, "B"),
            "recall": Verb(commands.recall, "H"),
            "return": Verb(commands.send_back, "T"),
            "approve": Verb(commands.approve, "G"),
            "drop": Verb(commands.drop, "X"),
        },
        find=_find,
        shown=lambda found, actor: _shown(request, found, actor),
        open_steps=_open_steps,
    )


def _find(actor: Actor, pk: int) -> BundleDraft:
    found = queries.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这份文稿，或者您看不到它。")
    return found


def _shown(request: HttpRequest, found: BundleDraft, actor: Actor) -> Mapping[str, Any]:
    content = queries.content_of(found)
    base = document(found.base.content) if found.base is not None else None
    is_open = found.edition_id is None and found.status != Status.DROPPED
    return {
        "draft": found,
        "content": content,
        "status": Status(found.status).label,
        "is_withdrawal": found.operation == Operation.WITHDRAW,
        "findings": tagged_findings(content, base) if is_open else [],
        "changes": by_part(compare(base, content)) if base is not None else [],
        "may_write": may_write(found, actor),
        **shown_whole(request, content),
    }


def may_write(found: BundleDraft, actor: Actor) -> bool:
    """Can this actor change the draft now?"""
    is_open = found.status in EDITABLE and found.operation != Operation.WITHDRAW
    return is_open and queries.may_edit(actor, found.bundle.lead_id)


def _open_steps(found: BundleDraft, actor: Actor) -> Iterable[Step]:
    """Own drafts are decided by somebody else; foreign ones are not sent to review."""
    own = actor.staff_id in (found.drafter_id, found.proposer_id)
    for each in FLOW.open_to(found, by=actor):
        if EDITOR in each.by and not queries.may_edit(actor, found.bundle.lead_id):
            continue
        if each.verb == "approve" and own:
            continue
        yield each


def _editable(request: HttpRequest, pk: int) -> BundleDraft:
    found = _find(actor_of(request), pk)
    if not may_write(found, actor_of(request)):
        raise NotYours("这份文稿现在不能改，或者由别的单位编制。")
    return found


def _about(name: str) -> Part:
    if name not in PARTS:
        raise NotFound("一件事里没有这一部分。")
    return PARTS[name]


def _editing(found: BundleDraft, key: str) -> Editing:
    content = queries.content_of(found)
    return Editing(content, queries.guides_of(content), key)


def _names(about: Part, editing: Editing) -> list[str]:
    return [box.name for section in about.sections(editing) for box in section.boxes]


def _part_page(request: HttpRequest, found: BundleDraft, about: Part, key: str, sent: Refused) -> HttpResponse:
    editing = _editing(found, key)
    if key and not about.is_there(editing):
        raise NotFound("文稿里没有这一条，可能已经改过名称。")
    typed = request.POST if sent.problems else None
    context = {
        "draft": found,
        "about": about,
        "key": key,
        "heading": about.heading(editing),
        "sections": [section.with_typed(typed) for section in about.sections(editing)],
        "may_drop": bool(key) and about.without is not None,
        "again": reverse("console-bundle-part", args=[found.pk, about.name])
        + (f"?{urlencode({'key': key})}" if key else ""),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/bundle_part.html", context, current="bundles", status=sent.status)
