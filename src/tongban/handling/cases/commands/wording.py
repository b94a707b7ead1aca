"""What staff write to an applicant (对外文字): nothing beyond the list is asked for in free text; R-047."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.handling.cases.models import BlockedAsk, Case
from tongban.handling.cases.queries.telling import binding_of, open_override, told_codes
from tongban.handling.cases.queries.wishes import open_gap
from tongban.handling.cases.rules.states import BEFORE_ACCEPTANCE
from tongban.handling.cases.rules.telling import Correction
from tongban.registers.catalog.asking import Asked, asks_in, unlisted_asks
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_in_force, guide_of

_HAND_IN = re.compile(
    r"(?:请|须|需|应|要|再|还|务必|尽快|未|没有?|另)[^，,。]{0,10}"
    r"(?:提供|提交|补交|补充|补齐|补上|补来|补一份|上传|出示|递交|交来|交到|交一|带|准备|送来|寄来|发来|重新做|重做)"
)
_LACKS = re.compile(r"(?:缺少?|欠缺?|少了)[^，,。]{0,6}$")
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


class AsksAgain(Declined):
    """A text asks for a material of the list that is not to be asked for any more (文字里又要材料): R-040, N19."""

    code = "asks_again"
    sentence = (
        "文字里又要了没有一次性告知的材料，不能发给申请人。请删去；"
        "确实漏了的，由本部门负责人办理“再次告知”，向申请人说明并致歉。"
    )

    def __init__(self, named: Sequence[tuple[str, str]], texts: Mapping[str, str]) -> None:
        said = "这里又要了“{}”，一次性告知没有要它。"
        super().__init__(faults=[Fault(pointer, "asks_again", said.format(name)) for pointer, name in named])
        whole = "\n".join(texts[pointer] for pointer in dict.fromkeys(pointer for pointer, _ in named))
        self.text_hash = hashlib.sha256(whole.encode()).digest()
        self.terms = [{"words": name[:MOST_TERMS], "kind": "again", "nearest": name} for _, name in named]


Blocked = AsksUnlisted | AsksAgain
"""A text that was stopped before it was sent, and what it asked for (拦下的文字)."""


def refuse_unlisted_asks(case: Case, texts: Mapping[str, str], *, besides: Collection[str] = ()) -> None:
    """`AsksUnlisted` when one of the texts, by the pointer of its field, asks for something beyond the list.

    There is no way around it but the step outside the list (清单外环节), which the decider takes in public. What the
    list names is asked for by its own steps only: `AsksAgain` for what was not told when everything had to be told.
    `besides` are the materials that this very act asks for.
    """
    refuse_asks_beyond(guide_of(case.option_version_id).option, case.answers, texts, may_add_step=True)
    _refuse_asks_again(case, texts, besides)


def refuse_asks_in_report(case: Case, texts: Mapping[str, str]) -> None:
    """The same for what tells of what happened (经过、原因、现场记录): only what is to be handed in is an ask there.

    A drawing that differs and a letter that is waited for are spoken of, and nobody has to bring them.
    """
    option = guide_of(case.option_version_id).option
    asked = {
        pointer: (text, papers) for pointer, text in texts.items() if (papers := _handed_in(text, option, case.answers))
    }
    if asked:
        raise AsksUnlisted(asked, may_add_step=True)
    _refuse_asks_again(case, texts, ())


def _handed_in(text: str, option: Option, answers: Mapping[str, Any]) -> tuple[Asked, ...]:
    found = unlisted_asks(text, option, answers)
    return tuple(each for each in found if each.kind == "material" and is_handed_in(text, each))


def _refuse_asks_again(case: Case, texts: Mapping[str, str], besides: Collection[str]) -> None:
    option = guide_of(case.option_version_id).option
    codes = {each.name: each.code for each in option.materials}
    named = [(pointer, each, codes[each]) for pointer, each in _materials_in(texts, option, case) if each in codes]
    if not named:
        return
    fine = _may_be_spoken_of(case)
    if fine is None:
        return
    if again := [(pointer, name) for pointer, name, code in named if code not in fine | set(besides)]:
        raise AsksAgain(again, texts)


def _materials_in(texts: Mapping[str, str], option: Option, case: Case) -> Iterator[tuple[str, str]]:
    """The listed materials that the texts ask for, each with the pointer of its field."""
    for pointer, text in texts.items():
        for each in asks_in(text, option, case.answers):
            if each.kind == "material" and each.is_listed and is_handed_in(text, each):
                yield pointer, each.nearest


def _may_be_spoken_of(case: Case) -> set[str] | None:
    """The materials that a text may still ask for: those told, owed or asked for again; None while any of the list is.

    Once it is accepted, or a pre-check found the set complete, that is nothing else (five statements at most).
    """
    told = told_codes(case)
    if told is None and case.state in BEFORE_ACCEPTANCE and binding_of(case) is None:
        return None
    override = open_override(case)
    asked_again = {each["code"] for each in override.items} if override is not None else set()
    return (told or set()) | asked_again | {each.requirement_code for each in open_gap(case)}


def refuse_asks_beyond(
    option: Option, answers: Mapping[str, Any], texts: Mapping[str, str], *, may_add_step: bool = False
) -> None:
    """The same for a text that belongs to no case yet, such as what a helper says to somebody filling in a form."""
    found = {pointer: (text, asks) for pointer, text in texts.items() if (asks := unlisted_asks(text, option, answers))}
    if found:
        raise AsksUnlisted(found, may_add_step=may_add_step)


def refuse_papers_beyond(option_code: str, answers: Mapping[str, Any], texts: Mapping[str, str]) -> None:
    """The same for the words of a contact, a coach, a helper at the door: no paper that the matter does not ask for.

    Where to go and what to do are theirs to say; a matter that is not in force any more has nothing to be held to.
    """
    found = guide_in_force(option_code) if option_code else None
    if found is None:
        return
    asked = {
        pointer: (text, papers)
        for pointer, text in texts.items()
        if (papers := _handed_in(text, found.option, answers))
    }
    if asked:
        raise AsksUnlisted(asked, may_add_step=False)


def is_handed_in(text: str, asked: Asked) -> bool:
    """Is it to be handed in, and not only spoken of (请补交布局图, 缺少布局图; not 布局图与现场不一致)?"""
    begins = max(text.rfind(mark, 0, asked.start) for mark in "。！？；\n") + 1
    ends = min((at for mark in "。！？；\n" if (at := text.find(mark, asked.end)) >= 0), default=len(text))
    return _HAND_IN.search(text[begins:ends]) is not None or _LACKS.search(text[begins : asked.start]) is not None


@transaction.atomic
def note_blocked(
    refusal: Blocked,
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
    if isinstance(refusal, Blocked):
        note_blocked(
            refusal, verb=verb, option_code=case.option_code, agency_id=case.agency_id, case=case, by=by, at=at
        )


def note_blocked_words(option_code: str, refusal: Exception, *, verb: str, by: Actor, at: datetime) -> None:
    """The same for words about a matter of which there is no case; counted to the body whose matter it is."""
    found = guide_in_force(option_code) if option_code and isinstance(refusal, AsksUnlisted) else None
    if found is not None and isinstance(refusal, AsksUnlisted):
        note_blocked(refusal, verb=verb, option_code=option_code, agency_id=found.agency_id, by=by, at=at)


def words_of(corrections: Sequence[Correction]) -> dict[str, str]:
    """What the lines of a notice say, by the pointers of their fields."""
    parts = ("problem", "remedy", "ask_again_reason")
    return {f"/items/{place}/{part}": getattr(each, part) for place, each in enumerate(corrections) for part in parts}


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
