"""How people ask (智能问答的问法): read once from sayings.yaml, so that a way of asking is added as data."""

import re
from pathlib import Path
from typing import Any, Final

from tongban.foundation.kernel.written import read_yaml

_PLAIN: Final[dict[str, Any]] = read_yaml(Path(__file__).with_name("sayings.yaml").read_bytes())


def _pattern(said: list[str]) -> re.Pattern[str]:
    """The alternatives as one pattern, with the words that they share put in."""
    text = "|".join(said)
    for name, words in _PLAIN["for"].items():
        text = text.replace(f"{{{name}}}", words)
    return re.compile(text)


PARTS: Final = {name: _pattern(said) for name, said in _PLAIN["parts"].items()}
ASKING: Final = frozenset(_PLAIN["asking"].split())
GENERAL: Final = frozenset(_PLAIN["general"].split())
POINTED: Final = _pattern(_PLAIN["pointed"])
CERTAIN: Final = _pattern(_PLAIN["certain"])
ELIGIBLE: Final = _pattern(_PLAIN["eligible"])
TROUBLE: Final = _pattern(_PLAIN["trouble"])
ASKS_FOR: Final = _pattern(_PLAIN["asks_for"])
DOES: Final = _pattern(_PLAIN["does"])
MAY: Final = _pattern(_PLAIN["may"])
POINTING: Final = frozenset(_PLAIN["pointing"].split())
OWN: Final = frozenset(_PLAIN["own"].split())
ALIKE: Final = tuple(tuple(each.split()) for each in _PLAIN["alike"])
SPELT: Final = tuple(_PLAIN["spelt"].split())
