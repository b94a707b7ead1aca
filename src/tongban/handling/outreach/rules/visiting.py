"""What is filled in at a door without a network (上门记录), what is wrong with it, and who must be there; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tongban.foundation.kernel.errors import Fault

LONGEST_WORDS, LONGEST_NOTE, LONGEST_NAME = 500, 300, 100
MOST_PHOTOS = 20


class VisitOutcome(StrEnum):
    """What came of going there (上门结果)."""

    SETTLED = "settled"
    COLLECTED = "collected"
    TO_WINDOW = "to_window"
    NOT_POSSIBLE = "not_possible"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return {
            "settled": "当场办好、问清楚了",
            "collected": "收了材料，回去收件",
            "to_window": "还要到窗口办",
            "not_possible": "办不了，说明了原因",
            "missed": "没有见到人",
        }[self]


ENDING = frozenset({VisitOutcome.SETTLED, VisitOutcome.TO_WINDOW, VisitOutcome.NOT_POSSIBLE})
"""With these the help is over; what was collected is lodged first, and who was missed is visited again."""


class Confirmation(StrEnum):
    """How the person confirmed what was filled in (本人确认)."""

    SIGNED = "signed"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"signed": "本人在纸上签了字，拍下来", "refused": "本人没有签，写明原因"}[self]


class PhotoKind(StrEnum):
    """What a photograph of the visit shows (拍的是什么)."""

    MATERIAL = "material"
    SIGNATURE = "signature"

    @property
    def label(self) -> str:
        return {"material": "材料", "signature": "签字"}[self]


class VisitState(StrEnum):
    """What became of a visit that was synced (同步以后)."""

    TAKEN = "taken"
    CONFLICT = "conflict"
    KEPT = "kept"

    @property
    def label(self) -> str:
        return {"taken": "已经登记", "conflict": "与别人改的冲突，两份都留着", "kept": "只留作记录"}[self]


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph that has arrived: which file, what it shows."""

    file: UUID
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A visit as it was filled in: under the key that the browser made, on the version that it had seen."""

    key: UUID
    seen: int
    filled_at: datetime
    outcome: str
    words: str
    note: str = ""
    confirmation: str = ""
    reason: str = ""
    is_together: bool = False
    photos: Sequence[Photo] = ()


def faults_of(filled: Filled, *, persons: int) -> list[Fault]:
    """Everything that is wrong, at once; `persons` have to stand at this door."""
    return [Fault(*each) for each in _faults(filled, persons)]


def _faults(filled: Filled, persons: int) -> Iterator[tuple[str, str, str]]:
    is_met = filled.outcome != VisitOutcome.MISSED
    if filled.outcome not in set(VisitOutcome):
        yield "/outcome", "choice", "请选这次上门的结果。"
    if not filled.words.strip() or len(filled.words) > LONGEST_WORDS:
        yield "/words", "required", f"请写一句做了什么、结果怎样，不超过{LONGEST_WORDS}个字，本人会看到。"
    if len(filled.note) > LONGEST_NOTE:
        yield "/note", "too_long", f"备注最多写{LONGEST_NOTE}个字。"
    if is_met and persons > 1 and not filled.is_together:
        yield "/together", "two", f"这一家要{persons}个人一起上门。同去的人没有到，请不要进门，选“没有见到人”另约。"
    if is_met:
        yield from _unconfirmed(filled)
    if len(filled.photos) > MOST_PHOTOS or len({each.file for each in filled.photos}) != len(filled.photos):
        yield "/photos", "many", f"照片最多{MOST_PHOTOS}张，每张只用一次。"
    for each in filled.photos:
        if each.kind not in set(PhotoKind) or not each.name.strip() or len(each.name) > LONGEST_NAME:
            yield "/photos", "name", f"每张照片写清楚拍的是什么，不超过{LONGEST_NAME}个字。"


def _unconfirmed(filled: Filled) -> Iterator[tuple[str, str, str]]:
    is_signed = any(each.kind == PhotoKind.SIGNATURE for each in filled.photos)
    if filled.confirmation not in set(Confirmation):
        yield "/confirmation", "choice", "请选本人怎么确认的。"
    elif filled.confirmation == Confirmation.SIGNED and not is_signed:
        yield "/confirmation", "photo", "请把本人签了字的那一页拍下来。"
    elif filled.confirmation == Confirmation.REFUSED and not filled.reason.strip():
        yield "/reason", "required", "本人没有签的，写明原因。"
    if len(filled.reason) > LONGEST_NOTE:
        yield "/reason", "too_long", f"原因最多写{LONGEST_NOTE}个字。"
