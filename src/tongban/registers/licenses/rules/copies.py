"""A copy of a licence for one case (加注件, standards §4.3): for whom, what for, until when; pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tongban.foundation.kernel.masks import mask_name
from tongban.foundation.worktime.rules import describe
from tongban.registers.documents.sealing.face import AnnotatedCopy

LASTS = timedelta(days=15)
_MARK = re.compile(r"COPY\.(\d{8})\.(.{1,160})")


@dataclass(frozen=True, slots=True)
class Taken:
    """For what a copy was taken (加注): by whom of which body, for which case and purpose, when."""

    body: str
    name: str
    case_number: str
    purpose: str
    provider: str
    at: datetime


def last_day(on: date, valid_to: date | None) -> date:
    """The last day of a copy taken on a day (加注失效时间): fifteen days, and not beyond the licence's own last day."""
    return min(on + LASTS, valid_to or date.max)


def annotated(identifier: str, taken: Taken, *, until: date) -> AnnotatedCopy:
    """What stands on the copy; its mark is what the signature is about, so that nobody takes it for the original."""
    return AnnotatedCopy(
        mark=f"COPY.{until:%Y%m%d}.{identifier}",
        across=f"仅供办件{taken.case_number}使用，{until:%Y-%m-%d}后失效",
        lines=(
            ("提供机构", taken.provider),
            ("加注者", f"{taken.body} {mask_name(taken.name)}"),
            ("加注时间", f"{taken.at:%Y-%m-%d %H:%M}"),
            ("加注事由", f"办件{taken.case_number}，{taken.purpose}。不得另作他用"),
            ("加注失效时间", f"{describe(until)}后失效"),
        ),
    )


def parted(about: str) -> tuple[str, date | None]:
    """The identifier in what a signature is about, and of a copy its last day; None for an original."""
    found = _MARK.fullmatch(about)
    if found is None:
        return about, None
    try:
        return found[2], date(int(found[1][:4]), int(found[1][4:6]), int(found[1][6:]))
    except ValueError:
        return about, None
