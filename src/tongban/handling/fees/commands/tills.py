"""Tills (钱箱): opened with a float, counted at the end; what differs needs a reason and goes to the supervisor."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.fees.models import Till
from tongban.handling.fees.queries.fees import in_till
from tongban.handling.fees.rules.flow import TILLS
from tongban.handling.fees.rules.money import MOST, fen_of, yuan
from tongban.handling.fees.rules.states import TillStatus

LONGEST = 500
LONGEST_WINDOW = 40


@transaction.atomic
def open_till(window: str, *, float_amount: str, by: Actor, at: datetime) -> Till:
    """开钱箱: at which window, with how many yuan of float (备用金); one open till for each person."""
    named, lies = _plain(window), fen_of(float_amount) if float_amount.strip() else 0
    faults = []
    if not named or len(named) > LONGEST_WINDOW:
        faults.append(Fault("/window", "missing", f"请写在哪个窗口，最多{LONGEST_WINDOW}个字。"))
    if lies is None or lies > MOST:
        faults.append(Fault("/float_amount", "amount", "请写备用金多少元，没有就写0。"))
    if faults or lies is None:
        raise Invalid(faults=faults)
    if by.staff_id is None:
        raise NotYours("钱箱由窗口的工作人员开。")
    made = Till(
        staff_id=by.staff_id,
        venue_id=by.venue_id,
        window=named,
        status=TillStatus.NEW,
        opened_at=at,
        float_amount=lies,
    )
    step = TILLS.take("open_till", made, by=by)
    made.status = TillStatus.OPEN
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts={"window": named, "float": lies})
    except IntegrityError:
        raise NotNow("您已经开了一个钱箱。请先把它点钱结账。") from None
    return made


@transaction.atomic
def count(till: Till, *, counted: str, reason: str = "", by: Actor, at: datetime) -> Entry:
    """点钱结账: what was counted against what must be there; a difference needs a reason, and a supervisor's word."""
    held = Till.objects.select_for_update(no_key=True).get(pk=till.pk)
    step = TILLS.take("count", held, by=by)
    if held.staff_id != by.staff_id:
        raise NotNow("钱箱由开它的人点钱结账。")
    lies, words = fen_of(counted), _plain(reason)
    if lies is None:
        raise Invalid(faults=[Fault("/counted", "amount", "请写点出来多少元，例如：320.50。")])
    expected = in_till(held)
    if lies != expected and not words:
        differs = f"应有{yuan(expected)}，点出{yuan(lies)}，差{yuan(lies - expected)}。"
        told = f"{differs}请再点一遍；还是不对的，请写明原因。"
        raise Invalid(faults=[Fault("/reason", "differs", told)])
    why = "" if lies == expected else words
    if why:
        step = TILLS.take("report_difference", held, by=by)
    changes = {"closed_at": at, "expected": expected, "counted": lies, "reason": why}
    facts = {"expected": expected, "counted": lies, "reason": why}
    return advance(held, step, by=by, at=at, facts=facts, changes=changes)


@transaction.atomic
def settle(till: Till, *, words: str, by: Actor, at: datetime) -> Entry:
    """核查差额: the supervisor says what became of the difference."""
    step = TILLS.take("settle", till, by=by)
    finding = _plain(words)
    if not finding:
        raise Invalid(faults=[Fault("/words", "missing", "请写核查的结论。")])
    facts = {"difference": till.difference, "finding": finding}
    return advance(till, step, by=by, at=at, facts=facts, changes={"finding": finding})


def _plain(typed: str) -> str:
    return "".join(each for each in typed if each.isprintable()).strip()[:LONGEST]
