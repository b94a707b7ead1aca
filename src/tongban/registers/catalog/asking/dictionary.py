"""The words of papers and asks (材料词典): read once from words.yaml, so that a word is added as data."""

from pathlib import Path
from typing import Any, Final

from tongban.foundation.kernel.written import read_yaml

_FILE: Final = Path(__file__).with_name("words.yaml")
_PLAIN: Final[dict[str, Any]] = read_yaml(_FILE.read_bytes())


def _words(name: str) -> tuple[str, ...]:
    return tuple(_PLAIN[name].split())


HEADS: Final = _words("heads")
OWNERS: Final = _words("owners")
STAMPERS: Final = _words("stampers")
PEOPLE: Final = _words("people")
KIN: Final = _words("kin")
DEEDS: Final = _words("deeds")
BORDERS: Final = _words("borders")
BORDERS_IN_NAMES: Final = frozenset(_words("borders_in_names"))
BEGIN_LIKE_BORDERS: Final = frozenset(_words("begin_like_borders"))
LANDLORDS: Final = frozenset(_words("landlords"))
FAMILY: Final = frozenset(_words("family"))
STAFF: Final = frozenset(_words("staff"))
SAME: Final[tuple[tuple[str, ...], ...]] = tuple(tuple(names) for names in _PLAIN["same"])


def any_of(words: tuple[str, ...]) -> str:
    """The words as one alternative of a pattern, longer ones first."""
    return "|".join(sorted(words, key=len, reverse=True))
