"""What a report of an error may say, and the code that its answer is found by; pure but for chance."""

import re
import secrets

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Fault
from tongban.foundation.kernel.vault import vault

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
SHORTEST, LONGEST = 4, 500
WORKDAYS = 3
"""R-090: a report is settled within three working days."""

_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>")


def plain_words(typed: str) -> str:
    """What was typed, as plain text: no markup, no characters that cannot be seen."""
    return _MARKUP.sub("", _UNSEEN.sub("", typed.replace("\r\n", "\n"))).strip()


def faults_of(words: str, phone: str) -> list[Fault]:
    """Everything that is wrong with a report at once."""
    found = []
    if len(words) < SHORTEST:
        found.append(Fault("/words", "too_short", "请写清楚哪里不对，例如“电话打不通，换成0937-6220117了”。"))
    if len(words) > LONGEST:
        found.append(Fault("/words", "too_long", f"最多写{LONGEST}个字，现在有{len(words)}个。"))
    if phone and (errors := check("phone", phone).errors):
        found += [Fault("/phone", each.code, f"{each.message}。也可以不填。") for each in errors]
    return found


def words_fault(pointer: str, words: str) -> list[Fault]:
    """A public answer says something, in few words."""
    if SHORTEST <= len(words) <= LONGEST:
        return []
    return [Fault(pointer, "words", f"请写{SHORTEST}到{LONGEST}个字，群众看得懂的话，例如“电话已改成新的号码”。")]


def new_report_code() -> str:
    """Ten characters of thirty: 49 bits, so that nobody finds another's report by trying."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def squeezed(code: str) -> str:
    return "".join(each for each in code.upper() if each in ALPHABET)[:32]


def report_index(code: str) -> bytes:
    """What is kept of a code: useless without the key."""
    return vault().index(squeezed(code), purpose="upkeep.report_code")
