"""The law's odd units (时限的单位和起点): each law as its list says it, by the one engine; rules only."""

from datetime import date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.rules import shipped_calendar
from tongban.handling.cases.rules.clocks import ClockKind, on_acceptance, on_receipt, on_renewal
from tongban.handling.cases.rules.reckoning import plan_due
from tongban.registers.catalog.content import AcceptanceWindow, Option, Renewal, Span

CALENDAR = shipped_calendar()
WINDOWS = (
    AcceptanceWindow(opens="04-01", closes="04-30", name="春季"),
    AcceptanceWindow(opens="09-01", closes="09-30", name="秋季"),
)
TEACHER = Option(
    name="教师资格认定",
    statutory_limit=Span(value=30, unit="day"),
    promised_limit=Span(value=20, unit="workday"),
    acceptance_windows=WINDOWS,
)
IDENTITY_CARD = Option(name="居民身份证", statutory_limit=Span(value=60, unit="day"), promised_limit=Span(value=20))
PENSION = Option(name="养老待遇", statutory_limit=Span(value=20), promised_limit=Span(value=10), clock_starts="receipt")
REAL_ESTATE = Option(
    name="不动产登记", statutory_limit=Span(value=30), promised_limit=Span(value=5), is_accepted_on_receipt=True
)
RENEWED = Option(
    name="延续", statutory_limit=Span(value=20), promised_limit=Span(value=10), renewal=Renewal(expiry="valid_until")
)


def at(month, day, hour=10, year=2026):
    return datetime(year, month, day, hour, tzinfo=LOCAL)


def due(plans, kind):
    return plan_due(next(each for each in plans if each.kind is kind), CALENDAR).due_on


@pytest.mark.req("R-042")
@pytest.mark.parametrize(
    ("law", "option", "received", "accepted", "statutory"),
    [
        ("居民身份证法 第十二条：六十日内，按天算", IDENTITY_CARD, at(3, 2), at(3, 4), date(2026, 5, 6)),
        ("最后一日是休息日的顺延（民法典 第二百零三条）", IDENTITY_CARD, at(3, 2), at(3, 10), date(2026, 5, 9)),
        ("社会保险经办条例：自收到申请之日起，不从受理算", PENSION, at(3, 2), at(3, 6), date(2026, 3, 30)),
        ("教师资格条例 第十六条：受理期终止之日起三十日", TEACHER, at(4, 2), at(4, 8), date(2026, 6, 1)),
        ("同一受理期里早来晚来，同一天到期", TEACHER, at(4, 30), at(4, 30, 16), date(2026, 6, 1)),
        ("补正到受理期以后才受理的，从受理算", TEACHER, at(4, 29), at(5, 7), date(2026, 6, 8)),
    ],
)
def test_each_law_counts_in_its_own_unit_from_its_own_day(law, option, received, accepted, statutory):
    plans = on_acceptance(option, received_at=received, accepted_at=accepted)
    assert due(plans, ClockKind.STATUTORY) == statutory, law


def test_what_the_registrar_does_not_refuse_on_the_spot_is_accepted_that_day():
    """不动产登记暂行条例 第十七条: no five days of waiting."""
    plans = on_receipt(REAL_ESTATE, at=at(3, 2))
    assert due(plans, ClockKind.DEEMED_ACCEPTANCE) == due(plans, ClockKind.NOTICE) == date(2026, 3, 2)


def renewed_on(received, expires_on, option=RENEWED):
    plans = on_renewal(option, expires_on=expires_on, received_at=received, calendar=CALENDAR)
    return plan_due(plans[0], CALENDAR).due_on if plans else None


def test_a_licence_expires_on_its_day_also_when_nobody_works_on_it():
    assert renewed_on(at(3, 2), date(2026, 5, 3)) == date(2026, 5, 3)  # a Sunday within the holidays of May


@pytest.mark.parametrize(
    ("expires_on", "is_in_time"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2026, 3, 1), False),
        (None, False),
    ],
)
def test_only_who_asks_thirty_days_ahead_is_renewed_by_silence(expires_on, is_in_time):
    assert (renewed_on(at(3, 2), expires_on) is not None) is is_in_time


def test_a_law_may_want_another_lead_time():
    """排污许可管理条例 第十四条: sixty days ahead."""
    earlier = msgspec.structs.replace(RENEWED, renewal=Renewal(expiry="valid_until", ahead=Span(value=60, unit="day")))
    assert renewed_on(at(3, 2), date(2026, 4, 30), earlier) is None
    assert renewed_on(at(3, 2), date(2026, 5, 1), earlier) == date(2026, 5, 1)


def test_a_lead_time_may_be_in_workdays():
    """食品经营许可和备案管理办法: fifteen workdays ahead; the holidays of May lie in between."""
    food = msgspec.structs.replace(RENEWED, renewal=Renewal(expiry="valid_until", ahead=Span(value=15)))
    assert renewed_on(at(4, 24), date(2026, 5, 15), food) is None
    assert renewed_on(at(4, 24), date(2026, 5, 19), food) == date(2026, 5, 19)


def test_a_list_without_renewal_has_no_such_clock():
    assert on_renewal(PENSION, expires_on=date(2027, 1, 1), received_at=at(3, 2), calendar=CALENDAR) == ()


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 30)).map(lambda each: each.replace(tzinfo=LOCAL))


@given(received=INSTANTS, wait=st.integers(0, 20))
def test_a_window_never_lets_a_limit_begin_before_it_closes(received, wait):
    accepted = received + timedelta(days=wait)
    plans = on_acceptance(TEACHER, received_at=received, accepted_at=accepted)
    plain = on_acceptance(
        msgspec.structs.replace(TEACHER, acceptance_windows=()), received_at=received, accepted_at=accepted
    )
    for kind in (ClockKind.STATUTORY, ClockKind.PROMISED):
        assert due(plans, kind) >= due(plain, kind)
    start = next(each.started_at for each in plans)
    inside = any(opens <= local_day(received) <= closes for opens, closes in _of_2026())
    assert local_day(start) == max(
        local_day(accepted), *(closes for opens, closes in _of_2026() if opens <= local_day(received) <= closes)
    ) if inside else local_day(start) == local_day(accepted)  # fmt: skip


def _of_2026():
    return [(date(2026, 4, 1), date(2026, 4, 30)), (date(2026, 9, 1), date(2026, 9, 30))]


@given(received=INSTANTS, days=st.integers(-400, 1500))
def test_a_renewal_ends_on_the_very_day_or_has_no_clock(received, days):
    expires_on = local_day(received) + timedelta(days=days)
    assert renewed_on(received, expires_on) == (expires_on if days >= 30 else None)
