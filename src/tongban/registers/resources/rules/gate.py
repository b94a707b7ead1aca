"""What keeps a resource from going on line, and from being shared (上线关口、共享关口)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .kinds import Sensitivity, ShareType, Stage

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One field of a resource (信息项): `column` is where it stands in this house, `owner` which body collects it."""

    code: str
    name: str
    column: str
    sensitivity: Sensitivity
    share: ShareType
    owner: str


@dataclass(frozen=True, slots=True)
class Described:
    """A resource as the gates look at it; bodies are named by their keys, an empty key is nobody."""

    owner: str
    share: ShareType
    condition: str
    basis: str
    items: Sequence[Item]
    duties: Mapping[Stage, str]


def lacks(described: Described) -> tuple[str, ...]:
    """Everything that is open before going on line (实施方案 五(二)、五(四)): told at once, in words."""
    found = []
    if not described.owner:
        found.append("没有归集责任主体，请先明确由哪个部门负责。")
    if not described.items:
        found.append("没有信息项，请至少登记一项。")
    nobodys = [each.name for each in described.items if not each.owner]
    if nobodys:
        found.append(f"信息项没有责任部门：{_named(nobodys)}。")
    empty = [each.label for each in Stage if not described.duties.get(each)]
    if empty:
        found.append(f"安全责任还空着：{'、'.join(empty)}。五个环节都要有责任部门才能上线。")
    if described.share is ShareType.CONDITIONAL and not described.condition:
        found.append("有条件共享要写明共享条件。")
    if described.share is ShareType.WITHHELD and not described.basis:
        found.append("不予共享要写明法律、行政法规或者国务院决定的依据。")
    return tuple(found)


def withheld(described: Described, wanted: Collection[str]) -> tuple[str, ...]:
    """The names of wanted fields that are not shared at all (不予共享的信息项)."""
    return tuple(each.name for each in described.items if each.code in wanted and each.share is ShareType.WITHHELD)


def share_of(described: Described, wanted: Collection[str]) -> ShareType:
    """How these fields are shared: the strictest of the resource and of each field."""
    kinds = [described.share, *(each.share for each in described.items if each.code in wanted)]
    return max(kinds, key=lambda kind: kind.value)


def _named(names: Sequence[str]) -> str:
    more = f"等{len(names)}项" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more
