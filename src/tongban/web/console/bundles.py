"""Bundles (A08 一件事): the register, one edition, two editions side by side, and beginning the next one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.models import BundleDraft
from tongban.registers.bundles.queries.editions import Line
from tongban.registers.bundles.rules.comparing import Change, compare
from tongban.registers.bundles.rules.states import OPEN, Standing, Status
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .bundle_showing import shown_whole, tagged_findings
from .choosing import agencies_to_choose
from .frame import CATALOG_ROLES, READERS, show
from .narrowing import narrowed, text, whole
from .stepping import NOT_SENT, Refused, refused, typed

PAGE = 50
EDITOR = Role.CATALOG_EDITOR
NONE_YET = "none"
TAGS = {Standing.IN_FORCE: "done", Standing.COMING: "info", Standing.WITHDRAWN: "off", Standing.REPLACED: "off"}
_STANDINGS = [
    *((each.value, each.label) for each in Standing if each is not Standing.REPLACED),
    (NONE_YET, "还没有发布"),
]
_DRAFTS = [(each.value, each.label) for each in Status if each in OPEN]


@dataclass(frozen=True, slots=True)
class Row:
    """A bundle as a line of the register, with its open draft (一件事)."""

    pk: int
    line: Line
    draft: BundleDraft | None

    @property
    def title(self) -> str:
        return self.line.title or (self.draft.title if self.draft is not None else self.line.code)

    @property
    def state(self) -> str:
        return self.line.standing.value if self.line.standing is not None else NONE_YET

    @property
    def tag(self) -> str:
        return TAGS.get(self.line.standing, "off") if self.line.standing is not None else "off"

    @property
    def label(self) -> str:
        return self.line.standing.label if self.line.standing is not None else "还没有发布"

    @property
    def draft_label(self) -> str:
        return Status(self.draft.status).label if self.draft is not None else ""


@require_safe
@staff(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """Every bundle with its edition and its draft (four statements)."""
    return _register(request, NOT_SENT)


@require_POST
@staff(EDITOR)
@done_once
def start(request: HttpRequest) -> HttpResponse:
    """Begin the first edition of a new bundle, or the next one of an old."""
    sent = typed(request.POST, "code", "title", "lead", most=100)
    try:
        draft = commands.start(sent["code"], lead=sent["lead"], title=sent["title"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _register(request, refused("start", refusal, sent))
    return redirect("console-bundle-draft", pk=draft.pk)


@require_POST
@staff(EDITOR)
@done_once
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Begin to take the bundle out of use: another person decides."""
    sent = typed(request.POST, "reason", most=500)
    try:
        draft = commands.start_withdrawal(code, reason=sent["reason"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _edition(request, code, 0, refused("withdraw", refusal, sent))
    return redirect("console-bundle-draft", pk=draft.pk)


@require_safe
@staff(*READERS)
def edition(request: HttpRequest, code: str) -> HttpResponse:
    """One edition: members in their order, the one form, the one set of papers, days, and all editions."""
    return _edition(request, code, whole(text(request.GET, "number")), NOT_SENT)


@require_safe
@staff(*READERS)
def beside(request: HttpRequest, code: str) -> HttpResponse:
    """Two editions side by side: what changed, sentence by sentence."""
    editions = queries.editions_of(code, on=local_day(now()))
    if not editions:
        raise NotFound("没有找到这件一件事。")
    newest = editions[0].number
    later = whole(text(request.GET, "later")) or newest
    earlier = whole(text(request.GET, "earlier")) or max(1, later - 1)
    before, after = queries.edition_of(code, earlier), queries.edition_of(code, later)
    context = {
        "code": code,
        "before": before,
        "after": after,
        "changes": by_part(compare(before.content, after.content)),
        "numbers": [(str(each.number), f"第{each.number}版") for each in editions],
    }
    return show(request, "console/bundle_beside.html", context, current="bundles")


def by_part(changes: tuple[Change, ...]) -> list[tuple[str, list[str]]]:
    """Changes under the part of the bundle that they are in."""
    parts = dict.fromkeys(each.part for each in changes)
    return [(part, [each.sentence for each in changes if each.part == part]) for part in parts]


def may_draft(actor: Actor, lead_id: int) -> bool:
    return queries.may_edit(actor, lead_id)


def _register(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor, asked = actor_of(request), narrowed(request, "console-bundles", "state", "draft", "lead", "q")
    drafts = {each.bundle_id: each for each in queries.visible_to(actor).filter(status__in=sorted(OPEN))}
    rows = [Row(each.pk, each, drafts.get(each.pk)) for each in queries.standing_on(local_day(now()))]
    leads = {row.line.lead_key: row.line.lead for row in rows}
    fitting = [row for row in rows if _fits(row, asked.chosen) and row.pk > asked.after_key]
    context = {
        "page": asked.page(sorted(fitting, key=lambda row: row.pk)[: PAGE + 1], PAGE),
        "asked": asked,
        "filters": [
            ("状态", asked.chips("state", _STANDINGS)),
            ("文稿", asked.chips("draft", _DRAFTS)),
            ("牵头部门", asked.chips("lead", sorted(leads.items()))),
        ],
        "may_draft": EDITOR in actor.roles,
        "agencies": agencies_to_choose("请选择"),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/bundles.html", context, current="bundles", status=sent.status)


def _fits(row: Row, chosen: dict[str, str]) -> bool:
    if chosen["state"] and row.state != chosen["state"]:
        return False
    if chosen["draft"] and (row.draft is None or row.draft.status != chosen["draft"]):
        return False
    if chosen["lead"] and row.line.lead_key != chosen["lead"]:
        return False
    return chosen["q"] in row.title or chosen["q"] == row.line.code


def _edition(request: HttpRequest, code: str, number: int, sent: Refused) -> HttpResponse:
    actor, today = actor_of(request), local_day(now())
    editions = queries.editions_of(code, on=today)
    if not editions:
        raise NotFound("没有找到这件一件事。请从列表里打开。")
    here = queries.edition_of(code, number or _read_first(editions, today))
    found = next(each for each in editions if each.number == here.number)
    draft = queries.visible_to(actor).filter(bundle_id=here.bundle_id, status__in=sorted(OPEN)).first()
    context: dict[str, Any] = {
        "edition": here,
        "past": found,
        "tag": TAGS[found.standing],
        "editions": editions,
        "tags": {each.number: TAGS[each.standing] for each in editions},
        "draft": draft,
        "draft_label": Status(draft.status).label if draft is not None else "",
        "may_draft": draft is None and may_draft(actor, here.lead_id),
        "is_offered": editions[0].operation.value == "offer",
        **shown_whole(request, here.content),
        "findings": tagged_findings(here.content) if actor.roles & set(CATALOG_ROLES) else [],
        "sent": sent,
        "problems": sent.problems,
        "once": once_input,
    }
    return show(request, "console/bundle.html", context, current="bundles", status=sent.status)


def _read_first(editions: tuple[queries.Past, ...], today: date) -> int:
    """The edition in force, or the last one when none is."""
    in_force = [each.number for each in editions if each.standing is Standing.IN_FORCE]
    return in_force[0] if in_force else editions[0].number
