"""Reporting ratings (上报评价): one message for each entry, in order for each rating, until its receipt is there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.exchange.connectors.provincial_ratings.bound import BOUND, system
from tongban.exchange.connectors.provincial_ratings.models import RatingPush
from tongban.exchange.connectors.provincial_ratings.ports import RatingMessage, RatingsUnavailable
from tongban.exchange.connectors.provincial_ratings.rules import CHANNEL, FINISHED, HEARS, WAYS, Kind, number_of
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger import undelivered
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.evaluations.models import Evaluation, Redress
from tongban.oversight.evaluations.rules.grades import Grade, Way

MAY_RESEND = frozenset({Role.SUPERVISOR, Role.SYSTEM_ADMIN, Role.SYSTEM})


def enqueue(entry: Entry) -> None:
    """Something was said or settled: its message waits in the outbox; hearing it again makes no second one."""
    kind = HEARS.get((entry.chain.partition(":")[0], entry.verb))
    if BOUND.system is None or kind is None:
        return
    said, number = _said(entry), number_of(entry.pk)
    if said is None or RatingPush.objects.filter(number=number).exists():
        return
    of_service = RatingPush.objects.filter(evaluation__invitation_id=said.invitation_id, entry_id__lt=entry.pk)
    RatingPush.objects.create(
        number=number,
        kind=kind,
        evaluation=said,
        entry=entry,
        follows=of_service.order_by("-entry_id").first(),
        day=local_day(said.rated_at),
        queued_at=entry.at,
    )
    send_out(entry, [Parcel(CHANNEL, said.key.hex, {"push": number})], at=entry.at)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, deliver, keep the receipt; one of something else is none."""
    rows = RatingPush.objects.select_related("evaluation__invitation__agency", "evaluation__invitation__party")
    push = rows.select_related("follows", "entry").get(number=parcel.payload["push"])
    if push.received_at is not None:
        return
    if push.follows is not None and push.follows.received_at is None:
        raise RatingsUnavailable("同一次服务前面的一条还没有收到回执，等它收到以后再报。")
    receipt = system().deliver(_message(push), at=at)
    if receipt.message != push.number or not receipt.number:
        raise RatingsUnavailable("省好差评系统的回执读不出来，请稍后再试。")
    RatingPush.objects.filter(pk=push.pk).update(receipt=receipt.number[:60], received_at=at)


@transaction.atomic
def resend(push: RatingPush, *, by: Actor, at: datetime) -> None:
    """重新上报: a message without a receipt is due now, also one that was given up."""
    if not MAY_RESEND & by.roles:
        raise NotYours("重新上报由监督岗或者系统管理员办理。")
    if push.received_at is not None:
        raise NotNow("这条信息已经收到回执，不用重新上报。")
    waiting = Outgoing.objects.filter(channel=CHANNEL, payload__push=push.number, delivered_at__isnull=True)
    waiting.update(dead_at=None, closed_at=None, attempts=0, due_at=at)


def revive(*, at: datetime) -> int:
    """Messages that were given up are tried again: the system may have been away for a day."""
    return undelivered.revive(CHANNEL, at=at)


def _said(entry: Entry) -> Evaluation | None:
    """The rating that an entry is about: of an invitation the first, of a redress the bad one or the second."""
    kind, _, ref = entry.chain.partition(":")
    rows = Evaluation.objects.select_related("invitation")
    if kind == "evaluation":
        return rows.filter(invitation__key=UUID(ref), round=1).first()
    if entry.verb == "rate_again":
        return rows.filter(key=UUID(str(entry.facts["evaluation"]))).first()
    return rows.filter(redress=int(ref)).first()


def _message(push: RatingPush) -> RatingMessage:
    return RatingMessage(
        number=push.number,
        kind=push.kind,
        follows=push.follows.number if push.follows is not None else "",
        day=push.day,
        happened_at=push.entry.at,
        content=_content(push),
    )


def _content(push: RatingPush) -> dict[str, Any]:
    """The rating in the province's codes, 5 for very satisfied; who keeps their name back is not named there either."""
    said, invitation = push.evaluation, push.evaluation.invitation
    head: dict[str, Any] = {
        "evaluationId": said.key.hex,
        "deptCode": invitation.agency.uscc,
        "taskHandleItem": invitation.option_code,
        "taskName": invitation.name,
        "projectNo": invitation.case_number,
        "assessNumber": said.round,
    }
    if push.kind in (Kind.SETTLED, Kind.EXCLUDED):
        task = Redress.objects.get(evaluation=said)
        return head | {"finding": task.finding, "reply": task.feedback or task.decision, "validity": said.validity}
    party = invitation.party if said.is_named else None
    return head | {
        "proStatus": FINISHED,
        "pf": WAYS[Way(said.way)],
        "satisfaction": Grade(said.grade).satisfaction,
        "evalDetail": ",".join(said.tags),
        "writingEvaluation": said.words,
        "assessTime": said.rated_at.isoformat(),
        "userName": party.name if party is not None else "",
    }
