"""Reporting ratings (上报评价): one message for each entry, in order for each rating, until its receipt is there."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tongban.exchange.connectors.provincial_ratings.bound import BOUND, LANE, system
from tongban.exchange.connectors.provincial_ratings.models import RatingPush
from tongban.exchange.connectors.provincial_ratings.ports import RatingMessage
from tongban.exchange.connectors.provincial_ratings.rules import FINISHED, HEARS, WAYS, Kind, number_of
from tongban.exchange.lines.reports import preceding
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.oversight.evaluations.models import Evaluation, Redress
from tongban.oversight.evaluations.rules.grades import Grade, Way

resend, revive = LANE.resend, LANE.revive


def enqueue(entry: Entry) -> None:
    """Something was said or settled: its message waits in the outbox; hearing it again makes no second one."""
    kind = HEARS.get((entry.chain.partition(":")[0], entry.verb))
    if BOUND.system is None or kind is None:
        return
    said, number = _said(entry), number_of(entry.pk)
    if said is None or LANE.knows(number):
        return
    follows = preceding(RatingPush.objects.filter(evaluation__invitation_id=said.invitation_id), entry)
    about = {"kind": kind, "evaluation": said, "follows": follows, "day": local_day(said.rated_at)}
    LANE.queue(entry, number, address=said.key.hex, **about)


def carry(parcel: Outgoing, at: datetime) -> None:
    """The carrier of the outbox's channel: in order, deliver, keep the receipt."""

    def send(push: RatingPush) -> tuple[str, str]:
        receipt = system().deliver(_message(push), at=at)
        return receipt.message, receipt.number

    rows = RatingPush.objects.select_related("evaluation__invitation__agency", "evaluation__invitation__party")
    LANE.carry(parcel, rows.select_related("follows", "entry"), send, at=at)


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
