"""Reading an application (申请的核对): everything that is wrong with it at once, and what it becomes as a case."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec
from django.conf import settings

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import compose
from tongban.foundation.ledger.rules import Record
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import Due
from tongban.handling.cases.credit import refuse_barred
from tongban.handling.cases.models import Channel, MaterialState
from tongban.handling.cases.promises import is_offered, suspended
from tongban.handling.cases.rules import clocks, papers
from tongban.handling.cases.rules.applications import (
    Application,
    MaterialPlan,
    option_for_form,
    plan_materials,
    receipt_items,
)
from tongban.handling.cases.rules.clocks import ClockKind, ClockPlan
from tongban.handling.cases.rules.deferral import Choice, is_open_to, why_not
from tongban.handling.cases.rules.promising import PromiseText, is_worth_promising, promise_text
from tongban.handling.cases.rules.query_codes import new_query_code
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.checklist import (
    check_form,
    checklist,
    judge_materials,
    read_answers,
    spared_codes,
)
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.commands import Drafted
from tongban.registers.documents.commands import draft as draft_document
from tongban.registers.documents.rules.numbers import receipt_number
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.parties.commands.people import Identity, identity
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import PartyKind, kind_of_party

from .numbers import next_case_number

T = TypeVar("T")
_CHANNELS = frozenset(Channel.values)
_KINDS = frozenset(PartyKind.values)
_PROVIDED, _SPARED, _DEFERRED = (
    str(each) for each in (MaterialState.PROVIDED, MaterialState.SPARED, MaterialState.DEFERRED)
)
_COMMITTED, _MISSING = str(MaterialState.COMMITTED), str(MaterialState.MISSING)
UNSIGNED = "容缺受理由申请人自己选择，要有申请人的签名。窗口收件后再请申请人确认。"


class Prepared(msgspec.Struct, frozen=True):
    """An application that was read and found in order: answers, form, material rows, and who asks."""

    application: Application
    guide: Guide
    identity: Identity | None
    party: Party | None
    answers: Mapping[str, Any]
    form: Mapping[str, Any]
    plans: tuple[MaterialPlan, ...]
    promise: PromiseText | None = None

    @property
    def is_deferring(self) -> bool:
        """Does something follow later by the applicant's choice? Not when everything is there after all."""
        return any(each.state == MaterialState.DEFERRED for each in self.plans)

    @property
    def applicant_name(self) -> str:
        return self.party.name if self.party is not None else self.identity.name if self.identity else ""


class Opening(msgspec.Struct, frozen=True):
    """The case that is about to begin: its number, clocks, receipt and ledger record."""

    number: str
    query_code: str
    step: Step
    at: datetime
    reckoned: tuple[tuple[ClockPlan, Due], ...]
    receipt: Drafted
    record: Record

    @property
    def chain(self) -> str:
        return self.record.chain

    def due_on(self, kind: ClockKind) -> date:
        return next(found.due_on for plan, found in self.reckoned if plan.kind is kind)


def prepare(application: Application, found: Guide, *, at: datetime) -> Prepared:
    """Read an application against its list; `Invalid` names every fault of all its parts at once."""
    option = found.option
    faults: list[Fault] = []
    if application.channel not in _CHANNELS:
        faults.append(
            Fault("/channel", "choice", "办理渠道只能是网页、手机、窗口、自助终端、便民服务站、电话或系统对接。")
        )
    if application.accepts_commitment:
        faults += _not_offered(found, on=local_day(at))
    if application.is_deferring and (application.deferral is None or application.deferral.choice != Choice.DEFERRED):
        faults.append(Fault("/deferral_signature", "unsigned", UNSIGNED))
    answers = _gather(faults, lambda: read_answers(option, application.answers)) or {}
    asked = option_for_form(option, application.bundle)
    form = _gather(faults, lambda: check_form(asked, answers, application.form)) or {}
    who, party = _gather(faults, lambda: _who(application)) or (None, None)
    plans = _gather(faults, lambda: _plans(application, option, answers)) or ()
    _refuse_unfit(option, who, party, faults)
    if faults:
        raise Invalid("申请里有需要改正的地方。", faults=faults)
    if application.is_deferring:
        _refuse_to_defer(option, plans, who, party, on=local_day(at))
    promise = _promised(application, found, plans)
    if application.accepts_commitment is not (promise is not None):
        application = replace(application, accepts_commitment=promise is not None)
    return Prepared(application, found, who, party, answers, form, plans, promise)


def refuse_open_questions(option: Option, answers: Mapping[str, Any]) -> None:
    """A situation that is not told yet has no list of materials: every open question is named."""
    faults = [
        Fault(f"/answers/{each.code}", "open_question", f"请先回答：{each.text}")
        for each in checklist(option, answers).open_questions
    ]
    if faults:
        raise Invalid("还有问题没有回答。", faults=faults)


def opening(prepared: Prepared, step: Step, *, by: Actor, at: datetime) -> Opening:
    """Number, clocks, receipt and ledger record of the case; nothing is written yet."""
    application, found = prepared.application, prepared.guide
    number = application.number or next_case_number(settings.TONGBAN_DIVISION, on=local_day(at))
    reckoned = tuple((plan, plan_due(plan, calendar())) for plan in clocks.on_receipt(found.option, at=at))
    receipt = _receipt(prepared, number, reckoned, by=by, at=at)
    facts: dict[str, Any] = {
        "option": found.option_code,
        "content_hash": found.content_hash,
        "channel": application.channel,
        "materials": {each.code: each.state for each in prepared.plans},
        "documents": [receipt.number],
    }
    if application.deferral is not None:
        facts["deferral"] = application.deferral.as_facts()
    if prepared.promise is not None:
        facts["commitment"] = prepared.promise.hash
    if application.bundle is not None:
        facts["bundle"] = application.bundle.number
    record = compose(
        chain=f"case:{number}",
        seq=1,
        verb=step.verb,
        by=by,
        at=at,
        role=str(min(step.by & by.roles)),
        basis=step.basis,
        from_status=Status.DRAFT,
        to_status=Status.RECEIVED,
        facts=facts,
    )
    return Opening(number, new_query_code(), step, at, reckoned, receipt, record)


def _receipt(
    prepared: Prepared, number: str, reckoned: tuple[tuple[ClockPlan, Due], ...], *, by: Actor, at: datetime
) -> Drafted:
    found = prepared.guide
    matter = papers.Matter(
        number=number,
        option=found.option.name,
        option_code=found.option_code,
        applicant=prepared.applicant_name,
        agency=found.agency_name,
        phone=found.enquiry_phone,
        received_at=at,
    )
    due = {plan.kind: each.due_on for plan, each in reckoned}
    body = papers.receipt(
        matter,
        receipt_items(prepared.plans),
        notice_on=due[ClockKind.NOTICE],
        deemed_on=due[ClockKind.DEEMED_ACCEPTANCE],
        at=at,
    )
    return draft_document(
        DocumentKind.RECEIPT,
        number=receipt_number(number, 1),
        subject=f"case:{number}",
        body=body,
        by=by,
        at=at,
        agency_id=found.agency_id,
    )


def _gather(faults: list[Fault], read: Callable[[], T]) -> T | None:
    """Read one part; its faults join the others, so that all are told at once."""
    try:
        return read()
    except Invalid as refusal:
        faults.extend(refusal.faults or [Fault("", refusal.reason_code, refusal.message)])
        return None


def _who(application: Application) -> tuple[Identity | None, Party | None]:
    """The applicant: a party on file, or an identity that was typed; kind and paper must fit."""
    given = application.applicant
    if isinstance(given, int):
        return None, Party.objects.get(pk=given)
    if given.kind not in _KINDS:
        raise Invalid(faults=[Fault("/applicant/kind", "choice", "申请人类别只能是个人(person)或企业(enterprise)。")])
    try:
        who = identity(name=given.name, id_kind=given.id_kind, id_number=given.id_number, phone=given.phone)
    except Invalid as refusal:
        raise Invalid(
            faults=[Fault(f"/applicant{each.pointer}", each.code, each.message) for each in refusal.faults]
        ) from refusal
    if kind_of_party(who.id_kind) != given.kind:
        raise Invalid(faults=[Fault("/applicant/id_kind", "mismatch", "企业用统一社会信用代码，个人用身份证件。")])
    return who, None


def _refuse_unfit(option: Option, who: Identity | None, party: Party | None, faults: list[Fault]) -> None:
    """The matter is for persons, for enterprises, or for both (服务对象): the same by every channel."""
    kind = party.kind if party is not None else kind_of_party(who.id_kind) if who is not None else ""
    if kind and kind not in option.audience:
        whose = "企业等组织" if kind == PartyKind.PERSON else "个人"
        faults.append(Fault("/applicant/kind", "not_for_this_kind", f"这件事由{whose}申请。"))


def _plans(application: Application, option: Option, answers: Mapping[str, Any]) -> tuple[MaterialPlan, ...]:
    """The material rows. Missing ones do not keep the application out; unknown ones and too many files do."""
    spared = spared_codes(option, answers)
    if application.bundle is not None:
        spared |= application.bundle.taken
    verdict = judge_materials(
        option,
        answers,
        [each.as_given() for each in application.materials],
        deferral_requested=application.wants_deferral,
        commitment_accepted=application.accepts_commitment,
        spared=spared,
    )
    faults = [each for each in verdict.faults if each.code not in ("missing",)]
    faults += _bad_licenses(application)
    if faults:
        raise Invalid(faults=faults)
    by_license = {each.requirement_code for each in application.materials if not each.file_ids}
    states = dict.fromkeys(verdict.complete, _PROVIDED)
    states |= {code: _SPARED for code in verdict.complete if code in by_license}
    states |= dict.fromkeys(verdict.spared, _SPARED)
    states |= dict.fromkeys(verdict.deferrable, _DEFERRED)
    states |= dict.fromkeys(verdict.committed, _COMMITTED)
    states |= dict.fromkeys(verdict.missing_codes, _MISSING)
    return tuple(plan_materials(option, states, application.materials))


def _refuse_to_defer(
    option: Option, plans: Iterable[MaterialPlan], who: Identity | None, party: Party | None, *, on: date
) -> None:
    """容缺 only where all that is missing is on the list (R-148), and not for who is barred (失信)."""
    missing = [each.code for each in plans if each.state in (_MISSING, _DEFERRED)]
    if missing and not is_open_to(option, missing):
        raise Invalid(faults=[Fault("/deferral_requested", "not_offered", why_not(option, missing))])
    known = party or (find_party(id_kind=who.id_kind, id_number=who.number) if who is not None else None)
    if known is not None:
        refuse_barred(known.pk, on=on)


def _bad_licenses(application: Application) -> list[Fault]:
    return [
        Fault(f"/materials/{index}/license_identifier", error.code, error.message)
        for index, each in enumerate(application.materials)
        if each.license_identifier
        for error in check("license", each.license_identifier).errors
    ]


def _not_offered(found: Guide, *, on: date) -> list[Fault]:
    """Why nobody can promise on this day: not on the published list, or its cap of risk is reached (R-143, R-147)."""
    if not is_offered(found, on=on):
        words = "这个事项现在不能选择告知承诺，请按一般方式提交材料。"
        return [Fault("/commitment_accepted", "not_offered", words)]
    capped = suspended(found, on=on)
    return [Fault("/commitment_accepted", "suspended", capped.words)] if capped is not None else []


def _promised(application: Application, found: Guide, plans: tuple[MaterialPlan, ...]) -> PromiseText | None:
    """The promise that this application makes; none where everything is there or was verified already (R-147)."""
    replaced = [each.code for each in plans if each.state == MaterialState.COMMITTED]
    if not application.accepts_commitment or not is_worth_promising(found.option, replaced):
        return None
    return promise_text(found, replaced)
