"""The code of a personal checklist (清单码): short enough to be read out, too many to be tried; pure but for chance.

Answers could stand in the address alone, and they do: that address is the QR for whoever is at hand. But an address
with nine answers cannot be read out over the telephone or typed at a window, hence a code of eight characters that
stands for answers kept for thirty days. What is typed freely is left out: it could name a person.
"""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tongban.foundation.kernel.vault import vault
from tongban.registers.catalog.content import Option

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
KEPT_FOR = timedelta(days=30)
_FREE = frozenset({"text"})


def new_checklist_code() -> str:
    """Eight characters of thirty: 39 bits, and tries are limited."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def squeezed(typed: str) -> str:
    """A code as it was read out, or the last part of the address in its QR."""
    last = typed.rsplit("/", 1)[-1].partition("?")[0]
    return "".join(each for each in last.upper() if each.isalnum())[:32]


def is_code(typed: str) -> bool:
    plain = squeezed(typed)
    return len(plain) == LENGTH and set(plain) <= set(ALPHABET)


def grouped(code: str) -> str:
    """In two halves, as people read it out."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def checklist_index(code: str) -> bytes:
    """What is kept of a code: useless without the key."""
    return vault().index(squeezed(code), purpose="checklists.code")


def without_free_words(option: Option, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that name nobody: choices, yes or no, numbers and days."""
    kinds = {each.code: each.kind for each in option.questions}
    return {code: value for code, value in answers.items() if kinds.get(code, "text") not in _FREE}
