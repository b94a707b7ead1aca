"""What gives a licence or changes what it says (新发、变更、延续、更正): each makes an edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from django.db import connection, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import license_identifier
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance, begin
from tongban.registers.agencies.models import Agency
from tongban.registers.licenses.models import License, LicenseEdition, LicenseSeries, LicenseType
from tongban.registers.licenses.rules.faces import FACE, check_face, face_hash
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.states import Status, operation_of
from tongban.registers.licenses.rules.validity import Term, check_term
from tongban.registers.parties.models import Party

LAST_EDITION = 999


@dataclass(frozen=True, slots=True)
class Content:
    """What a licence says: its face, the days on which it holds, its printed number (证照编号)."""

    face: Mapping[str, Any]
    term: Term
    number: str = ""


@transaction.atomic
def issue(
    kind: LicenseType,
    *,
    holder: Party,
    issuer: Agency,
    content: Content,
    by: Actor,
    at: datetime,
    case_number: str = "",
    previous: License | None = None,
    serial: str = "",
) -> License:
    """新发: a licence with its first edition (five statements); `Invalid` names every fault of its face at once.

    `previous` is the licence that this one follows; `serial` only for one that was numbered elsewhere.
    """
    return _begun(
        "issue", kind, holder, issuer, content, by=by, at=at, case_number=case_number, previous=previous, serial=serial
    )


@transaction.atomic
def take_in(
    kind: LicenseType,
    *,
    holder: Party,
    issuer: Agency,
    content: Content,
    serial: str,
    by: Actor,
    at: datetime,
) -> License:
    """转入: a licence that exists already, with the serial number that it has."""
    return _begun("take_in", kind, holder, issuer, content, by=by, at=at, case_number="", previous=None, serial=serial)


@transaction.atomic
def change(
    license: License, *, content: Content, reason: str, by: Actor, at: datetime, case_number: str = ""
) -> LicenseEdition:
    """变更: what is different from today on."""
    step = take("change", license, by=by)
    words = _needed(reason)
    return _next(license, step, content, words, effective_on=local_day(at), by=by, at=at, case_number=case_number)


@transaction.atomic
def renew(license: License, *, content: Content, by: Actor, at: datetime, case_number: str = "") -> LicenseEdition:
    """延续: the same licence for a longer term, or for another one after it has lapsed."""
    step = take("renew", license, by=by)
    after_the_last = license.valid_to + timedelta(days=1) if license.valid_to is not None else date.max
    since = max(content.term.valid_from, min(local_day(at), after_the_last))
    return _next(license, step, content, "", effective_on=since, by=by, at=at, case_number=case_number)


@transaction.atomic
def correct(
    license: License, *, content: Content, reason: str, effective_on: date, by: Actor, at: datetime
) -> LicenseEdition:
    """更正照面信息: it said something wrong; what it says is so since `effective_on`, and known since now."""
    step = take("correct", license, by=by)
    if effective_on > local_day(at):
        raise Invalid(faults=[Fault("/effective_on", "future", "更正说的是已经发生的事，日期不能晚于今天。")])
    return _next(license, step, content, _needed(reason), effective_on=effective_on, by=by, at=at, case_number="")


def take(verb: str, license: License, *, by: Actor) -> Step:
    """The step, if this actor may take it on this licence now: a department's post reaches its own licences only."""
    step = FLOW.take(verb, license, by=by)
    refuse_strangers(step, license.issuer_id, by)
    return step


def _begun(
    verb: str,
    kind: LicenseType,
    holder: Party,
    issuer: Agency,
    content: Content,
    *,
    by: Actor,
    at: datetime,
    case_number: str,
    previous: License | None,
    serial: str,
) -> License:
    issued_on = local_day(at)
    made = License(
        type=kind,
        issuer=issuer,
        holder=holder,
        number=content.number.strip()[:80],
        status=Status.NEW,
        issued_on=issued_on,
        valid_from=content.term.valid_from,
        valid_to=content.term.valid_to,
        previous=previous,
        case_number=case_number,
    )
    step = FLOW.take(verb, made, by=by)
    refuse_strangers(step, issuer.pk, by)
    face = _checked(kind, content, issued_on)
    if holder.kind not in kind.holder_kinds:
        raise Invalid(faults=[Fault("/holder", "kind", f"“{kind.name}”不发给这一类持证主体。")])
    made.status = Status.VALID
    made.serial = serial or next_serial(kind, issuer, issued_on.year)
    made.identifier = license_identifier(kind.code, issuer.uscc, made.serial, 1)
    facts = {"type": kind.key, "identifier": made.identifier, "face": face_hash(face), "case": case_number}
    begin(made, step, by=by, at=at, facts=facts)
    _edition(made, verb, face, content, "", effective_on=content.term.valid_from, by=by, at=at, case_number=case_number)
    return made


def _next(
    license: License,
    step: Step,
    content: Content,
    reason: str,
    *,
    effective_on: date,
    by: Actor,
    at: datetime,
    case_number: str,
) -> LicenseEdition:
    """The next edition of a licence: a new identifier, because the version in it is another."""
    kind, number = license.type, license.edition_number + 1
    if number > LAST_EDITION:
        raise Invalid("这本证照已经变更了999次，请新发一本。")
    face = _checked(kind, content, local_day(at))
    identifier = license_identifier(kind.code, license.issuer.uscc, license.serial, number)
    facts = {"identifier": identifier, "face": face_hash(face), "case": case_number, "reason": reason}
    changes = {
        "edition_number": number,
        "identifier": identifier,
        "number": content.number.strip()[:80] or license.number,
        "valid_from": content.term.valid_from,
        "valid_to": content.term.valid_to,
    }
    advance(license, step, by=by, at=at, facts=facts, changes=changes)
    return _edition(
        license, step.verb, face, content, reason, effective_on=effective_on, by=by, at=at, case_number=case_number
    )


def _edition(
    license: License,
    verb: str,
    face: Mapping[str, Any],
    content: Content,
    reason: str,
    *,
    effective_on: date,
    by: Actor,
    at: datetime,
    case_number: str,
) -> LicenseEdition:
    sealed = vault().seal(msgspec.json.encode(face).decode(), purpose=FACE, owner=license.identifier)
    return LicenseEdition.objects.create(
        license=license,
        number=license.edition_number,
        identifier=license.identifier,
        operation=operation_of(verb),
        face_sealed=sealed,
        face_hash=face_hash(face),
        issued_on=local_day(at),
        valid_from=content.term.valid_from,
        valid_to=content.term.valid_to,
        effective_on=effective_on,
        recorded_at=at,
        reason=reason,
        case_number=case_number,
        by_ref=by.ref,
    )


def _checked(kind: LicenseType, content: Content, issued_on: date) -> dict[str, Any]:
    check_term(content.term, issued_on=issued_on)
    if content.term.valid_to is None and not kind.is_long:
        raise Invalid(faults=[Fault("/valid_to", "missing", f"“{kind.name}”不是长期的，请填写有效期至哪一天。")])
    return check_face(kind.face, content.face)


def refuse_strangers(step: Step, issuer_id: int, by: Actor) -> None:
    """`NotYours` for a post of another body, unless it was delegated."""
    if (
        by.is_staff
        and by.agency_id != issuer_id
        and not any(each.endswith(f"@agency:{issuer_id}") for each in by.powers)
    ):
        raise NotYours(f"“{step.label}”由颁发这种证照的部门办理。", facts={"verb": step.verb})


def _needed(reason: str) -> str:
    words = reason.replace("\0", "").strip()[:300]
    if not words:
        raise Invalid(faults=[Fault("/reason", "missing", "请写明理由，持证人看得到。")])
    return words


def next_serial(kind: LicenseType, issuer: Agency, year: int) -> str:
    """The next serial number, year and seven digits; the counter is held until the transaction ends: no gap."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {LicenseSeries._meta.db_table} AS series (type_id, issuer_id, year, next_ordinal)"  # noqa: S608
            " VALUES (%s, %s, %s, 2) ON CONFLICT (type_id, issuer_id, year)"
            " DO UPDATE SET next_ordinal = series.next_ordinal + 1 RETURNING next_ordinal - 1",
            [kind.pk, issuer.pk, year],
        )
        return f"{year}{cursor.fetchone()[0]:07d}"
