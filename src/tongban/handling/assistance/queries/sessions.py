"""Whose help this is (可见范围), the queue of those who wait, and what was said."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.conf import settings
from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.assistance.models import Assistance, Message
from tongban.handling.assistance.rules.flow import HELPERS
from tongban.handling.assistance.rules.policy import HelpPolicy
from tongban.handling.assistance.rules.states import OPEN, AssistanceStatus, MessageKind, Reply
from tongban.registers.agencies.models import Staff

WORDS = "assistance.words"
VALUE = "assistance.value"


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the talk, opened for this request; `value` is what is proposed, in words."""

    key: int
    at: datetime
    is_from_helper: bool
    by_name: str
    kind: MessageKind
    spot: str
    spot_label: str
    text: str
    value: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Beside:
    """Open help as the applicant's own pages show it: who helps, and where the finger is."""

    session: Assistance
    stamp: str
    pointed: Said | None


def policy() -> HelpPolicy:
    """What the city decided (帮办约定)."""
    return HelpPolicy(frozenset(settings.TONGBAN_HELP_POSTS), settings.TONGBAN_HELP_MINUTES)


def visible_to(actor: Actor) -> QuerySet[Assistance]:
    """An applicant's own; for helpers what waits, what they help with and what is being handed to them; else none."""
    if actor.account_id is not None and Role.APPLICANT in actor.roles:
        return Assistance.objects.filter(account_id=actor.account_id)
    if not policy().is_helper(actor):
        return Assistance.objects.none()
    return Assistance.objects.filter(
        Q(status=AssistanceStatus.ASKED) | Q(helper_id=actor.staff_id) | Q(offered_to_id=actor.staff_id)
    )


def assistance_for(actor: Actor, code: UUID) -> Assistance:
    """One request by its code, or `NotFound` (one statement)."""
    found = visible_to(actor).select_related("helper", "offered_to").filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这次帮办，或者已经由别人接下了。")
    return found


def queue(actor: Actor, *, show: str = "", after: int = 0, size: int) -> list[Assistance]:
    """A page behind a key (one statement): who waits longest first; my own; those that others hand to me; ended."""
    rows = visible_to(actor).select_related("helper")
    if show == "mine":
        rows = rows.filter(status=AssistanceStatus.TAKEN, helper_id=actor.staff_id)
    elif show == "offered":
        rows = rows.filter(status=AssistanceStatus.TAKEN, offered_to_id=actor.staff_id)
    elif show == "ended":
        rows = rows.filter(status=AssistanceStatus.ENDED, helper_id=actor.staff_id)
        return list((rows.filter(pk__lt=after) if after else rows).order_by("-pk")[:size])
    else:
        rows = rows.filter(status=AssistanceStatus.ASKED)
    return list(rows.filter(pk__gt=after).order_by("pk")[:size])


def open_of(actor: Actor) -> Assistance | None:
    """The help that this applicant has open, if any; there is at most one (one statement)."""
    if actor.account_id is None or Role.APPLICANT not in actor.roles:
        return None
    rows = Assistance.objects.select_related("helper", "offered_to")
    return rows.filter(account_id=actor.account_id, status__in=sorted(OPEN)).first()


def beside(actor: Actor, draft_number: str) -> Beside | None:
    """Open help for this very draft, with the last thing pointed at (one statement, two when there is help)."""
    found = open_of(actor)
    if found is None or found.draft_number != draft_number:
        return None
    lines = Message.objects.filter(assistance=found).order_by("-pk")[:20]
    pointed = next((each for each in lines if each.spot and each.is_from_helper and not each.reply), None)
    last = lines[0].pk if lines else 0
    return Beside(found, f"{found.version}.{last}", _opened(found, pointed) if pointed else None)


def talk_of(found: Assistance) -> list[Said]:
    """What was said, in order (one statement)."""
    return [_opened(found, each) for each in Message.objects.filter(assistance=found).order_by("pk")]


def stamp_of(found: Assistance, talk: list[Said], form: str = "") -> str:
    """Changes whenever there is something new to see."""
    replies = sum(bool(each.reply) for each in talk)
    return f"{found.version}.{talk[-1].key if talk else 0}.{replies}.{form}"


def other_helpers(actor: Actor) -> list[Staff]:
    """To whom a helper may hand over (one statement)."""
    roles = Q()
    for role in HELPERS:
        roles |= Q(roles__contains=[role.value])
    rows = Staff.objects.filter(roles, is_active=True).exclude(pk=actor.staff_id or 0).select_related("agency")
    named = policy().posts
    return [each for each in rows if Role.COUNTER.value in each.roles or each.post in named]


def _opened(found: Assistance, row: Message) -> Said:
    return Said(
        key=row.pk,
        at=row.at,
        is_from_helper=row.is_from_helper,
        by_name=row.by_name,
        kind=row.sort,
        spot=row.spot,
        spot_label=row.spot_label,
        text=_open(row.text_sealed, WORDS, found),
        value=msgspec.json.decode(_open(row.value_sealed, VALUE, found) or '["", ""]')[1],
        reply=Reply(row.reply),
    )


def _open(sealed: bytes | memoryview, purpose: str, found: Assistance) -> str:
    return vault().open(bytes(sealed), purpose=purpose, owner=found.code.hex) if sealed else ""
