"""Collecting what the province hands down (领取交办单): each once; what cannot be taken says why. R-112."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from tongban.exchange.connectors.provincial_rectification.bound import BOUND
from tongban.exchange.connectors.provincial_rectification.models import ProvincialTask
from tongban.exchange.connectors.provincial_rectification.ports import Raw
from tongban.exchange.connectors.provincial_rectification.rules import SOURCE, Handed, number_of, read_task
from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Declined
from tongban.oversight.evaluations.commands.opening import bind_to_province, open_redress
from tongban.oversight.evaluations.commands.taking_in import keep
from tongban.oversight.evaluations.models import Evaluation
from tongban.oversight.evaluations.rules.layouts import Collected

OLDEST = timedelta(days=92)
"""The province hands down what was said at its own doors, some weeks after."""


def collect(*, at: datetime) -> int:
    """领取: how many tasks are new; without a system there are none. Raises `RectificationUnavailable`."""
    if BOUND.system is None:
        return 0
    return sum(take(each, at=at) for each in BOUND.system.tasks(at=at))


@transaction.atomic
def take(raw: Raw, *, at: datetime) -> bool:
    """One task, once; is it new? The redress of the rating that it is about gets the province's last day."""
    handed, faults = read_task(raw)
    number = handed.number if handed is not None else number_of(raw)
    known = ProvincialTask.objects.filter(number=number).first()
    if not number or (known is not None and (known.redress_id is not None or handed is None)):
        return False
    if known is not None:
        known.delete()  # it could not be taken when it came; perhaps it was put right there
    if handed is not None:
        found, why = _rating(handed, at)
        if found is not None:
            return _bound(handed, found, at)
        faults = (why,)
    ProvincialTask.objects.create(number=number, faults=list(faults), collected_at=at)
    return True


def _bound(handed: Handed, said: Evaluation, at: datetime) -> bool:
    redress = open_redress(said, at=at)
    if ProvincialTask.objects.filter(redress=redress).exists():
        faults = ["这条差评已经有一件省里的交办单"]
        ProvincialTask.objects.create(number=handed.number, faults=faults, collected_at=at)
        return True
    ProvincialTask.objects.create(number=handed.number, redress=redress, due_on=handed.due_on, collected_at=at)
    bind_to_province(redress, number=handed.number, latest_on=handed.due_on, at=at)
    return True


def _rating(handed: Handed, at: datetime) -> tuple[Evaluation | None, str]:
    """Ours by its key; else that of the province, kept once under its number there."""
    if handed.evaluation:
        found = _ours(handed.evaluation)
        is_bad = found is not None and found.mark.is_bad
        return (found, "") if is_bad else (None, "没有这条评价，或者它不是差评")
    said = Collected(handed.rating_number, handed.option_code, handed.grade.code, handed.rated_at, words=handed.words)
    try:
        return keep(said, source=SOURCE, oldest=OLDEST, by=NOBODY, at=at).evaluation, ""
    except Declined as refusal:
        return None, "；".join(each.message for each in refusal.faults) or refusal.message


def _ours(key: str) -> Evaluation | None:
    try:
        return Evaluation.objects.select_related("invitation").filter(key=UUID(key)).first()
    except ValueError:
        return None
