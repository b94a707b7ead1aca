"""Odd terms of the law (延续、名额): silence renews a licence, and a quota is given in order of acceptance."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Declined, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Clock, Delivery, Outcome, QuotaPlace
from tongban.handling.cases.queries.quotas import Standing, period_of, standing_of
from tongban.handling.cases.rules import clocks, special_papers
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.catalog.content import Option
from tongban.registers.documents.rules.papers import DocumentKind

from . import clocks as ticking
from .licensing import renewed_by_silence
from .steps import matter_of, move, option_of, paper, take


class RenewedBySilence(NotNow):
    """The old licence expired without a decision, so the law has renewed it (逾期未作决定，视为准予延续)."""

    code = "renewed_by_silence"
    sentence = "有效期届满前没有作出决定，依法视为准予延续，不能再作别的决定。"


class QuotaFull(Declined):
    """Those who were accepted before come first (名额已满或者还没有轮到): 行政许可法 第五十七条."""

    code = "quota_full"
    sentence = "按受理先后，名额还没有轮到这个办件，不能准予。"


@transaction.atomic
def deem_granted(case: Case, *, by: Actor = SYSTEM, at: datetime) -> Entry:
    """视为准予延续: nothing was decided before the licence expired; granted as of that day, however late this runs."""
    step = take("deem_granted", case, by=by, at=at)
    clock = _renewal_clock(case)
    if clock is None or local_day(at) <= clock.due_on:
        raise NotNow("还没有到视为准予延续的时候。")
    option = option_of(case)
    name = option.results[0].name if option.results else "办理结果"
    body = special_papers.deemed_renewal(matter_of(case), result=name, expires_on=clock.due_on, at=at)
    document = paper(DocumentKind.DECISION_GRANT, case, body, by=by, at=at)
    Delivery.objects.create(case=case, result_name=name)
    ticking.stop_all(case, at=at)
    due_on = ticking.turn(case, start=[clocks.on_decision(at=clock.due_at)], at=at)[ClockKind.SERVICE].due_on
    changes = {"outcome": Outcome.GRANTED, "decided_at": clock.due_at, "due_on": due_on, "counted_runs": 0}
    facts = {"expires_on": clock.due_on.isoformat()}
    license = renewed_by_silence(case, expires_on=clock.due_on, at=at)
    if license is not None:
        facts["license"] = license.identifier
    return move(case, step, by=by, at=at, facts=facts, changes=changes, due_on=due_on, papers=[document])


def refuse_after_expiry(case: Case, option: Option, *, at: datetime) -> None:
    """`RenewedBySilence` when the law has decided already."""
    if option.renewal is None:
        return
    clock = _renewal_clock(case)
    if clock is not None and local_day(at) > clock.due_on:
        raise RenewedBySilence()


def give_place(case: Case, option: Option, *, at: datetime) -> dict[str, Any]:
    """The next place in the order of acceptance, with what the ledger keeps of it; nothing for lists without a quota.

    One after the other: whoever is accepted at the same moment waits for the place before.
    """
    if option.quota is None:
        return {}
    period = period_of(option.quota, local_day(at))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"quota:{case.option_code}:{period}"])
    taken = QuotaPlace.objects.filter(option_code=case.option_code, period=period)
    last = taken.aggregate(last=Max("place"))["last"] or 0
    place = QuotaPlace.objects.create(case=case, option_code=case.option_code, period=period, place=last + 1)
    found = standing_of(place, option.quota)
    return {"quota_place": found.place, "quota_number": found.number, "quota_ahead": found.ahead}


def standing(case: Case, option: Option) -> Standing | None:
    """Where the case stands in its quota; None for lists without one, and before acceptance."""
    place = QuotaPlace.objects.filter(case=case).first() if option.quota is not None else None
    return standing_of(place, option.quota) if place is not None and option.quota is not None else None


def refuse_beyond_quota(case: Case, option: Option) -> None:
    """`QuotaFull` while as many as there are places come before and still stand."""
    found = standing(case, option)
    if found is not None and not found.is_within:
        raise QuotaFull(f"不能准予：{found.words}", facts={"place": found.place, "ahead": found.ahead})


def _renewal_clock(case: Case) -> Clock | None:
    return case.clocks.filter(kind=ClockKind.RENEWAL, ended_at__isnull=True).first()
