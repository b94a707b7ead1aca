"""Form fields that accept what people type (年月日分三格)."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict


class PartsOfDate(forms.DateInput):
    """A date in three fields, `name-year`, `name-month`, `name-day`; full-width digits and spaces are accepted."""

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> str | None:
        found = [_plain(str(data.get(f"{name}-{part}", ""))) for part in ("year", "month", "day")]
        return "-".join(found) if any(found) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in ("year", "month", "day"))

    def parts(self, value: Any) -> tuple[str, str, str]:
        """Year, month and day as typed, so that nothing is lost when something is wrong."""
        if isinstance(value, date):
            return str(value.year), str(value.month), str(value.day)
        year, month, day = [*str(value or "").split("-"), "", "", ""][:3]
        return year, month, day


class DateInParts(forms.DateField):
    """A day of the calendar; the error says what to write."""

    widget = PartsOfDate
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "请填写日期，例如 2026 年 3 月 8 日",
        "invalid": "没有这一天，请核对年月日，例如 2026 年 3 月 8 日",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


def _plain(text: str) -> str:
    """Half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
