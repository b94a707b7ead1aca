"""Who may open which draft (草稿), and what is in it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import record_read
from tongban.handling.cases.models import Draft
from tongban.handling.cases.rules.applications import MaterialGiven
from tongban.registers.catalog.checklist import read_answers
from tongban.registers.catalog.content import Option
from tongban.registers.parties.models import Party
from tongban.registers.parties.numbers import checked_number
from tongban.registers.parties.sealed import id_index

from .visible import drafts_of

FORM = "draft.form"
_NOT_THERE = "没有找到这份草稿。它可能已经提交、删除或者到期；也可能是用另一个身份填的，请先切换身份。"
_NOT_AT_COUNTER = "没有找到这份草稿，或者号码与申请人的证件对不上。请核对办件编号和申请人证件。"


def open_drafts(actor: Actor, *, on: date) -> QuerySet[Draft]:
    """The drafts of whom the actor acts for that are still kept, the newest first."""
    return drafts_of(actor).filter(expires_on__gte=on).select_related("option_version").order_by("-updated_at")


def draft_for(actor: Actor, number: str, *, on: date) -> Draft:
    """One draft by its number, or `NotFound`: another's, an expired one and none are told apart by nobody."""
    plain = check("case_number", number).normalized
    found = drafts_of(actor).filter(number=plain, expires_on__gte=on).select_related("owner").first()
    if found is None:
        raise NotFound(_NOT_THERE)
    return found


def draft_for_counter(actor: Actor, number: str, id_number: str, *, at: datetime) -> Draft:
    """A draft opened at the window by its number and the applicant's paper, so that nothing is typed twice (R-008).

    The paper is the applicant's own, or that of the person who filled it in. On record before it is shown.
    """
    if Role.COUNTER not in actor.roles:
        raise NotYours("草稿由综合窗口的工作人员在申请人在场时打开。")
    plain = check("case_number", number).normalized
    rows = Draft.objects.select_related("owner", "account__person").filter(expires_on__gte=local_day(at))
    found = rows.filter(number=plain).first()
    if found is None or not any(_is_paper_of(each, id_number) for each in _papers(found)):
        raise NotFound(_NOT_AT_COUNTER)
    fields = ["form", "answers", "materials"]
    purpose = "窗口接着办理网上填写的申请"
    record_read(f"party:{found.owner_id}", by=actor, at=at, purpose=purpose, subject=f"case:{plain}", fields=fields)
    return found


def form_of(draft: Draft) -> dict[str, Any]:
    """What was typed into the form so far, as it was typed."""
    if not draft.form_sealed:
        return {}
    found: dict[str, Any] = msgspec.json.decode(vault().open(draft.form_sealed, purpose=FORM, owner=draft.number))
    return found


def given_in(draft: Draft) -> tuple[MaterialGiven, ...]:
    """The materials of a draft as an application brings them."""
    return tuple(
        MaterialGiven(
            each["code"],
            file_ids=tuple(UUID(file) for file in each.get("files", ())),
            license_identifier=each.get("license", ""),
            is_committed=bool(each.get("committed")),
        )
        for each in draft.materials
    )


def fitting_answers(option: Option, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those answers that this edition of the list still asks for and understands; the others are asked anew."""
    known = {each.code for each in option.questions}
    tried = {code: value for code, value in answers.items() if code in known}
    for _ in range(len(tried) + 1):
        try:
            return read_answers(option, tried)
        except Invalid as refusal:
            for fault in refusal.faults:
                tried.pop(fault.pointer.removeprefix("/answers/"), None)
    return {}


def _papers(draft: Draft) -> list[Party]:
    typed_by = draft.account.person if draft.account is not None else None
    return [draft.owner, *([typed_by] if typed_by is not None else [])]


def _is_paper_of(party: Party, id_number: str) -> bool:
    try:
        number = checked_number(party.id_kind, id_number)
    except Invalid:
        return False
    return bytes(party.id_index) == id_index(number)
