"""The census of data (数据资源普查): opened for bodies, filled and handed in by them, taken into the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, record
from tongban.registers.agencies.models import Agency
from tongban.registers.resources.models import CensusRound, CensusSheet, DataResource
from tongban.registers.resources.queries.census import changes_of, rows_of
from tongban.registers.resources.queries.officers import speaks_for
from tongban.registers.resources.rules.census import (
    BASIS,
    CENSUS,
    MOST_ROWS,
    CensusRow,
    SheetStatus,
    faults_of,
    twice,
)
from tongban.registers.resources.rules.flow import ResourceStatus

from .entering import enter_row, revise_row, take_off_missing


@transaction.atomic
def open_census(
    title: str, *, agencies: Sequence[Agency], opens_on: date, due_on: date, by: Actor, at: datetime
) -> CensusRound:
    """开始一轮普查: each body gets a sheet that begins with what the catalogue has of it."""
    if Role.SUPERVISOR not in by.roles:
        raise NotYours("数据资源普查由市政务服务管理局的监督岗发起。")
    said = title.replace("\x00", "").strip()
    faults = []
    if not 4 <= len(said) <= 80 or CensusRound.objects.filter(title=said).exists():
        faults.append(Fault("/title", "required", "请写名称，4到80个字，不要和以前的重名。"))
    if not agencies:
        faults.append(Fault("/agencies", "required", "请选参加的部门。"))
    if due_on < opens_on:
        faults.append(Fault("/due_on", "order", "截止的日期要在开始的日期之后。"))
    if faults:
        raise Invalid(faults=faults)
    made = CensusRound.objects.create(title=said, opens_on=opens_on, due_on=due_on, opened_at=at)
    facts = {"title": said, "due_on": due_on.isoformat(), "agencies": [each.key for each in agencies]}
    record(made.chain, "open_census", by=by, at=at, basis=BASIS, facts=facts)
    held = _held(agencies)
    for agency in agencies:
        _begin(made, agency, held.get(agency.pk, []), by=by, at=at)
    return made


@transaction.atomic
def put_row(sheet: CensusSheet, row: CensusRow, *, place: int | None, by: Actor, at: datetime) -> CensusSheet:
    """填一条: a new one, or the one at this place; a resource of the catalogue keeps its code."""
    CENSUS.take("fill", sheet, by=by)
    _own(sheet, by)
    rows = rows_of(sheet)
    faults = faults_of(row)
    kept = CensusRow(**{**row.plain(), "items": row.items, "code": _code(rows, place)})
    if place is None:
        rows.append(kept)
    else:
        rows[place] = kept
    if len(rows) > MOST_ROWS:
        faults.append(Fault("/name", "too_many", f"一份普查表最多{MOST_ROWS}条。"))
    if kept.name in twice(rows):
        faults.append(Fault("/name", "twice", "表里已经有同名的资源，请改原来的那一条。"))
    if faults:
        raise Invalid(faults=faults)
    return _fill(sheet, rows, {"put": kept.name}, by=by, at=at)


@transaction.atomic
def drop_row(sheet: CensusSheet, *, place: int, by: Actor, at: datetime) -> CensusSheet:
    """去掉一条: the body does not have it any more."""
    CENSUS.take("fill", sheet, by=by)
    _own(sheet, by)
    rows = rows_of(sheet)
    _code(rows, place)
    gone = rows.pop(place)
    return _fill(sheet, rows, {"drop": gone.name}, by=by, at=at)


@transaction.atomic
def hand_in(sheet: CensusSheet, *, by: Actor, at: datetime) -> CensusSheet:
    """报送: by the body's leader or data officer, when every row is right."""
    CENSUS.take("hand_in", sheet, by=by)
    _own(sheet, by)
    wrong = [each.name for each in rows_of(sheet) if faults_of(each)]
    if not sheet.rows or wrong:
        raise NotNow("还不能报送：" + (f"这些要改好：{'、'.join(wrong)}。" if wrong else "表里一条也没有。"))
    changes = {"handed_in_at": at, "handed_in_by_id": by.staff_id, "returned_because": ""}
    advance(sheet, CENSUS.steps["hand_in"], by=by, at=at, facts={"rows": len(sheet.rows)}, changes=changes)
    return sheet


@transaction.atomic
def send_back(sheet: CensusSheet, *, reason: str, by: Actor, at: datetime) -> CensusSheet:
    """退回修改: with what has to be mended."""
    CENSUS.take("send_back", sheet, by=by)
    said = reason.replace("\x00", "").strip()
    if not 2 <= len(said) <= 1000:
        raise Invalid(faults=[Fault("/reason", "required", "请写明哪里要改，2到1000个字。")])
    changes = {"returned_because": said}
    advance(sheet, CENSUS.steps["send_back"], by=by, at=at, facts={"reason": said}, changes=changes)
    return sheet


@transaction.atomic
def take_in(sheet: CensusSheet, *, by: Actor, at: datetime) -> CensusSheet:
    """编入目录: new ones become drafts, the others are revised, what is gone goes off line; all or nothing."""
    CENSUS.take("take_in", sheet, by=by)
    told = dict.fromkeys(("added", "changed", "removed"), 0)
    for each in changes_of(sheet):
        told[each.kind] += 1
    reason = f"{sheet.round.title}没有再报"
    standing = {each.code: each for each in DataResource.objects.filter(owner_id=sheet.agency_id)}
    rows, named = [], set()
    for row in rows_of(sheet):
        known = standing.get(row.code)
        code = revise_row(known, row, by=by, at=at) if known else enter_row(sheet.agency, row, by=by, at=at)
        rows.append({**row.plain(), "code": code})
        named.add(code)
    take_off_missing([each for code, each in standing.items() if code not in named], reason, by=by, at=at)
    advance(sheet, CENSUS.steps["take_in"], by=by, at=at, facts=told, changes={"rows": rows})
    if not CensusSheet.objects.filter(round_id=sheet.round_id).exclude(status=SheetStatus.TAKEN_IN).exists():
        CensusRound.objects.filter(pk=sheet.round_id).update(closed_at=at)
        record(sheet.round.chain, "close_census", by=by, at=at, basis=BASIS)
    return sheet


def _begin(of: CensusRound, agency: Agency, held: list[dict[str, Any]], *, by: Actor, at: datetime) -> None:
    last = CensusSheet.objects.filter(agency=agency, status=SheetStatus.TAKEN_IN).select_related("round").last()
    sheet = CensusSheet.objects.create(
        round=of,
        agency=agency,
        status=SheetStatus.OPEN,
        rows=held,
        before=last.rows if last is not None else held,
        before_title=last.round.title if last is not None else "目录现状",
    )
    advance(sheet, CENSUS.steps["begin"], by=by, at=at, facts={"rows": len(held)})


def _held(agencies: Sequence[Agency]) -> Mapping[int, list[dict[str, Any]]]:
    """What the catalogue has of each body, as rows (two statements)."""
    rows = DataResource.objects.filter(owner__in=list(agencies)).exclude(status=ResourceStatus.OFF)
    found: dict[int, list[dict[str, Any]]] = {}
    for each in rows.prefetch_related("fields").order_by("pk"):
        row = CensusRow(
            code=each.code,
            name=each.name,
            summary=each.summary,
            system=each.system,
            sensitivity=each.sensitivity,
            share=each.share_type,
            note=each.condition or each.basis,
            cycle=each.cycle,
            items=tuple(field.name for field in each.fields.all()),
        )
        found.setdefault(each.owner_id or 0, []).append(row.plain())
    return found


def _fill(
    sheet: CensusSheet, rows: Sequence[CensusRow], facts: Mapping[str, str], *, by: Actor, at: datetime
) -> CensusSheet:
    changes = {"rows": [each.plain() for each in rows]}
    advance(sheet, CENSUS.steps["fill"], by=by, at=at, facts=facts, changes=changes)
    return sheet


def _code(rows: Sequence[CensusRow], place: int | None) -> str:
    """The code of the row at this place; a place that is not there is told."""
    if place is None:
        return ""
    if not 0 <= place < len(rows):
        raise NotNow("这一条已经不在表里，请刷新再看。")
    return rows[place].code


def _own(sheet: CensusSheet, by: Actor) -> None:
    if not speaks_for(by, sheet.agency_id):
        raise NotYours("普查表由本部门的负责人或者数据专员填报。")
