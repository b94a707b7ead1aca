"""The visits of a day on a phone without a network (W18 上门记录): taken along, filled in, synced when there is one.

The page itself holds nobody's data: doors come by a POST that is on record, and the phone keeps them sealed. Answers
are small JSON, refusals included, for the script of the page shows them beside what was filled in.
"""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.staticfiles import finders
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.foundation.ledger.answers import Answer, body_hash, keep, kept
from tongban.foundation.ledger.commands import record_reads
from tongban.handling.cases.commands.wording import note_blocked_words
from tongban.handling.outreach.commands.visiting import take_visit
from tongban.handling.outreach.models import Outreach, Visit
from tongban.handling.outreach.queries.requests import route
from tongban.handling.outreach.queries.visits import changed_since, field_key, taken_along
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.visiting import (
    ENDING,
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_WORDS,
    MOST_PHOTOS,
    Confirmation,
    Filled,
    Photo,
    VisitOutcome,
)
from tongban.registers.agencies.models import Staff
from tongban.registers.documents.commands import store
from tongban.web.ui.audience import staff
from tongban.web.ui.outreach import day_of
from tongban.web.ui.sessions import actor_of

from .frame import show

KEY_LASTS = 14
"""Days after which the key of a day is given out no more: what is still on a phone then is not opened again."""

_LARGEST = 2**31
View = Callable[..., HttpResponse]


def answered(view: View) -> View:
    """Refusals as what a script reads: the sentences, and the fields they belong to."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Declined as refusal:
            words = [each.message for each in refusal.faults] or [refusal.message]
            return JsonResponse({"code": refusal.reason_code, "words": words}, status=int(refusal.status))

    return guarded


@require_safe
@staff(Role.COUNTER)
def page(request: HttpRequest) -> HttpResponse:
    """The page of the phone: what is kept and until when, and the empty form (no personal data)."""
    actor = actor_of(request)
    person = Staff.objects.get(pk=actor.staff_id or 0)
    context = {
        "number": person.number,
        "today": local_day(now()),
        "outcomes": [(each.value, each.label) for each in VisitOutcome],
        "confirmations": [(each.value, each.label) for each in Confirmation],
        "longest_words": LONGEST_WORDS,
        "longest_note": LONGEST_NOTE,
        "longest_name": LONGEST_NAME,
        "most_photos": MOST_PHOTOS,
        "key_lasts": KEY_LASTS,
    }
    return show(request, "workbench/outreach_field.html", context, current="outreach")


@require_safe
@staff(Role.COUNTER)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of that one page; it stands beside it, so that it can answer for nothing else."""
    place = finders.find("workbench/field-worker.js")
    assert isinstance(place, str), "the script stands beside the stylesheet"
    with open(place, encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@require_POST
@staff(Role.COUNTER)
@answered
def doors(request: HttpRequest) -> HttpResponse:
    """The doors of one's own day in full, on record, and the key under which the phone keeps them.

    With `key_only` the key of a day that is past already, to sync what was filled in then.
    """
    actor, at = actor_of(request), now()
    today = local_day(at)
    on = day_of(request.POST.get("on", "")[:10]) or today
    assert actor.staff_id is not None, "the audience is staff"
    if not today - timedelta(days=KEY_LASTS) <= on <= today + timedelta(days=1):
        raise Invalid(faults=[Fault("/on", "day", f"只能带上今天、明天的路线；{KEY_LASTS}天以前的记录不能再打开。")])
    told: dict[str, Any] = {"on": on.isoformat(), "key": field_key(actor.staff_id, on=on)}
    if not request.POST.get("key_only"):
        told["doors"] = _doors(actor, on, at)
    return JsonResponse(told)


@require_POST
@staff(Role.COUNTER)
@answered
def photo(request: HttpRequest) -> HttpResponse:
    """One photograph under the key that the phone made; sent again, it is the same file."""
    actor, at = actor_of(request), now()
    key, given = _uuid(request.POST.get("key", "")), request.FILES.get("photo")
    if given is None or isinstance(given, list):
        raise Invalid(faults=[Fault("/photo", "missing", "没有收到照片，请再传一次。")])
    content = given.read()
    owner, digest = f"outreach-photo:{actor.ref}", body_hash(content)
    before = kept(owner, key.hex, digest)
    if before is None:
        try:
            with transaction.atomic():
                made = store(content, name=given.name or "照片.jpg", by=actor, at=at)
                before = Answer(201, str(made.pk))
                keep(owner, key.hex, digest, before, at=at)
        except IntegrityError:
            before = kept(owner, key.hex, digest)
            if before is None:
                raise
    return JsonResponse({"file": before.body}, status=201)


@require_POST
@staff(Role.COUNTER)
@answered
def visit(request: HttpRequest) -> HttpResponse:
    """One visit under the key that the phone made; sent again, the same answer."""
    actor, at = actor_of(request), now()
    code, filled = _filled(request.POST.get("visit", ""))
    try:
        found = take_visit(code, filled, by=actor, at=at)
    except Declined as refusal:
        option = Outreach.objects.filter(code=code).values_list("option_code", flat=True).first() or ""
        note_blocked_words(option, refusal, verb="record_visit", by=actor, at=at)
        raise
    return JsonResponse({"state": found.state, "words": _words(found)})


def _doors(actor: Any, on: date, at: datetime) -> list[dict[str, Any]]:
    """Read once masked, for whom the record names; then in full."""
    seen = [each.request for each in route(actor.staff_id, on=on, is_told=False)]
    about = [(f"party:{each.party_id}" if each.party_id is not None else each.chain, each.chain) for each in seen]
    if about:
        record_reads(about, by=actor, at=at, purpose="上门记录，带到手机上", fields=["name", "phone", "address"])
    return [taken_along(each) for each in route(actor.staff_id, on=on, is_told=True)]


def _words(found: Visit) -> str:
    """What the phone tells after syncing."""
    if found.is_conflict:
        verbs = {each.verb: each.label for each in FLOW}
        changes = [f"{each.by}{verbs.get(each.verb, each.verb)}" for each in changed_since(found.request, found)]
        told = f"：{'、'.join(changes)}" if changes else ""
        return f"已经收到。您不在网上的时候有人改过这次帮办{told}。两份都留着，请打开这次帮办处理。"
    if found.came_to in ENDING and found.request.is_open:
        return "已经收到。还有原件没有还清，还清以后再登记结果。"
    return "已经收到，登记好了。"


def _filled(text: str) -> tuple[UUID, Filled]:
    """The visit of the phone as the command wants it; `Invalid` for what no phone of ours sends."""
    try:
        told = json.loads(text[:50_000])
        seen = int(told["seen"])
        filled_at = datetime.fromisoformat(str(told["filled_at"]))
        if not 0 < seen < _LARGEST or filled_at.tzinfo is None:
            raise ValueError("out of range")
        names = ("outcome", "words", "note", "confirmation", "reason")
        photos = tuple(
            Photo(UUID(str(each["file"])), str(each["kind"])[:20], _plain(each["name"])) for each in told["photos"]
        )
        filled = Filled(
            key=UUID(str(told["key"])),
            seen=seen,
            filled_at=filled_at,
            is_together=told["together"] is True,
            photos=photos,
            **{name: _plain(told[name]) for name in names},
        )
        return UUID(str(told["code"])), filled
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise Invalid(faults=[Fault("/visit", "form", "这份记录的格式不对，请刷新页面再同步。")]) from None


def _plain(value: Any) -> str:
    return str(value)[:1000].replace("\x00", "").encode("utf-8", "replace").decode()


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Invalid(faults=[Fault("/key", "form", "这张照片没有编号，请刷新页面再同步。")]) from None
