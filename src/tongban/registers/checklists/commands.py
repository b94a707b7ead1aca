"""Keeping a checklist under a code, and forgetting it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.registers.catalog.checklist import read_answers
from tongban.registers.catalog.queries import guide

from .models import KeptChecklist
from .rules import KEPT_FOR, checklist_index, new_checklist_code, without_free_words


@dataclass(frozen=True, slots=True)
class Kept:
    """A code and until when it opens; told once, for only its index is kept."""

    code: str
    expires_on: date


@transaction.atomic
def keep_checklist(option_code: str, answers: Mapping[str, Any], *, by: Actor, at: datetime) -> Kept:
    """存清单: the answers are kept for thirty days under a new code; raises `Invalid` for answers that do not fit.

    Nothing of whoever asks is kept, hence no ledger entry: there is no act on anybody's affair.
    """
    found = guide(option_code)
    fitting = read_answers(found.option, dict(answers))
    code, until = new_checklist_code(), local_day(at + KEPT_FOR)
    KeptChecklist.objects.create(
        code_index=checklist_index(code),
        option_version_id=found.option_version_id,
        answers=without_free_words(found.option, fitting),
        kept_at=at,
        expires_on=until,
    )
    return Kept(code, until)


@transaction.atomic
def forget_expired(*, on: date) -> int:
    """Drop what is past its day; gives how many."""
    dropped, _ = KeptChecklist.objects.filter(expires_on__lt=on).delete()
    return dropped
