"""Departments in a question (部门俗称): whose matters are meant, by every name that people have for it; pure."""

import re
from collections.abc import Iterable

from tongban.registers.catalog.guides import Guide

from . import words
from .noise import without_fillers

_OFFICE = re.compile("[局委办所处队厅联室院库段]$|中心$|公司$|大厅$|街道$|部门$")
_LEAST = 2
_ANY_MATTER = "办事 "


class Agencies:
    """The names of all agencies that have matters; never changed after it is made."""

    def __init__(self, guides: Iterable[Guide]) -> None:
        self._keys: dict[str, set[str]] = {}
        for key, name in {(each.agency_key, name) for each in guides for name in _names(each)}:
            if len(name) >= _LEAST:
                self._keys.setdefault(name, set()).add(key)
        longest_first = sorted(self._keys, key=lambda each: (-len(each), each))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        offices = [each for each in longest_first if _OFFICE.search(each)]
        self._offices = re.compile("|".join(map(re.escape, offices)) or r"(?!)")

    def named(self, text: str) -> frozenset[str]:
        """The keys of the agencies that a text names."""
        return frozenset(key for name in self._pattern.findall(text) for key in self._keys[name])

    def without(self, text: str) -> str:
        """The text without the offices that it names; empty when it asks for nothing else."""
        left = " ".join(self._offices.sub(" ", text).split())
        return left if len(without_fillers(left).strip(_ANY_MATTER)) >= _LEAST else ""


def _names(guide: Guide) -> Iterable[str]:
    said = (guide.agency_name, guide.agency_short_name, *guide.agency_nicknames)
    return {name for each in said for name in (words.plain(each), words.plain(each).removeprefix("市"))}
