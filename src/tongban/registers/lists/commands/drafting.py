"""Drafting an edition (编制草案): begin, follow the catalogue, write what is kept by hand, propose."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.lists.models import Edition, EditionDraft
from tongban.registers.lists.queries.drafts import rows_now
from tongban.registers.lists.queries.editions import current, rows_of
from tongban.registers.lists.queries.institutions import institutions, lead
from tongban.registers.lists.rules.flow import FLOW
from tongban.registers.lists.rules.kinds import Kind, Origin, kind_of
from tongban.registers.lists.rules.rows import Row, faults_of, key_of, ordered, read_row, words
from tongban.registers.lists.rules.states import OPEN, Status

LONGEST_REASON = 500
MOST_WITHHELD = 10_000
SECRET_WORDS = ("国家秘密", "涉密")


class IsOpen(NotNow):
    """There is an open draft of this list already (已有草案): one edition is made at a time."""

    code = "draft_is_open"
    sentence = "这份清单已经有一份草案在编制，请在那份草案上修改。"


@transaction.atomic
def start(kind_code: str, *, institution: str = "", source: str = "", by: Actor, at: datetime) -> EditionDraft:
    """起草: the next edition begins with what the catalogue gives, or with the rows of the edition before."""
    kind = kind_of(kind_code)
    body = _institution(kind, institution)
    _refuse_stranger(body, by)
    head = current(kind.code, institution=institution)
    base = rows_of(head) if head is not None else None
    before = list(base.rows) if base is not None else []
    left_out = _left_out_before(head.pk) if head is not None else {}
    rows, withheld = before, head.withheld if head is not None else 0
    if kind.origin is Origin.DERIVED:
        rows, withheld = rows_now(kind, before, left_out)
    try:
        with transaction.atomic():
            draft = EditionDraft.objects.create(
                kind=kind.code,
                institution=body,
                base_id=head.pk if head is not None else None,
                rows=rows,
                left_out=left_out,
                withheld=withheld,
                source=source or (base.source if base is not None else ""),
                drafter_id=_staff(by),
                created_at=at,
                updated_at=at,
            )
    except IntegrityError as error:
        if EditionDraft.objects.filter(kind=kind.code, institution=body, status__in=sorted(OPEN)).exists():
            raise IsOpen() from error
        raise
    _edited(draft, {"rows": len(rows)}, by=by, at=at)
    return draft


@transaction.atomic
def take_in(kind_code: str, rows: Sequence[Mapping[str, Any]], *, source: str, by: Actor, at: datetime) -> EditionDraft:
    """导入上级清单: a list from outside as a draft; `Invalid` names every cell that cannot be read."""
    kind = kind_of(kind_code)
    if kind.origin is not Origin.EXTERNAL:
        raise NotNow(f"“{kind.title}”由本市编制，不是从外面导入的。")
    read, faults = [], []
    for place, row in enumerate(rows, start=1):
        try:
            key = str(row.get("number") or place)
            read.append(read_row(kind, key, row, into=None))
        except Invalid as refusal:
            faults += [Fault(f"/{place}{each.pointer}", each.code, each.message) for each in refusal.faults]
    if found := [*faults, *faults_of(kind, read)]:
        raise Invalid(f"“{kind.title}”有{len(found)}处读不懂，没有导入。", faults=found)
    draft = start(kind.code, source=source, by=by, at=at)
    _write(draft, rows=read, facts={"taken_in": len(read), "source": source}, by=by, at=at, source=source)
    return draft


@transaction.atomic
def refresh(draft: EditionDraft, *, by: Actor, at: datetime) -> EditionDraft:
    """按目录更新: a derived draft follows the catalogue in force; words kept by hand stay with their rows."""
    if draft.about.origin is not Origin.DERIVED:
        raise NotNow("这份清单逐条编制，不由目录生成。")
    rows, withheld = rows_now(draft.about, draft.rows, draft.left_out)
    _write(draft, rows=rows, facts={"rows": len(rows)}, by=by, at=at, withheld=withheld)
    return draft


@transaction.atomic
def put_row(draft: EditionDraft, *, key: str, cells: Mapping[str, Any], by: Actor, at: datetime) -> EditionDraft:
    """写一条: a row kept by hand, or the hand-kept words of a derived row."""
    kind, rows = draft.about, {key_of(row): row for row in draft.rows}
    if kind.origin is Origin.DERIVED and key not in rows:
        raise NotFound("目录里没有这一条。清单由目录生成，请先在事项里增加。")
    if any(word in words(cells.get("ground")) for word in SECRET_WORDS):
        said = "涉及国家秘密的只填数量，不写名称和内容。请用“不公开的数量”。"
        raise Invalid(said, faults=[Fault("/ground", "secret", said)])
    row = read_row(kind, key, cells, into=rows.get(key))
    _refuse_unknown_body(kind, row, cells)
    facts = {"key": key_of(row), "cells": sorted(cells)}
    _write(draft, rows=ordered(kind, list({**rows, key_of(row): row}.values())), facts=facts, by=by, at=at)
    return draft


@transaction.atomic
def drop_row(draft: EditionDraft, *, key: str, reason: str, by: Actor, at: datetime) -> EditionDraft:
    """去掉一条: with the reason; a row that the catalogue gives stays out until it is taken back by `keep_row`."""
    rows = {key_of(row): row for row in draft.rows}
    if key not in rows:
        raise NotFound("草案里没有这一条。")
    if draft.about.is_whole:
        raise NotNow("这份清单要写全，目录里有的不能去掉。事项取消了，清单会自己少一条。")
    said = _reason(reason)
    del rows[key]
    more = {"left_out": {**draft.left_out, key: said}} if draft.about.origin is Origin.DERIVED else {}
    _write(draft, rows=list(rows.values()), facts={"dropped": key, "reason": said}, by=by, at=at, **more)
    return draft


@transaction.atomic
def keep_row(draft: EditionDraft, *, key: str, by: Actor, at: datetime) -> EditionDraft:
    """恢复一条: what was left out stands on the list again."""
    if key not in draft.left_out:
        raise NotFound("这一条没有被去掉。")
    left_out = {other: reason for other, reason in draft.left_out.items() if other != key}
    rows, withheld = rows_now(draft.about, draft.rows, left_out)
    _write(draft, rows=rows, facts={"kept": key}, by=by, at=at, left_out=left_out, withheld=withheld)
    return draft


@transaction.atomic
def withhold(draft: EditionDraft, *, count: int, by: Actor, at: datetime) -> EditionDraft:
    """不公开的数量: how many matters are a state secret; only their number is kept and told."""
    if not draft.about.may_withhold or draft.about.origin is Origin.DERIVED:
        raise NotNow("这份清单不填不公开的数量。")
    if not 0 <= count <= MOST_WITHHELD:
        raise Invalid(faults=[Fault("/count", "count", f"数量是0到{MOST_WITHHELD}。")])
    _write(draft, rows=draft.rows, facts={"withheld": count}, by=by, at=at, withheld=count)
    return draft


@transaction.atomic
def propose(draft: EditionDraft, *, by: Actor, at: datetime) -> Entry:
    """报请公布: everything that is still missing is told at once."""
    step = FLOW.take("propose", draft, by=by)
    _refuse_stranger(draft.institution, by)
    if faults := faults_of(draft.about, draft.rows):
        raise Invalid(f"“{draft.about.title}”还有{len(faults)}处没有写全，不能报请公布。", faults=faults)
    changes = {"proposer_id": _staff(by), "updated_at": at, "returned_because": ""}
    return advance(draft, step, by=by, at=at, facts={"rows": len(draft.rows)}, changes=changes)


@transaction.atomic
def recall(draft: EditionDraft, *, by: Actor, at: datetime) -> Entry:
    """撤回修改: taken back before the reviewer decided."""
    step = FLOW.take("recall", draft, by=by)
    _refuse_stranger(draft.institution, by)
    return advance(draft, step, by=by, at=at, changes={"proposer_id": None, "updated_at": at})


@transaction.atomic
def drop(draft: EditionDraft, *, reason: str, by: Actor, at: datetime) -> Entry:
    """作废: the draft is given up; the edition in force stays."""
    step = FLOW.take("drop", draft, by=by)
    _refuse_stranger(draft.institution, by)
    return advance(draft, step, by=by, at=at, facts={"reason": _reason(reason)}, changes={"updated_at": at})


def _write(
    draft: EditionDraft, *, rows: Sequence[Row], facts: Mapping[str, Any], by: Actor, at: datetime, **more: Any
) -> None:
    _refuse_stranger(draft.institution, by)
    _edited(draft, facts, by=by, at=at, rows=list(rows), **more)


def _edited(draft: EditionDraft, facts: Mapping[str, Any], *, by: Actor, at: datetime, **columns: Any) -> None:
    step = FLOW.take("edit", draft, by=by)
    advance(draft, step, by=by, at=at, to=Status(draft.status), facts=facts, changes={**columns, "updated_at": at})


def _institution(kind: Kind, key: str) -> Agency | None:
    """Whose list it is; none for a list of the whole city."""
    if not kind.is_per_institution:
        if key:
            raise NotNow(f"“{kind.title}”全市只有一份。")
        return None
    found = next((each for each in institutions() if each.key == key), None)
    if found is None:
        raise Invalid(faults=[Fault("/institution", "institution", "请选择公布这份清单的政务服务机构。")])
    return found


def _refuse_stranger(body: Agency | None, by: Actor) -> None:
    """Lists are drafted by the leading body; an institution's own list also by that institution."""
    if Role.CATALOG_EDITOR not in by.roles or by.agency_id is None:
        raise NotYours("清单由事项编制岗起草。")
    if by.agency_id != (body.pk if body is not None else None) and by.agency_id != lead().pk:
        raise NotYours("这份清单由牵头部门或者公布它的机构起草，您的单位不能改。")


def _staff(by: Actor) -> int:
    if by.staff_id is None:
        raise NotYours("清单由工作人员本人起草、报请和公布。")
    return by.staff_id


def _refuse_unknown_body(kind: Kind, row: Row, cells: Mapping[str, Any]) -> None:
    """A body that is named is one of the register (one statement, none where no body is named)."""
    named = {each.key: words(row.get(each.key)) for each in kind.columns if each.is_body and each.key in cells}
    wanted = {name for name in named.values() if name}
    if not wanted:
        return
    known = set(Agency.objects.filter(name__in=wanted, is_active=True).values_list("name", flat=True))
    faults = [Fault(f"/{key}", "body", f"没有叫“{name}”的部门。请写登记的全称。") for key, name in named.items()]
    if wanted - known:
        raise Invalid(faults=[each for each, name in zip(faults, named.values(), strict=True) if name not in known])


def _reason(reason: str) -> str:
    said = reason.strip()
    if not said:
        raise Invalid(faults=[Fault("/reason", "blank", "请写明理由。")])
    return said[:LONGEST_REASON]


def _left_out_before(edition_id: int) -> dict[str, str]:
    """What was left out when the edition in force was made."""
    found = Edition.objects.filter(pk=edition_id).values_list("draft__left_out", flat=True).first()
    return dict(found or {})
