"""Opening a kept checklist by its code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide, guide_of

from .models import KeptChecklist
from .rules import checklist_index

_NOT_THERE = "没有找到这份清单。请核对代码，一共8位；清单只保留30天，过期后请重新答几个问题。"


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept checklist: the guide as it is now, the answers, and the edition that it was made with."""

    guide: Guide
    answers: Mapping[str, Any]
    made_with: Guide
    expires_on: date

    @property
    def is_of_an_earlier_edition(self) -> bool:
        return self.made_with.content_hash != self.guide.content_hash


def opened(code: str, *, on: date) -> Opened:
    """What the code stands for, or `NotFound`: expired and never given are told apart by nobody."""
    found = KeptChecklist.objects.filter(code_index=checklist_index(code), expires_on__gte=on).first()
    if found is None:
        raise NotFound(_NOT_THERE)
    before = guide_of(found.option_version_id)
    return Opened(guide(before.option_code), found.answers, before, found.expires_on)
