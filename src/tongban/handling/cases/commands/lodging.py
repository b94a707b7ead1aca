"""Lodging an application (提交申请、窗口收件): everything that begins a case, in one statement."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.kernel.group_commit import GroupCommit, Row
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.rules import GENESIS
from tongban.handling.cases.models import Case, MaterialState
from tongban.handling.cases.permits import refuse_cancelled
from tongban.handling.cases.rules.applications import Application
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.news import sentence
from tongban.handling.cases.rules.promising import PromiseText
from tongban.handling.cases.rules.query_codes import query_index
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide
from tongban.registers.catalog.standing import refuse_closed
from tongban.registers.catalog.windows import refuse_outside_window
from tongban.registers.parties.commands.people import entry_row, same_name
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import RealNameLevel
from tongban.registers.parties.sealed import id_index

from .clocks import as_rows
from .committing import Signing, sign, signing_of
from .deferring import row_of
from .preparing import Opening, Prepared, opening, prepare

STATEMENT = GroupCommit.beside(__file__, "lodging.sql", key="number")
_NO_PARTY = (None,) * 9
_PARTY = ("kind", "name", "id_kind", "id_sealed", "id_index", "phone_sealed", "phone_index", "level", "born_on")


class LostRace(Declined):
    """The same person was entered by somebody else in the same instant; nothing was written (请再提交一次)."""

    code = "try_again"
    status = 409
    sentence = "同一申请人的另一份申请刚好同时提交。您填的都在，请再点一次提交。"


class Lodged(msgspec.Struct, frozen=True):
    """A case that has just begun; enough to answer without reading it back."""

    prepared: Prepared
    opening: Opening
    by: Actor


class KeepUnder(msgspec.Struct, frozen=True):
    """Where the answer to this request is kept: whose key, for which body, and how the answer reads."""

    owner: str
    key: str
    digest: bytes
    render: Callable[[Lodged], str]
    status: int = 201


def lodge(
    application: Application, *, by: Actor, at: datetime, keep: KeepUnder | None = None, under: Guide | None = None
) -> Lodged:
    """Lodge an application: case, applicant, materials, clocks, receipt, ledger entry, message, answer; one statement.

    Missing materials do not keep it out: they are told once, later (行政许可法 第三十二条). What cannot be read does:
    `Invalid` with every fault. `Suspended` when nobody can apply now; `under` is the edition that a transition lets
    it come under. `IntegrityError` when `keep`'s key has an answer already; then nothing was written.
    """
    with STATEMENT.preparing() as row:
        lodged = _prepared(application, under, by=by, at=at)
        promise = lodged.prepared.promise
        if promise is None:
            _write(row, lodged, keep)
        else:
            online, paper = application.signed_online, application.promise_paper
            _write_and_sign(row, lodged, promise, signing_of(promise, by=by, online=online, paper_id=paper), keep)
    return lodged


def _prepared(application: Application, under: Guide | None, *, by: Actor, at: datetime) -> Lodged:
    """Everything that there is to write; nothing is written yet."""
    step = _step(by)
    found = under or guide(application.option_code)
    refuse_closed(found)
    refuse_cancelled(found.option_code, on=local_day(at))
    refuse_outside_window(found.option, on=local_day(at))
    prepared = prepare(application, found, at=at)
    return Lodged(prepared, opening(prepared, step, by=by, at=at), by)


@transaction.atomic
def _write_and_sign(row: Row, lodged: Lodged, promise: PromiseText, signing: Signing, keep: KeepUnder | None) -> None:
    """The application and the written promise that it stands on: both, or neither."""
    _write(row, lodged, keep)
    case = Case.objects.select_related("applicant", "agency").get(number=lodged.opening.number)
    sign(case, promise, signing=signing, by=lodged.by, at=lodged.opening.at)


def _step(by: Actor) -> Step:
    for verb in ("receive", "submit"):
        if FLOW.steps[verb].by & by.roles:
            return FLOW.steps[verb]
    raise NotYours("请先登录，再提交申请。")


def _write(row: Row, lodged: Lodged, keep: KeepUnder | None) -> None:
    values = _case(lodged) | _party(lodged) | _materials(lodged.prepared) | _papers(lodged) | _kept(lodged, keep)
    values |= _choice(lodged) | {"clocks": as_rows(lodged.opening.reckoned)}
    if STATEMENT.write(row, values, apart=_apart(lodged, values)) is None:
        raise _why_not(lodged)


def _apart(lodged: Lodged, values: Mapping[str, Any]) -> set[object]:
    """What no two applications that are written together may share: the number, the applicant, the key, a file."""
    named = {values["number"], values["p_id_index"] or values["p_known"], (values["k_owner"], values["k_key"])}
    return named.union(*(each.file_ids for each in lodged.prepared.plans)) - {("", "")}


def _case(lodged: Lodged) -> dict[str, Any]:
    prepared, begun, by = lodged.prepared, lodged.opening, lodged.by
    application = prepared.application
    form = msgspec.json.encode(prepared.form)
    return {
        "at": begun.at,
        "number": begun.number,
        "chain": begun.chain,
        "option_version": prepared.guide.option_version_id,
        "option_code": prepared.guide.option_code,
        "agency": prepared.guide.agency_id,
        "agent": application.agent,
        "mandate": by.mandate_id,
        "account": by.account_id,
        "client": by.client,
        "channel": application.channel,
        "venue": by.venue_id,
        "receiver": by.staff_id,
        "answers": _json(prepared.answers),
        "form": vault().seal(form, purpose="case.form", owner=begun.number),
        "bundle_number": application.bundle.number if application.bundle else "",
        "awaits": application.bundle.awaits if application.bundle else "",
        "query_index": query_index(begun.number, begun.query_code),
        "wants_deferral": prepared.is_deferring,
        "accepts_commitment": application.accepts_commitment,
        "due_on": begun.due_on(ClockKind.NOTICE),
    }


def _choice(lodged: Lodged) -> dict[str, Any]:
    """The choice between 容缺 and 不容缺, where one was made."""
    consent = lodged.prepared.application.deferral
    if consent is None:
        return {"c_choice": "", "c_way": "", "c_by": "", "c_name": b"", "c_at": lodged.opening.at, "c_codes": "[]"}
    codes = [each.code for each in lodged.prepared.plans if each.state == MaterialState.DEFERRED]
    row = row_of(consent, lodged.opening.number, codes)
    return {
        "c_choice": row["choice"],
        "c_way": row["way"],
        "c_by": row["chosen_by"],
        "c_name": row["signature_sealed"],
        "c_at": row["signed_at"],
        "c_codes": _json(row["materials"]),
    }


def _party(lodged: Lodged) -> dict[str, Any]:
    who, party = lodged.prepared.identity, lodged.prepared.party
    row = entry_row(who, real_name_level=RealNameLevel.DECLARED, at=lodged.opening.at)[:9] if who else _NO_PARTY
    return {"p_known": party.pk if party else 0} | {f"p_{name}": each for name, each in zip(_PARTY, row, strict=True)}


def _materials(prepared: Prepared) -> dict[str, Any]:
    plans = prepared.plans
    rows = [
        {"code": each.code, "name": each.name, "state": each.state, "license": each.license_identifier}
        for each in plans
    ]
    filed = [
        {"code": each.code, "file": file, "position": place}
        for each in plans
        for place, file in enumerate(each.file_ids, start=1)
    ]
    files = [row["file"] for row in filed]
    named = "{" + ",".join(map(str, files)) + "}"
    return {"materials": _json(rows), "filed": _json(filed), "files": named, "file_count": len(set(files))}


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _papers(lodged: Lodged) -> dict[str, Any]:
    begun, receipt = lodged.opening, lodged.opening.receipt
    record, option = begun.record, lodged.prepared.guide.option
    text = sentence(record.verb, option=option.name, number=begun.number, due=begun.due_on(ClockKind.NOTICE))
    return {
        "d_kind": receipt.kind,
        "d_number": receipt.number,
        "d_by": receipt.issued_by,
        "d_by_name": receipt.issued_by_name,
        "d_body": receipt.body.decode(),
        "d_code": receipt.verification_code,
        "d_hash": receipt.content_hash,
        "verb": record.verb,
        "by_role": record.by_role,
        "by_name": record.by_name,
        "by_ref": record.by_ref,
        "by_agency": record.by_agency,
        "on_behalf": record.on_behalf,
        "basis": record.basis,
        "facts": _json(record.facts),
        "genesis": GENESIS,
        "hash": record.hash_after(GENESIS),
        "message": _json({"case": begun.number, "verb": record.verb, "text": text}),
    }


def _kept(lodged: Lodged, keep: KeepUnder | None) -> dict[str, Any]:
    return {
        "k_owner": keep.owner if keep else "",
        "k_key": keep.key if keep else "",
        "k_digest": keep.digest if keep else b"",
        "k_status": keep.status if keep else 0,
        "k_body": keep.render(lodged) if keep else "",
    }


def _why_not(lodged: Lodged) -> Declined:
    """Nothing was written: the name does not fit the paper, or a file is not the caller's own and free."""
    who = lodged.prepared.identity
    if who is not None:
        known = Party.objects.filter(id_kind=who.id_kind, id_index=id_index(who.number)).first()
        if known is None:
            return LostRace()
        if known.name != who.name:
            return _name_refusal(known, lodged)
    message = "有材料文件没有找到，或者已经用在别的办件上。请重新上传这份材料。"
    return Invalid(faults=[Fault("/materials", "file_not_yours", message)])


def _name_refusal(known: Party, lodged: Lodged) -> Declined:
    assert lodged.prepared.identity is not None
    try:
        same_name(known, lodged.prepared.identity)
    except Invalid as refusal:
        faults = [Fault(f"/applicant{each.pointer}", each.code, each.message) for each in refusal.faults]
        return Invalid(refusal.message, faults=faults)
    return LostRace()
