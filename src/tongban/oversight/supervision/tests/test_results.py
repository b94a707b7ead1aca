"""The report of results: frozen, made again from the same facts, every number with its source (R-203)."""

from datetime import datetime

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.oversight.supervision.commands.reporting import FrozenAlready, freeze
from tongban.oversight.supervision.queries.reports import compose
from tongban.oversight.supervision.queries.results import months_of
from tongban.oversight.supervision.rules.reports import ReportKind, decode, digest, encode
from tongban.oversight.supervision.rules.results import SOURCES, source_of

AT = datetime(2026, 11, 23, 9, tzinfo=LOCAL)
ON = AT.date()
pytestmark = [pytest.mark.django_db, pytest.mark.req("R-203")]


def test_the_same_facts_give_the_same_report_to_the_byte():
    first, second = (compose(ReportKind.RESULTS, about_on=ON, at=AT) for _ in range(2))
    assert digest(first) == digest(second)
    assert decode(encode(first)) == first
    assert months_of(ON).months[0].month == 1
    assert months_of(ON).months[-1].month == 11


def test_every_line_has_a_source_and_every_source_a_line():
    told = {each.label for each in compose(ReportKind.RESULTS, about_on=ON, at=AT).lines}
    assert [each for each in told if source_of(each) is None] == []
    assert {each for each in SOURCES if each not in told} <= {"解决的问题"}
    assert source_of("解决的问题：样例") == SOURCES["解决的问题"]
    assert source_of("没有这一行") is None


def test_a_frozen_report_stays_and_comes_once_a_day(cast):
    by = cast("zhengyawen", AT)
    made = freeze(ReportKind.RESULTS, about_on=ON, by=by, at=AT)
    assert made.content_hash == digest(made.frozen)
    assert made.document.content.title.startswith("政务服务改革进展成效报告")
    with pytest.raises(FrozenAlready):
        freeze(ReportKind.RESULTS, about_on=ON, by=by, at=AT)
