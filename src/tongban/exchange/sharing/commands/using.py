"""Using a grant (使用共享数据): one key in, the granted fields out, and a record of it before anything is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db import transaction
from django.db.models import F

from tongban.exchange.sharing.models import SharingRequest, UseRecord
from tongban.exchange.sharing.queries.requests import grant_of
from tongban.exchange.sharing.queries.sources import Row, source_of
from tongban.exchange.sharing.rules.policy import refused_because
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, NotYours
from tongban.foundation.ledger.commands import record_read
from tongban.foundation.ledger.rules import ReadResult
from tongban.registers.resources.queries.catalogue import names_of

CASE_DIGITS = 17
MOST_MATTER = 80


class NotGranted(Declined):
    """No valid grant covers this use (没有有效授权): what was asked for is on record, nothing was looked up."""

    code = "not_granted"
    status = HTTPStatus.FORBIDDEN


@dataclass(frozen=True, slots=True)
class Used:
    """What a use gave (一次使用): the fields of one row, none when nobody has this key."""

    request: SharingRequest
    row: Row | None
    entry: int


def use(number: str, *, key: str, matter: str, fields: Sequence[str] = (), by: Actor, at: datetime) -> Used:
    """Ask once, under a grant, for one matter; without `fields` all that were granted.

    Refused uses are on record as well (`NotGranted`), which is why this is not one transaction with its refusal.
    """
    if not by.client or by.account_id is not None:
        raise NotYours("共享数据只能由部门的系统用自己的令牌查。")
    request = SharingRequest.objects.select_related("resource__owner").filter(number=number, client=by.client).first()
    if request is None:
        raise NotFound("没有这个授权，或者不是给这个系统的。")
    said = _matter(matter)
    wanted = list(dict.fromkeys(fields)) or list(request.fields)
    why = refused_because(grant_of(request), client=by.client, wanted=wanted, on=local_day(at))
    if why:
        _note(request, "", said, wanted, ReadResult.REFUSED, by=by, at=at)
        raise NotGranted(why)
    return _looked(request, key, said, wanted, by=by, at=at)


@transaction.atomic
def _looked(request: SharingRequest, key: str, matter: str, wanted: list[str], *, by: Actor, at: datetime) -> Used:
    found = source_of(request.resource.code).find(key)
    about = found.about if found is not None else ""
    result = ReadResult.SHOWN if found is not None else ReadResult.EMPTY
    used = _note(request, about, matter, wanted, result, by=by, at=at)
    SharingRequest.objects.filter(pk=request.pk).update(uses=F("uses") + 1, last_used_at=at)
    return Used(request, found.read(wanted) if found is not None else None, used.entry)


@transaction.atomic
def _note(
    request: SharingRequest,
    about: str,
    matter: str,
    wanted: list[str],
    result: ReadResult,
    *,
    by: Actor,
    at: datetime,
) -> UseRecord:
    """The record in the ledger, where the person finds it, and the one of the grant."""
    subject = f"case:{matter}" if matter.isdigit() and len(matter) == CASE_DIGITS else f"sharing:{request.number}"
    entry = record_read(
        about,
        by=by,
        at=at,
        purpose=f"{request.purpose}（{matter}）"[:500],
        subject=subject,
        fields=names_of(request.resource, wanted),
        result=result,
    )
    return UseRecord.objects.create(
        request=request, at=at, matter=matter, fields=wanted, result=result.value, entry=entry.pk
    )


def _matter(said: str) -> str:
    words = said.replace("\x00", "").strip()
    if not 2 <= len(words) <= MOST_MATTER:
        raise Invalid(faults=[Fault("/matter", "required", f"请写明为哪一件事，办件编号最好，2到{MOST_MATTER}个字。")])
    return words
