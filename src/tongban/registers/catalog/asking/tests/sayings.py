"""The sentences and the situations in which they are said, read for the tests."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.written import read_yaml
from tongban.registers.catalog.asking.scanning import unlisted_asks
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY

HELD_OUT = 60
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence, who it is said to, and what it asks for beyond the list."""

    situation: str
    kind: str
    text: str
    beyond: tuple[str, ...]

    def is_seen(self, option: Option, answers: dict[str, Any]) -> bool:
        """Is each of the asks beyond the list found where it stands?"""
        found = unlisted_asks(self.text, option, answers)
        return all(any(_overlaps(self.text, words, each.start, each.end) for each in found) for words in self.beyond)


def _overlaps(text: str, words: str, start: int, end: int) -> bool:
    at = text.find(words)
    assert at >= 0, f"{words} does not stand in {text}"
    return start < at + len(words) and at < end


@lru_cache(maxsize=1)
def sayings() -> tuple[Saying, ...]:
    return _read("sentences.tsv")


@lru_cache(maxsize=1)
def more_sayings() -> tuple[Saying, ...]:
    """Written later, to see whether the rules reach further; the rules were improved on them."""
    return _read("more.tsv")


@lru_cache(maxsize=1)
def roundabout_sayings() -> tuple[Saying, ...]:
    """Asks wrapped in hints, questions, conditions and other people's signatures."""
    return _read("roundabout.tsv")


def _read(name: str) -> tuple[Saying, ...]:
    lines = (_HERE / name).read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return tuple(
        Saying(where, kind, text, tuple(each for each in beyond.split("、") if each))
        for where, kind, text, beyond in rows
    )


@lru_cache(maxsize=1)
def situations() -> dict[str, tuple[Option, dict[str, Any]]]:
    plain = read_yaml((_HERE / "situations.yaml").read_text("utf-8"))
    return {key: (_option(each["item"], each["option"]), each["answers"]) for key, each in plain.items()}


def _option(item: str, suffix: str) -> Option:
    folder, code = item.split("/")
    found = read_items(CITY / "items" / folder)
    return next(each for each in found if each.basic_code == code).options[suffix]
