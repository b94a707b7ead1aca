"""Limits in plain Chinese."""

from datetime import date

import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.worktime.rules import Extension, Limit, Pause, Unit


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20个工作日", Limit(20, Unit.WORKDAY)),
        ("20工作日", Limit(20, Unit.WORKDAY)),
        ("二十个工作日", Limit(20, Unit.WORKDAY)),
        ("2个工作日内", Limit(2, Unit.WORKDAY)),
        ("60天", Limit(60, Unit.DAY)),
        ("六十日", Limit(60, Unit.DAY)),
        ("60个自然日", Limit(60, Unit.DAY)),
        ("十五日", Limit(15, Unit.DAY)),
        ("两千五百个工作日", Limit(2500, Unit.WORKDAY)),
        ("一百零五天", Limit(105, Unit.DAY)),
        ("3 个月", Limit(3, Unit.MONTH)),
        ("两年", Limit(2, Unit.YEAR)),
        ("24小时", Limit(24, Unit.HOUR)),
        ("当场", Limit(1, Unit.ON_THE_SPOT)),
        ("当场办结", Limit(1, Unit.ON_THE_SPOT)),
    ],
)
def test_a_limit_is_read_from_chinese(text, limit):
    assert Limit.parse(text) == limit


@pytest.mark.parametrize("unit", Unit)
def test_what_is_written_can_be_read_again(unit):
    assert Limit.parse(str(Limit(1, unit))) == Limit(1, unit)


def test_limits_are_written_as_people_say_them():
    written = [str(Limit(20, Unit.WORKDAY)), str(Limit(60, Unit.DAY)), str(Limit(3, Unit.MONTH))]
    assert written == ["20个工作日", "60天", "3个月"]
    assert str(Limit(0, Unit.ON_THE_SPOT)) == "当场"


@pytest.mark.parametrize("text", ["", "尽快", "20", "工作日", "-3天", "3.5天", "2周", "零个工作日", "9" * 5000 + "天"])
def test_what_is_no_limit_is_declined(text):
    with pytest.raises(Invalid):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        (0, "workday"),
        (-1, "day"),
        (5001, "workday"),
        (601, "month"),
        (51, "year"),
        (-1, "on_the_spot"),
        (2, "on_the_spot"),
    ],
)
def test_a_limit_has_bounds(value, unit):
    with pytest.raises(Invalid) as caught:
        Limit(value, Unit(unit))
    assert [fault.code for fault in caught.value.faults] == ["limit_out_of_range"]


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(Invalid, match="早于"):
        Pause(date(2026, 3, 2), date(2026, 3, 1))


def test_an_extension_says_how_long():
    with pytest.raises(Invalid):
        Extension(Limit(1, Unit.ON_THE_SPOT))
