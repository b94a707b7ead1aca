"""Supervision data goes to the province (监管数据推送): one record an entry, until it is taken over or rejected."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.exchange.connectors.provincial_supervision.bound import BOUND, LANE
from tongban.exchange.connectors.provincial_supervision.models import SupervisionReport
from tongban.exchange.connectors.provincial_supervision.ports import (
    FieldFault,
    SupervisionRecord,
    SupervisionUnavailable,
)
from tongban.exchange.connectors.provincial_supervision.queries import opened
from tongban.exchange.connectors.provincial_supervision.rules import (
    ITEM_FIELDS,
    RecordKind,
    faults_of,
    number_of,
)
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.regulation.models import SupervisionFinding
from tongban.registers.lists.models import EditionDraft
from tongban.registers.lists.queries.responsibility import MAP
from tongban.registers.lists.rules.rows import words
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

revive = LANE.revive


def enqueue(entry: Entry) -> None:
    """Something was found, or a map published: its record waits in the outbox; heard again it is no second one."""
    number = number_of(entry.pk)
    if BOUND.system is None or LANE.knows(number):
        return
    about = _act(entry) if entry.verb == "record" else _items(entry)
    if about is not None:
        LANE.queue(entry, number, address=number, **about)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: what does not meet the standard stays here and says why; the rest goes."""
    rows = SupervisionReport.objects.select_related(
        "finding__push__case__applicant", "finding__agency", "edition", "delivered"
    )
    report = rows.get(number=parcel.payload["report"])
    if report.received_at is not None:
        return
    if BOUND.system is None:
        raise SupervisionUnavailable("还没有接入省互联网+监管系统。")
    record = SupervisionRecord(report.number, report.kind, report.queued_at, _content(report))
    wrong = tuple(faults_of(RecordKind(report.kind), record.content))
    if wrong:
        _reject(report, wrong, at=at)
        return
    receipt = BOUND.system.deliver(record, at=at)
    if receipt.record != report.number or not (receipt.number or receipt.faults):
        raise SupervisionUnavailable("省互联网+监管系统的回执读不出来，请稍后再试。")
    if receipt.faults:
        _reject(report, receipt.faults, at=at)
    else:
        SupervisionReport.objects.filter(pk=report.pk).update(
            receipt=receipt.number[:60], received_at=at, faults=[], rejected_at=None
        )


@transaction.atomic
def resend(report: SupervisionReport, *, by: Actor, at: datetime) -> None:
    """重新推送: what was rejected and has been put right, or was given up, goes once more."""
    LANE.resend(report, by=by, at=at)
    SupervisionReport.objects.filter(pk=report.pk).update(faults=[], rejected_at=None)


def _reject(report: SupervisionReport, faults: tuple[FieldFault, ...], *, at: datetime) -> None:
    told = [asdict(each) for each in faults]
    SupervisionReport.objects.filter(pk=report.pk).update(faults=told, rejected_at=at)


def _act(entry: Entry) -> dict[str, Any] | None:
    finding = SupervisionFinding.objects.filter(pk=int(entry.facts.get("finding", 0))).first()
    return {"kind": RecordKind.ACT, "finding": finding} if finding is not None else None


def _items(entry: Entry) -> dict[str, Any] | None:
    """Only the map goes to the province; other lists have other readers."""
    draft = EditionDraft.objects.filter(pk=int(entry.chain.removeprefix("list-draft:")), kind=MAP).first()
    is_published = draft is not None and draft.edition_id is not None
    return {"kind": RecordKind.ITEMS, "edition_id": draft.edition_id} if draft is not None and is_published else None


def _content(report: SupervisionReport) -> dict[str, Any]:
    """The record as it goes; personal data is opened only now."""
    if report.delivered is not None:
        return opened(report.delivered)
    if report.finding is None:
        assert report.edition is not None, "a record is about one thing"
        keys = [each.key for each in ITEM_FIELDS]
        rows = json.loads(report.edition.content)["rows"]
        return {"rows": [{key: words(row.get(key)) for key in keys} for row in rows]}
    finding, push = report.finding, report.finding.push
    return {
        "code": push.option_code,
        "name": push.name,
        "agency": finding.agency.name,
        "subject_name": push.case.applicant.name,
        "subject_code": open_field(push.case.applicant, Field.ID_NUMBER),
        "result": finding.kind,
        "found_on": finding.found_on.isoformat(),
        "words": finding.words,
    }
