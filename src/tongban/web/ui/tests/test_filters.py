import enum
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.web.ui import filters


class Status(enum.StrEnum):
    CORRECTING = "correcting"
    CLOSED = "closed"
    EXAMINING = "examining"

    @property
    def label(self) -> str:
        return {"correcting": "待补正", "closed": "已办结", "examining": "审查中"}[self.value]


EVENING_IN_LONDON = datetime(2026, 11, 22, 17, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("day", [date(2026, 11, 23)], "2026年11月23日(周一)"),
        ("day", [EVENING_IN_LONDON], "2026年11月23日(周一)"),
        ("short_day", [date(2026, 3, 1)], "3月1日(周日)"),
        ("moment", [EVENING_IN_LONDON], "2026年11月23日(周一) 01:03"),
        ("short_moment", [EVENING_IN_LONDON], "11月23日(周一) 01:03"),
        ("machine_time", [EVENING_IN_LONDON], "2026-11-23T01:03:00+08:00"),
        ("money", [Decimal("1204.5")], "1,204.50元"),
        ("money", [0], "0.00元"),
        ("masked_id", ["620201199001011234"], "6202**********1234"),
        ("masked_id", ["1234"], "****"),
        ("masked_phone", ["13812345678"], "138****5678"),
        ("masked_phone", ["12345"], "*****"),
        ("masked_name", ["王小峰"], "王*峰"),
        ("masked_name", ["李强"], "李*"),
        ("masked_name", ["李"], "*"),
        ("pretty_number", ["620200261123000017"], "6202 0026 1123 0000 17"),
        ("pretty_number", ["JYG-2026-7K3M"], "JYG-2026-7K3M"),
        ("limit", [5, "workdays"], "5个工作日"),
        ("limit", [SimpleNamespace(value=3, unit="calendar_day")], "3日"),
        ("file_size", [1_234_567], "1.2MB"),
        ("file_size", [12], "1KB"),
    ],
)
def test_values_are_written_for_people(name: str, arguments: list[Any], words: str) -> None:
    assert filters.FILTERS[name](*arguments) == words


@given(st.text(min_size=1, max_size=40))
def test_masking_twice_shows_nothing_more(text: str) -> None:
    for mask in (filters.masked_id, filters.masked_phone, filters.masked_name):
        once = mask(text)
        assert mask(once) == once
        assert len(once) == len(text)


@given(st.text(alphabet="甲乙丙丁", min_size=3, max_size=40))
def test_a_masked_name_shows_two_characters_at_most(name: str) -> None:
    assert len(filters.masked_name(name).replace("*", "")) <= 2


@pytest.mark.parametrize(
    ("status", "kind", "word"),
    [
        (Status.CORRECTING, "warn", "待补正"),
        (Status.CLOSED, "done", "已办结"),
        (Status.EXAMINING, "info", "审查中"),
        ("overdue", "bad", "overdue"),
    ],
)
def test_a_status_has_a_sign_and_a_word(status: Any, kind: str, word: str) -> None:
    assert filters.tag_for(status) == filters.Tag(kind, word)


def test_an_instant_without_offset_is_a_programming_error() -> None:
    with pytest.raises(AssertionError):
        filters.moment(datetime(2026, 11, 23, 1, 3))
