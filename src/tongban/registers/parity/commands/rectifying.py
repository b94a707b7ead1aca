"""Putting it right (整改): assigned with a deadline, explained or corrected by the body, verified by the bureau."""

from datetime import date, datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance
from tongban.registers.parity.models import Rectification
from tongban.registers.parity.queries import found
from tongban.registers.parity.rules.flow import FLOW
from tongban.registers.parity.rules.states import Status


class StillDeparts(Declined):
    """The list in force is as it was (还不一致)."""

    code = "still_departs"
    sentence = "现行清单还是不一致。请先发布改正后的清单，再来登记。"


@transaction.atomic
def assign(task: Rectification, *, due_on: date, by: Actor, at: datetime) -> Rectification:
    """交办: the body has until this day."""
    step = FLOW.take("assign", task, by=by)
    if due_on <= local_day(at):
        raise Invalid(faults=[Fault("/due_on", "past", "整改期限要在今天以后。")])
    facts = {"due_on": due_on.isoformat()}
    advance(task, step, by=by, at=at, facts=facts, changes={"due_on": due_on})
    return task


@transaction.atomic
def explain(task: Rectification, *, words: str, by: Actor, at: datetime) -> Rectification:
    """说明理由: why it is not the same here, for the bureau to judge."""
    return _answer(task, _own(task, "explain", words, by), words, by, at)


@transaction.atomic
def correct(task: Rectification, *, words: str, by: Actor, at: datetime) -> Rectification:
    """已经改正: only when the list in force departs no more."""
    step = _own(task, "correct", words, by)
    _refuse_departing(task)
    return _answer(task, step, words, by, at)


@transaction.atomic
def reopen(task: Rectification, *, words: str, by: Actor, at: datetime) -> Rectification:
    """退回整改: the answer does not do; the deadline stays."""
    step = FLOW.take("reopen", task, by=by)
    _said(words)
    return _answer(task, step, words, by, at)


@transaction.atomic
def verify(task: Rectification, *, by: Actor, at: datetime) -> Rectification:
    """核验通过: what is called corrected is looked at once more."""
    step = FLOW.take("verify", task, by=by)
    if task.status == Status.CORRECTED:
        _refuse_departing(task)
    advance(task, step, by=by, at=at)
    return task


def _refuse_departing(task: Rectification) -> None:
    still = [each for each in found([task.basic_code]) if each.row.option_code == task.option_code]
    if still:
        raise StillDeparts(f"{still[0].sentence}。请先发布改正后的清单，再来登记。")


def _own(task: Rectification, verb: str, words: str, by: Actor) -> Step:
    """The step, for an editor of the very body whose list it is."""
    step = FLOW.take(verb, task, by=by)
    if Role.CATALOG_EDITOR in by.roles and by.agency_id != task.agency_id:
        raise NotYours("这份清单由别的部门处理。")
    _said(words)
    return step


def _said(words: str) -> None:
    if not words.strip():
        raise Invalid(faults=[Fault("/words", "words", "请写明理由或者改了什么。")])


def _answer(task: Rectification, step: Step, words: str, by: Actor, at: datetime) -> Rectification:
    advance(task, step, by=by, at=at, facts={"words": words}, changes={"words": words})
    return task
