"""A question taken apart (问句): the parts that it asks for, what is left, and how it asks; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.search.index import Index

from .elements import Element, heard
from .sayings import POINTED, TROUBLE


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart: the parts that it asks for, the rest of its words, the rest of the clauses that ask."""

    q: str
    text: str
    elements: tuple[Element, ...]
    rest: str
    asking: str
    index: Index
    guide_of: Callable[[str], Guide]
    situation: Mapping[str, Any] = field(default_factory=dict)


def asking(text: str) -> str:
    """What is left of the clauses that ask, for a part or for anything: the others tell how it came to it."""
    heard_in = [heard(each) for each in text.split()]
    for_parts = " ".join(rest for elements, rest in heard_in if elements and rest)
    return for_parts or " ".join(rest for _, rest in heard_in if POINTED.search(rest))


def is_pointed(asked: Asked) -> bool:
    """Does it ask for something, or tell how it stands?"""
    return bool(asked.elements) or POINTED.search(asked.rest) is not None


def is_asking(asked: Asked) -> bool:
    """Is there something that a frequent question may answer: a question, or trouble?"""
    return is_pointed(asked) or TROUBLE.search(asked.text) is not None
