"""Figures from the ledger equal an independent recount, and every number opens its cases (R-094)."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.models import Case, Channel
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.tests.driving import after, served
from tongban.handling.contacts.commands.shifts import sign_off, sign_on
from tongban.handling.halls.commands.calling import call_next, miss
from tongban.handling.halls.commands.drawing import draw as draw_number
from tongban.handling.halls.commands.serving import begin_serving, finish
from tongban.handling.halls.models import Ticket
from tongban.oversight.supervision.commands.counting import count_month, count_months
from tongban.oversight.supervision.models import CountedMonth
from tongban.oversight.supervision.queries.behind import Counted, Sought, cases_behind
from tongban.oversight.supervision.queries.indicators import Tally, count_visits, indicators
from tongban.oversight.supervision.queries.period import Period, of_month, period
from tongban.oversight.supervision.rules import visits
from tongban.registers.catalog.queries import current_guides

from .synthetic import ONLINE, draw, write

pytestmark = pytest.mark.django_db
WHOLE_YEAR = Period(date(2026, 1, 1), date(2026, 12, 1))
COUNTED_AT = datetime(2026, 12, 31, 23, tzinfo=LOCAL)


@pytest.fixture
def year():
    """Three hundred drawn cases, with what was drawn beside each."""
    chance, guides = Random(94), sorted(current_guides(), key=lambda each: each.option_code)[::17]
    drawn = [draw(chance, guides) for _ in range(300)]
    cases = write(drawn)
    count_months(at=COUNTED_AT)
    return list(zip(cases, drawn, strict=True))


def came(drawn):
    """The days on which somebody came, counted from what was drawn and not from any table."""
    days = set()
    for verb, role, _, _, at, facts in drawn.acts:
        opened_here = verb in ("submit", "receive") and facts["channel"] in ("window", "kiosk", "station")
        brought = verb in ("correct", "withdraw") and role == "counter"
        if opened_here or brought or verb == "collect":
            days.add(at.astimezone(LOCAL).date())
    return len(days)


def is_once(drawn):
    return came(drawn) <= 1 and all(verb != "ask_correction" for verb, *_ in drawn.acts)


def recount(year, key, received):
    """Counted from what was drawn; `received` counts by the month of receipt, so it has a key of its own."""
    ended, got = defaultdict(list), Counter(received(drawn) for _, drawn in year)
    for _, drawn in year:
        ended[key(drawn)].append(drawn)
    return {
        name: Tally(
            len(ended[name]),
            sum(came(one) == 0 for one in ended[name]),
            sum(came(one) for one in ended[name]),
            sum(one.channel in ONLINE for one in ended[name]),
            sum(one.channel in ONLINE and came(one) == 0 for one in ended[name]),
            sum(is_once(one) for one in ended[name]),
            received=got[name],
        )
        for name in ended.keys() | got.keys()
    }


def month(drawn):
    return drawn.at.astimezone(LOCAL).date().replace(day=1)


def month_received(drawn):
    return drawn.acts[0][4].astimezone(LOCAL).date().replace(day=1)


def same(year, key):
    return recount(year, key, key)


@pytest.mark.req("R-004", "R-094")
def test_the_figures_equal_an_independent_recount(year):
    found = indicators(WHOLE_YEAR)
    assert {"all": found.total} == same(year, lambda _: "all")
    assert found.by_agency == same(year, lambda each: each.guide.agency_id)
    assert found.by_month == recount(year, month, month_received)
    assert found.by_option == same(year, lambda each: each.guide.option_code)
    assert found.by_agency_and_option == same(year, lambda each: (each.guide.agency_id, each.guide.option_code))
    assert found.by_agency_and_month == recount(
        year,
        lambda each: (each.guide.agency_id, month(each)),
        lambda each: (each.guide.agency_id, month_received(each)),
    )
    assert 0 < found.total.zero < found.total.ended
    assert 0 < found.total.whole < found.total.online
    assert 0 < found.total.once < found.total.ended


@pytest.mark.req("R-004")
def test_a_matter_is_reachable_online_only_when_somebody_really_was(year):
    online = {drawn.guide.option_code for _, drawn in year if drawn.channel in ONLINE}
    had = {drawn.guide.option_code for _, drawn in year}
    found = indicators(WHOLE_YEAR)
    assert found.reachable() == (len(online), len(had))
    agency = min(found.by_agency)
    mine = [drawn for _, drawn in year if drawn.guide.agency_id == agency]
    own_online = {drawn.guide.option_code for drawn in mine if drawn.channel in ONLINE}
    assert found.reachable(agency) == (len(own_online), len({drawn.guide.option_code for drawn in mine}))


@pytest.mark.req("R-004")
def test_counting_twice_changes_nothing_and_a_settled_month_stays(year):
    before = indicators(WHOLE_YEAR)
    count_months(at=COUNTED_AT)
    assert replace(indicators(WHOLE_YEAR), counted_at=None) == replace(before, counted_at=None)
    later = COUNTED_AT + timedelta(days=9)
    assert count_months(at=later) == 2, "December, whose last days were not over, and the new month"
    assert count_months(at=later) == 1


def test_what_ended_after_the_count_is_in_no_number_and_in_no_list(year, cast):
    middle = datetime(2026, 6, 15, 12, tzinfo=LOCAL)
    for each in CountedMonth.objects.all():
        count_month(each.month, at=middle)
    june = of_month(date(2026, 6, 1))
    counted = indicators(june)
    assert counted.counted_at == middle
    expected = sum(drawn.at < middle and month(drawn) == june.first for _, drawn in year)
    assert counted.total.ended == expected
    rows = everything(cast("zhengyawen"), Sought("ended", june, as_of=middle))
    assert len(rows) == expected


@pytest.mark.req("R-004", "R-094")
def test_every_number_opens_exactly_the_cases_that_it_counts(year, cast):
    by = cast("zhengyawen")
    found = indicators(WHOLE_YEAR)
    agency, tally = max(found.by_agency.items(), key=lambda pair: pair[1].ended)
    for which, count in (
        ("ended", tally.ended),
        ("zero", tally.zero),
        ("visits", tally.ended - tally.zero),
        ("online", tally.online),
        ("offline", tally.ended - tally.online),
        ("whole", tally.whole),
        ("once", tally.once),
        ("again", tally.ended - tally.once),
    ):
        rows = everything(by, Sought(which, WHOLE_YEAR, agency_id=agency))
        assert len({each.number for each in rows}) == len(rows) == count
    assert sum(each.visits for each in everything(by, Sought("ended", WHOLE_YEAR, agency_id=agency))) == tally.visits
    first = min(found.by_month)
    assert len(everything(by, Sought("ended", of_month(first)))) == found.by_month[first].ended


def everything(by, sought):
    rows: list[Counted] = []
    place = ""
    while True:
        page = cases_behind(by, sought, after=place)
        rows += page.rows
        if not page.next:
            return rows
        place = page.next


def test_who_may_not_see_cases_sees_none_behind_a_number(year, cast):
    assert cases_behind(cast("linjing"), Sought("ended", WHOLE_YEAR)).rows == []
    own = everything(cast("zhaomin"), Sought("ended", WHOLE_YEAR))
    assert {each.agency for each in own} <= {"市市场监管局", "市场监管局"}


def test_the_figures_are_two_statements_and_the_rows_behind_another(year, cast, django_assert_num_queries):
    by = cast("zhengyawen")
    with django_assert_num_queries(2):
        indicators(WHOLE_YEAR)
    with django_assert_num_queries(1):
        cases_behind(by, Sought("zero", WHOLE_YEAR))


@pytest.mark.req("R-094")
def test_a_real_case_collected_at_the_window_is_one_visit_whatever_its_list_declares(cast):
    case = served(cast)
    delivering.close(case, at=after(4))
    assert count_visits(case.number) == 1


@pytest.mark.req("R-094")
def test_every_day_at_a_hall_for_a_case_is_a_visit_also_when_nothing_came_of_it(cast):
    case = served(cast)
    delivering.close(case, at=after(4))
    by = cast("wangfang")
    for day, result in ((0, "answered"), (0, "case"), (1, "notice_given")):
        sign_on("综合窗口3号", by=by, at=after(day))
        draw_number("A", by=by, at=after(day))
        begin_serving(call_next(by=by, at=after(day)), by=by, at=after(day))
        ticket = Ticket.objects.get(status="serving")
        finish(ticket, result=result, case_number=case.number, by=by, at=after(day))
        sign_off(by=by, at=after(day))
    sign_on("综合窗口3号", by=by, at=after(2))
    draw_number("A", by=by, at=after(2))
    miss(call_next(by=by, at=after(2)), by=by, at=after(2))
    by_ledger = 1
    assert count_visits(case.number) == by_ledger + 2
    count_months(at=COUNTED_AT)
    found = indicators(WHOLE_YEAR).total
    assert (found.ended, found.zero, found.visits) == (1, 0, 3)
    assert [each.visits for each in cases_behind(cast("zhengyawen"), Sought("visits", WHOLE_YEAR)).rows] == [3]


def test_nothing_that_ended_is_no_share():
    assert Tally().zero_share is None
    assert Tally().mean_visits is None


def test_what_counts_as_a_visit_names_acts_and_channels_that_exist():
    verbs = {*visits.OPENING_VERBS, *visits.BROUGHT_VERBS, *visits.COLLECTED_VERBS}
    assert verbs <= set(FLOW.steps)
    assert {*visits.ON_SITE_CHANNELS, *visits.ONLINE_CHANNELS} | {"phone"} == set(Channel.values)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("", "", 12),
        ("2026-03", "2026-05", 3),
        ("2026-05", "2026-03", 1),
        ("2020-01", "2026-11", 12),
        ("x", "9999-99", 12),
    ],
)
def test_a_period_is_whole_months_at_most_twelve_and_never_beyond_this_one(first, last, months):
    found = period(first, last, on=date(2026, 11, 23))
    assert len(found.months) == months
    assert found.last <= date(2026, 11, 1)


def test_the_drawn_year_has_every_end_and_every_channel(year):
    assert Counter(case.status for case, _ in year).keys() == {"closed", "rejected", "withdrawn"}
    assert set(Case.objects.filter(number__startswith="6202009").values_list("channel", flat=True)) == set(
        Channel.values
    )
