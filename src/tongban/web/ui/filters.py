"""How values are written for people: dates with their weekday, money in yuan, masked identity data. All pure."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tongban.foundation.kernel.clock import LOCAL

WEEKDAYS = "一二三四五六日"
UNITS = {
    "workday": "个工作日",
    "working_day": "个工作日",
    "day": "日",
    "natural_day": "日",
    "calendar_day": "日",
    "hour": "小时",
    "work_hour": "个工作小时",
    "month": "个月",
    "year": "年",
}
# Which statuses are done, need somebody, are bad or are over; every other status is in progress.
WORDS_OF_KIND = {
    "done": "granted closed served archived completed complete verified issued paid published active valid "
    "waived passed approved rectified answered",
    "warn": "correcting incomplete missing deferred due_soon yellow extended deferrable warning paused "
    "suspended returned",
    "bad": "overdue red refused rejected breached failed expired revoked invalid mismatch infected",
    "off": "withdrawn terminated cancelled deregistered inactive draft transferred waiting not_started "
    "draft missed void",
}
KIND_OF = {word: kind for kind, words in WORDS_OF_KIND.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Tag:
    """A status as people see it (状态标签): the kind gives colour and sign, the word says it."""

    kind: str
    word: str


def _local(value: date | datetime) -> date:
    """The local calendar day; an instant without offset is a programming error."""
    if isinstance(value, datetime):
        assert value.tzinfo is not None, "an instant has an offset"
        return value.astimezone(LOCAL)
    return value


def day(value: date | datetime) -> str:
    """2026年11月23日(周一)."""
    on = _local(value)
    return f"{on.year}年{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"


def short_day(value: date | datetime) -> str:
    """11月23日(周一), where the year is plain from the page."""
    on = _local(value)
    return f"{on.month}月{on.day}日(周{WEEKDAYS[on.weekday()]})"


def time_of_day(value: datetime) -> str:
    """14:03, 24-hour clock."""
    return f"{_local(value):%H:%M}"


def clock_time(value: datetime) -> str:
    """14:03:07, where seconds matter."""
    return f"{_local(value):%H:%M:%S}"


def moment(value: datetime) -> str:
    """2026年11月23日(周一) 14:03."""
    return f"{day(value)} {time_of_day(value)}"


def short_moment(value: datetime) -> str:
    """11月23日(周一) 14:03."""
    return f"{short_day(value)} {time_of_day(value)}"


def machine_time(value: date | datetime) -> str:
    """The `datetime` attribute of a <time> element."""
    return _local(value).isoformat()


def money(value: Decimal | int) -> str:
    """Yuan with two decimals: 1,204.50元."""
    assert not isinstance(value, float), "money is never a float"
    return f"{Decimal(value):,.2f}元"


def masked_id(value: str) -> str:
    """身份证号： first four and last four characters stay."""
    return f"{value[:4]}{'*' * (len(value) - 8)}{value[-4:]}" if len(value) > 8 else "*" * len(value)


def masked_phone(value: str) -> str:
    """138****5678."""
    return f"{value[:3]}{'*' * (len(value) - 7)}{value[-4:]}" if len(value) > 7 else "*" * len(value)


def masked_name(value: str) -> str:
    """王*峰、李*: the first character stays, and the last one of a name of three or more."""
    if len(value) < 3:
        return value[:1] + "*" * (len(value) - 1) if len(value) == 2 else "*" * len(value)
    return f"{value[0]}{'*' * (len(value) - 2)}{value[-1]}"


def pretty_number(value: str) -> str:
    """A number grouped for the eye and the voice, four by four from the left; a number with dashes stays as it is."""
    text = str(value)
    if not text.isalnum():
        return text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def limit(value: Any, unit: Any = None) -> str:
    """A time limit: value and unit, 5个工作日. Takes an object with `.value` and `.unit`, or a number and a unit."""
    amount = value if unit is not None else value.value
    measure = unit if unit is not None else value.unit
    label = getattr(measure, "label", None)
    name = str(measure.value if isinstance(measure, enum.Enum) else measure).lower().removesuffix("s")
    return f"{amount}{UNITS.get(name, label or measure)}"


def file_size(value: int) -> str:
    """Bytes as people read them: 820KB, 1.2MB."""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))}KB"
    return f"{value / 1_000_000:.1f}MB"


def duration(seconds: int) -> str:
    """How long, in the two greatest units: 3天4小时, 12分钟, 40秒."""
    parts = [(seconds // 86400, "天"), (seconds % 86400 // 3600, "小时"), (seconds % 3600 // 60, "分钟")]
    first = next((place for place, (amount, _) in enumerate(parts) if amount), None)
    if first is None:
        return f"{seconds}秒"
    return "".join(f"{amount}{unit}" for amount, unit in parts[first : first + 2] if amount)


def tag_for(status: Any) -> Tag:
    """The tag of any status: an enum with a `label`, or its value. Unknown values are «in progress»."""
    name = str(status.value if isinstance(status, enum.Enum) else status).lower()
    word = str(getattr(status, "label", status))
    return Tag(KIND_OF.get(name, "info"), word)


FILTERS = {
    each.__name__: each
    for each in (
        day,
        short_day,
        time_of_day,
        clock_time,
        moment,
        short_moment,
        machine_time,
        money,
        masked_id,
        masked_phone,
        masked_name,
        pretty_number,
        limit,
        file_size,
        duration,
        tag_for,
    )
}
