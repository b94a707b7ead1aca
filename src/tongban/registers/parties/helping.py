"""Who helps under a mandate, and what of the principal's they may look at (家里人、志愿者帮办); pure.

A mandate without `data` is one of before, or of an agent whom the principal trusts with the whole affair. With `data`
only what is listed is shown: fields of the principal, materials of the case by their codes, papers. How far a case is,
and what the helper types, is always theirs to see.
"""

import re
from collections.abc import Collection, Iterable

from django.db.models import TextChoices

from .rules import Field

PAPERS = "papers"
MOST = 60
_ITEM = re.compile(rf"(?:field:(?:{'|'.join(Field.values)})|material:[A-Za-z0-9_.-]{{1,60}}|{PAPERS})")


class HelperRole(TextChoices):
    """As what somebody helps (帮办身份): family, or a volunteer whom a place has registered."""

    FAMILY = "family", "家里人"
    VOLUNTEER = "volunteer", "志愿者"


class Kinship(TextChoices):
    """What the helper is to the principal (亲属关系): said by the helper, confirmed by the principal."""

    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    PARENT = "parent", "父母"
    SIBLING = "sibling", "兄弟姐妹"
    GRANDCHILD = "grandchild", "孙子女、外孙子女"
    OTHER = "other", "其他亲属"


def field(name: str) -> str:
    return f"field:{name}"


def material(code: str) -> str:
    return f"material:{code}"


def materials_in(shown: Iterable[str]) -> list[str]:
    """The codes of the materials that may be looked at."""
    return [each.removeprefix("material:") for each in shown if each.startswith("material:")]


def is_known(data: Collection[str]) -> bool:
    """Is everything on this list something that can be shown at all?"""
    return len(data) <= MOST and all(_ITEM.fullmatch(each) for each in data)
