"""Settling what the assistant could not answer (指南补答): the guide says it now, or it is none of its business."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.kernel.flow import Step
from tongban.foundation.ledger.commands import advance, record
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.upkeep.queries import require_keeper
from tongban.registers.upkeep.rules.reports import plain_words

from .models import GuideTask
from .queries import answer
from .rules.flow import BASIS, FLOW
from .rules.replying import ReplyKind
from .rules.states import TaskStatus

SHORTEST, LONGEST = 4, 200


class StillUnanswered(Declined):
    """The assistant asked again does not answer it (还是答不上)."""

    code = "still_unanswered"
    sentence = "再问了一遍，智能问答还是答不上。请先把答案补进指南（例如加一条“大家常问”），生效后再点“已补进指南”。"


@transaction.atomic
def keep_unanswered(counts: Mapping[tuple[str, str], int], *, at: datetime) -> int:
    """Take down what was asked in vain, once per matter and text; gives how many there were.

    What a keeper said to be in the guide, and is asked in vain again, is open again; what was dismissed stays so.
    """
    options = {each.code: each for each in HandlingOption.objects.filter(code__in={code for code, _ in counts})}
    for (code, text), times in sorted(counts.items()):
        if code in options:
            _keep(options[code], text, times, at)
    return len(counts)


def _keep(option: HandlingOption, text: str, times: int, at: datetime) -> None:
    on = local_day(at)
    begun = {"times": times, "first_on": on, "last_on": on, "status": TaskStatus.OPEN}
    found, is_new = GuideTask.objects.get_or_create(option=option, text=text, defaults=begun)
    if is_new:
        facts = {"option": option.code, "task": found.pk}
        record(f"guide_tasks:{option.code}", "miss_answer", by=SYSTEM, at=at, basis=BASIS, facts=facts)
        return
    GuideTask.objects.filter(pk=found.pk).update(times=found.times + times, last_on=on)
    if found.state is TaskStatus.ADDED:
        taken = FLOW.take("ask_again", found, by=SYSTEM)
        advance(found, taken, by=SYSTEM, at=at, changes={"settled_at": None, "settled_by_id": None})


@transaction.atomic
def add(task: GuideTask, *, by: Actor, at: datetime) -> Entry:
    """已补进指南: proved by asking the assistant once more."""
    taken = _take("add", task, by)
    got = answer(task.text, item=task.option.code)
    is_answered = got.kind is ReplyKind.ANSWER and got.guide is not None and got.guide.option_code == task.option.code
    if not is_answered or got.unsaid:
        raise StillUnanswered()
    return advance(task, taken, by=by, at=at, changes={"settled_at": at, "settled_by_id": by.staff_id})


@transaction.atomic
def dismiss(task: GuideTask, *, reason: str, by: Actor, at: datetime) -> Entry:
    """不归指南答: with the reason, so that nobody wonders later."""
    taken, said = _take("dismiss", task, by), plain_words(reason)
    if not SHORTEST <= len(said) <= LONGEST:
        words = f"请写{SHORTEST}到{LONGEST}个字，例如“这是个人理财的事，不归指南答”。"
        raise Invalid("还有地方要改一下。", faults=[Fault("/reason", "words", words)])
    changes = {"reason": said, "settled_at": at, "settled_by_id": by.staff_id}
    return advance(task, taken, by=by, at=at, facts={"reason": said}, changes=changes)


def _take(verb: str, task: GuideTask, by: Actor) -> Step:
    taken = FLOW.take(verb, task, by=by)
    require_keeper(by, task.option.list.agency_id)
    if by.staff_id is None:
        raise NotYours()
    return taken
