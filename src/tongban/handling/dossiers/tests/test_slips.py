"""办事小票: what a case cost both sides; the city's totals are the sums of its slips."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import after, day
from tongban.handling.dossiers.commands.slipping import make_slip
from tongban.handling.dossiers.models import Slip
from tongban.handling.dossiers.queries import slips
from tongban.handling.dossiers.rules.slips import in_words, trips
from tongban.handling.dossiers.subscribers import give_slip


@dataclass(frozen=True)
class Act:
    at: datetime
    verb: str
    by_role: str


def acts(*told: tuple[int, str, str]) -> Iterator[Act]:
    return (Act(after(days), verb, role) for days, verb, role in told)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ([(0, "submit", "applicant"), (5, "serve", "system")], 0),
        ([(0, "receive", "counter"), (0, "supply", "counter"), (0, "collect", "issuer")], 1),
        ([(0, "receive", "counter"), (1, "correct", "counter"), (5, "collect", "issuer")], 3),
        ([(0, "submit", "applicant"), (1, "correct", "applicant"), (5, "collect", "issuer")], 1),
        ([(0, "receive", "counter"), (0, "accept", "counter"), (3, "examine", "examiner")], 1),
    ],
)
def test_a_trip_is_a_day_on_which_somebody_stood_at_the_window(told, count):
    assert trips(acts(*told)) == count


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "不到1分钟"), (59, "不到1分钟"), (60, "1分钟"), (3661, "1小时1分钟"), (7200, "2小时"), (273_600, "3天4小时")],
)
def test_time_is_told_as_one_says_it(seconds, said):
    assert in_words(seconds) == said


def test_a_slip_accounts_for_every_second_and_every_paper(walked):
    slip = make_slip(walked.case, at=after(10, 11))
    total = slip.office_seconds + slip.applicant_seconds + slip.third_party_seconds + slip.province_seconds
    assert total == (walked.case.ended_at - MONDAY) // timedelta(seconds=1)
    waited = after(1) - after(0, 11) + (after(10) - after(9))
    assert slip.applicant_seconds == waited // timedelta(seconds=1)
    assert (slip.trips, slip.papers_asked, slip.papers_told) == (1, 6, 1)
    assert slip.papers_given + slip.papers_spared == slip.papers_asked
    labels = {line["label"]: line["value"] for line in slip.document.body["lines"]}
    assert labels["作出决定的人"].endswith("陈立")
    assert "1趟" in labels["您跑了"]


def test_a_slip_is_given_once_however_often_the_closing_is_told(walked):
    closed = Entry.objects.get(chain=walked.case.chain, verb="close")
    give_slip(closed)
    give_slip(closed)
    assert Slip.objects.filter(case=walked.case).count() == 1


def test_nobody_changes_a_slip(walked):
    slip = make_slip(walked.case, at=after(10, 11))
    with pytest.raises(DatabaseError, match="不能修改"), transaction.atomic():
        Slip.objects.filter(pk=slip.pk).update(trips=0)


def test_the_sums_of_the_slips_are_the_citys_totals(walked, django_assert_num_queries):
    slip = make_slip(walked.case, at=after(10, 11))
    days = {"from_on": day(0), "to_on": day(30)}
    with django_assert_num_queries(2):
        rows, city = slips.by_agency(**days), slips.of_city(**days)
    for name in slips.SUMMED:
        assert sum(getattr(each, name) for each in rows) == getattr(city, name) == getattr(slip, name)
    assert (city.slips, city.no_trip) == (1, 0)
    assert slips.of_city(from_on=day(40), to_on=day(50)).slips == 0
