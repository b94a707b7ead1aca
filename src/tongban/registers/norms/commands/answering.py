"""Answering an alert (处理法规变动提醒): the list was changed, or it stays and why; a reviewer closes it."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance
from tongban.registers.catalog.queries import current_guides
from tongban.registers.norms.models import NormAlert
from tongban.registers.norms.queries import citing, repealed, stands_on_nothing
from tongban.registers.norms.rules.flow import FLOW
from tongban.registers.norms.rules.states import ChangeKind, Standing


class StillCited(Declined):
    """The list in force quotes the repealed file as before (清单还在引用)."""

    code = "still_cited"
    sentence = "现行清单还在引用这个文件。请先发布修改后的清单，再来登记。"


class NothingLeft(Declined):
    """Without the repealed file an option has no legal basis at all, so it cannot stay as it is (没有现行依据)."""

    code = "nothing_left"
    sentence = "设定依据全部已经废止，不能保留。请改用现行依据，或者取消这个办理项。"


@transaction.atomic
def change(alert: NormAlert, *, words: str, by: Actor, at: datetime) -> NormAlert:
    """清单已经修改: only when the list in force quotes a repealed or suspended file no more."""
    step = _own(alert, "change", words, by)
    is_gone = alert.change.norm.status in (Standing.REPEALED, Standing.SUSPENDED)
    if is_gone and any(each.implementation_code == alert.list.code for each in citing(alert.change.norm)):
        raise StillCited()
    return _answer(alert, step, words, by, at)


@transaction.atomic
def keep(alert: NormAlert, *, words: str, by: Actor, at: datetime) -> NormAlert:
    """说明理由保留: the list stays; refused where an option would stand on repealed files alone."""
    step = _own(alert, "keep", words, by)
    if alert.change.kind == ChangeKind.REPEAL:
        gone = repealed(max(local_day(at), alert.change.on))
        bare = [
            guide.name
            for guide in current_guides()
            if guide.implementation_code == alert.list.code and stands_on_nothing(guide, gone)
        ]
        if bare:
            names = "、".join(f"“{each}”" for each in bare)
            raise NothingLeft(f"{names}的设定依据全部已经废止，不能保留。请改用现行依据，或者取消这个办理项。")
    return _answer(alert, step, words, by, at)


@transaction.atomic
def reopen(alert: NormAlert, *, words: str, by: Actor, at: datetime) -> NormAlert:
    """退回重新处理: the answer does not do; the deadline stays as it was."""
    step = FLOW.take("reopen", alert, by=by)
    _said(words)
    return _answer(alert, step, words, by, at)


@transaction.atomic
def close(alert: NormAlert, *, by: Actor, at: datetime) -> NormAlert:
    """核销: a reviewer has looked at the answer."""
    advance(alert, FLOW.take("close", alert, by=by), by=by, at=at)
    return alert


def _own(alert: NormAlert, verb: str, words: str, by: Actor) -> Step:
    """The step, for an editor of the very body whose list it is."""
    step = FLOW.take(verb, alert, by=by)
    if Role.CATALOG_EDITOR in by.roles and by.agency_id != alert.agency_id:
        raise NotYours("这份清单由别的部门处理。")
    _said(words)
    return step


def _said(words: str) -> None:
    if not words.strip():
        raise Invalid(faults=[Fault("/words", "words", "请写明理由或者改了什么。")])


def _answer(alert: NormAlert, step: Step, words: str, by: Actor, at: datetime) -> NormAlert:
    advance(alert, step, by=by, at=at, facts={"words": words}, changes={"words": words})
    return alert
