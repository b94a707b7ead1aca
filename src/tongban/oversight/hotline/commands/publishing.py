"""What many ask is answered in public (公开答复): a question and an answer written anew, taken down when outdated."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.contacts.rules.words import noted, words_fault
from tongban.oversight.hotline.models import PublicAnswer, WorkOrder
from tongban.oversight.hotline.queries.orders import opened
from tongban.oversight.hotline.rules.flow import FLOW
from tongban.oversight.hotline.rules.states import OrderKind

from .routing import written

LONGEST_QUESTION, LONGEST_ANSWER = 200, 1000


@transaction.atomic
def publish(order: WorkOrder, *, question: str, answer: str, by: Actor, at: datetime) -> Entry:
    """公开答复: never the words of the person as they are; a report is not published at all."""
    taken = FLOW.take("publish", order, by=by)
    if order.sort is OrderKind.REPORT:
        raise NotNow("举报不公开。")
    if PublicAnswer.objects.filter(order=order, taken_down_at__isnull=True).exists():
        raise NotNow("这件已经公开过答复。要改，先撤下。")
    asked, said = noted(question), noted(answer)
    faults = words_fault("/question", asked, "请写问题，别人看得懂。", longest=LONGEST_QUESTION)
    if asked and asked == order.content:
        faults.append(Fault("/question", "same_words", "不要照搬反映人的原话，请改成别人也会问的问题。"))
    faults += words_fault("/answer", said, "请写答复。", longest=LONGEST_ANSWER)
    if faults := [*faults, *_named(order, asked, said)]:
        raise Invalid("还有地方要改一下。", faults=faults)
    assert by.staff_id is not None, "the roles of this step are of staff"
    shown = {"topic": order.topic, "question": asked, "answer": said, "published_at": at, "taken_down_at": None}
    PublicAnswer.objects.update_or_create(order=order, defaults={**shown, "published_by_id": by.staff_id})
    return advance(order, taken, by=by, at=at, facts={"question": asked})


@transaction.atomic
def take_down(order: WorkOrder, *, reason: str, by: Actor, at: datetime) -> Entry:
    """撤下公开答复: with the reason; the order itself is untouched."""
    taken = FLOW.take("take_down", order, by=by)
    why = written("/reason", reason, "请写为什么撤下。")
    if not PublicAnswer.objects.filter(order=order, taken_down_at__isnull=True).update(taken_down_at=at):
        raise NotNow("这件没有公开的答复。")
    return advance(order, taken, by=by, at=at, facts={"reason": why})


def _named(order: WorkOrder, *texts: str) -> list[Fault]:
    """The name of whoever brought it stands in no public word."""
    name, _ = opened(order)
    is_named = bool(name) and any(name in each for each in texts)
    return [Fault("/question", "names_somebody", "公开的话里有反映人的姓名，请删去。")] if is_named else []
