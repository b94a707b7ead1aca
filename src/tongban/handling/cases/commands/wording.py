"""What staff write to an applicant (对外文字): nothing beyond the list is asked for in free text; R-047."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.handling.cases.models import BlockedAsk, Case
from tongban.registers.catalog.asking import Asked, unlisted_asks
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of

MOST_TERMS = 40
_AROUND = 24


class AsksUnlisted(Invalid):
    """A text asks for what the list does not ask for here (清单外要求): it is not sent (plan 三(一)2)."""

    code = "asks_unlisted"
    sentence = "文字里要求了办事指南没有的东西，不能发给申请人。"

    def __init__(self, found: Mapping[str, tuple[str, tuple[Asked, ...]]], *, may_add_step: bool) -> None:
        super().__init__(
            faults=[_fault(pointer, text, each) for pointer, (text, asks) in found.items() for each in asks],
            facts={
                "asked": [
                    {"pointer": pointer, "before": text[max(each.start - _AROUND, 0) : each.start], "words": each.words}
                    | {"after": text[each.end : each.end + _AROUND], "kind": each.label, "nearest": each.nearest}
                    for pointer, (text, asks) in found.items()
                    for each in asks
                ],
                "may_add_step": may_add_step,
            },
        )
        self.text_hash = hashlib.sha256("\n".join(text for text, _ in found.values()).encode()).digest()
        self.terms = [
            {"words": each.words[:MOST_TERMS], "kind": each.kind, "nearest": each.nearest}
            for _, asks in found.values()
            for each in asks
        ]


def refuse_unlisted_asks(case: Case, texts: Mapping[str, str]) -> None:
    """`AsksUnlisted` when one of the texts, by the pointer of its field, asks for something beyond the list.

    There is no way around it but the step outside the list (清单外环节), which the decider takes in public.
    """
    refuse_asks_beyond(guide_of(case.option_version_id).option, case.answers, texts, may_add_step=True)


def refuse_asks_beyond(
    option: Option, answers: Mapping[str, Any], texts: Mapping[str, str], *, may_add_step: bool = False
) -> None:
    """The same for a text that belongs to no case yet, such as what a helper says to somebody filling in a form."""
    found = {pointer: (text, asks) for pointer, text in texts.items() if (asks := unlisted_asks(text, option, answers))}
    if found:
        raise AsksUnlisted(found, may_add_step=may_add_step)


@transaction.atomic
def note_blocked(
    refusal: AsksUnlisted,
    *,
    verb: str,
    option_code: str,
    agency_id: int,
    case: Case | None = None,
    by: Actor,
    at: datetime,
) -> BlockedAsk:
    """Keep that it was stopped (留痕): after the refused act was taken back, so that the note stays."""
    return BlockedAsk.objects.create(
        case=case,
        option_code=option_code,
        agency_id=agency_id,
        venue_id=by.venue_id,
        staff_id=by.staff_id,
        verb=verb[:24],
        at=at,
        text_hash=refusal.text_hash,
        terms=refusal.terms,
    )


def note_blocked_at(case: Case, refusal: Exception, *, verb: str, by: Actor, at: datetime) -> None:
    """The same for an act on a case, whatever it was refused for; other refusals leave nothing."""
    if isinstance(refusal, AsksUnlisted):
        note_blocked(
            refusal, verb=verb, option_code=case.option_code, agency_id=case.agency_id, case=case, by=by, at=at
        )


def _fault(pointer: str, text: str, asked: Asked) -> Fault:
    sentence = next((each for each in _sentences(text) if asked.words in each), text)[:80]
    nearest = f"清单里最接近的是“{asked.nearest}”。" if asked.nearest and asked.kind == "material" else ""
    return Fault(
        pointer,
        "unlisted_ask",
        f"“{sentence}”要求了清单外的{asked.label}“{asked.words}”。{nearest}请删去；确有必要的，由批准人办理“增加清单外环节”。",
    )


def _sentences(text: str) -> list[str]:
    return [each.strip() for each in text.replace("！", "。").replace("？", "。").replace("\n", "。").split("。")]
