"""Questions that are answered with yes or no (是否类核验, N15): what goes out is one bit, never a field; pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum


class Ask(StrEnum):
    """What may be asked."""

    AGE_AT_LEAST = "age_at_least"
    REGISTERED_HERE = "registered_here"
    IN_FORCE = "in_force"
    HOLDS = "holds"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `value` is an age, a division or a type of licence."""

    ask: Ask
    value: str

    @property
    def key(self) -> str:
        return f"{self.ask.value}({self.value})"

    def words(self, names: Mapping[str, str]) -> str:
        """As people read it; `names` are the names of the types of licences by their keys."""
        name = names.get(self.value, "这种证照")
        return {
            Ask.AGE_AT_LEAST: f"年满{self.value}周岁",
            Ask.REGISTERED_HERE: "户籍在本市",
            Ask.IN_FORCE: f"{name}在有效期内",
            Ask.HOLDS: f"有{name}",
        }[self.ask]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the registers know of the holder, for the evaluation only: it never leaves it."""

    born_on: date | None = None
    division_code: str = ""
    held_types: Collection[str] = field(default_factory=frozenset)
    types_in_force: Collection[str] = field(default_factory=frozenset)


def evaluate(question: Question, known: Evidence, *, on: date) -> bool:
    """Yes only if the registers show it; what is not known is no."""
    match question.ask:
        case Ask.AGE_AT_LEAST:
            return known.born_on is not None and age(known.born_on, on) >= _years(question.value)
        case Ask.REGISTERED_HERE:
            return bool(question.value) and known.division_code.startswith(question.value)
        case Ask.IN_FORCE:
            return question.value in known.types_in_force
        case Ask.HOLDS:
            return question.value in known.held_types


def age(born_on: date, on: date) -> int:
    """Whole years of life on a day (周岁), by the calendar (民法典 第二百条)."""
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1)


def statement(question: Question, answer: bool, *, case_number: str, purpose: str, ground: str, at: datetime) -> bytes:
    """What the city signs: the question, one bit, for what, on what ground and when (UTC); nothing else of anybody."""
    said = "yes" if answer else "no"
    parts = ("tongban license answer", question.key, said, case_number, purpose, ground, at.astimezone(UTC).isoformat())
    return "\n".join(parts).encode()


def _years(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1000
