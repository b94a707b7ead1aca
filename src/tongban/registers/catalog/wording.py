"""What a word for the search must be (同义词规则): long enough, no number of a person, not itself; pure."""

import re

from django.db.models import TextChoices

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Fault

SHORTEST, LONGEST_SAID, LONGEST_MEANT = 2, 60, 200
EDITORS = frozenset({Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER, Role.SYSTEM})
READERS = EDITORS | {Role.SUPERVISOR}
_NUMBER = re.compile(r"\d{5,}")


class MissOutcome(TextChoices):
    """What became of a search that found nothing."""

    SYNONYM = "synonym", "已加同义词"
    DISMISSED = "dismissed", "不用处理"


def faults_of(said: str, meant: str) -> list[Fault]:
    """Everything that is wrong with a pair of what people say and what the catalogue says."""
    faults: list[Fault] = []
    if not SHORTEST <= len(said) <= LONGEST_SAID:
        faults.append(Fault("/said", "length", f"群众的说法写{SHORTEST}到{LONGEST_SAID}个字。"))
    if not 1 <= len(meant) <= LONGEST_MEANT:
        faults.append(Fault("/meant", "length", f"目录里的说法写1到{LONGEST_MEANT}个字。"))
    if has_number(said):
        faults.append(Fault("/said", "number", "不要把证件号、电话号码当作说法。"))
    if said and said == meant:
        faults.append(Fault("/meant", "same", "两边写的一样，不用加。"))
    return faults


def has_number(text: str) -> bool:
    """Does it hold what may be the number of a person or a phone?"""
    return _NUMBER.search(text.replace(" ", "")) is not None
