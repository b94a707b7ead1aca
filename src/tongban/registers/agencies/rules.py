"""What the plan says about the three levels (三级政务服务体系), posts and delegations; pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import TextChoices

from tongban.foundation.kernel.actors import STAFF_ROLES, Role
from tongban.foundation.kernel.errors import Fault, Invalid

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


class DivisionLevel(TextChoices):
    """The levels of the city's tree (区划层级); there is no county between city and street or town."""

    CITY = "city", "市"
    STREET = "street", "街道"
    TOWN = "town", "镇"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村"


class AgencyKind(TextChoices):
    """What sort of body answers for matters (机构类别)."""

    DEPARTMENT = "department", "政府部门"
    STREET_OFFICE = "street_office", "街道办、郊区工作办"
    CENTER = "center", "事业单位"
    ENTERPRISE = "enterprise", "公共服务企业"


class VenueLevel(TextChoices):
    """The three sorts of place where people are served (政务服务场所)."""

    CITY = "city", "政务服务中心"
    TOWN = "town", "便民服务中心"
    VILLAGE = "village", "便民服务站"


_PARENTS = {
    DivisionLevel.CITY: frozenset[DivisionLevel](),
    DivisionLevel.STREET: frozenset({DivisionLevel.CITY}),
    DivisionLevel.TOWN: frozenset({DivisionLevel.CITY}),
    DivisionLevel.COMMUNITY: frozenset({DivisionLevel.CITY, DivisionLevel.STREET, DivisionLevel.TOWN}),
    DivisionLevel.VILLAGE: frozenset({DivisionLevel.CITY, DivisionLevel.TOWN}),
}

_VENUE_LEVELS = {
    DivisionLevel.CITY: VenueLevel.CITY,
    DivisionLevel.TOWN: VenueLevel.TOWN,
    DivisionLevel.COMMUNITY: VenueLevel.VILLAGE,
    DivisionLevel.VILLAGE: VenueLevel.VILLAGE,
}


def may_stand_under(level: DivisionLevel, parent: DivisionLevel | None) -> bool:
    """Whether the tree allows it. Skipping a level is legal: the city has no counties (跳级)."""
    return parent in _PARENTS[level] if parent is not None else level is DivisionLevel.CITY


def venue_name(division: str, level: DivisionLevel) -> str:
    """The standard name of a place (统一更名): 市政务服务中心, …镇便民服务中心, …社区(村)便民服务站; 实施方案 三(二)1.

    A street is an administrative node and has no place of its own under the plan: it is refused as `Invalid`.
    """
    found = _VENUE_LEVELS.get(level)
    if found is None:
        raise Invalid("街道办是管理机构，按方案不设便民服务中心；请在社区设便民服务站。")
    return f"{division}{found.label}"


def venue_level(level: DivisionLevel) -> VenueLevel | None:
    """Which sort of place a division of this level has; a street has none."""
    return _VENUE_LEVELS.get(level)


def checked_roles(roles: Iterable[str]) -> list[str]:
    """The roles of a post in the order of the register, or `Invalid` with everything that is wrong.

    The system, security and audit administrators (三员) exclude one another and every other role; GB/T 22239 8.1.4.
    """
    wanted = set(roles)
    known = {str(role) for role in STAFF_ROLES}
    faults = [Fault("/roles", "unknown_role", f"没有“{role}”这个岗位角色。") for role in sorted(wanted - known)]
    if not wanted:
        faults.append(Fault("/roles", "no_role", "至少选一个岗位角色。"))
    if wanted & set(ADMINISTRATORS) and len(wanted) > 1:
        faults.append(Fault("/roles", "separation", "系统、安全、审计三类管理员互不兼任，也不能兼任业务岗位。"))
    if faults:
        raise Invalid(faults=faults)
    return [str(role) for role in Role if role in wanted]


def is_administrator(roles: Collection[str]) -> bool:
    """Whether this is one of the three administrators (三员)."""
    return any(role in roles for role in ADMINISTRATORS)


def is_effective(valid_from: date, valid_to: date | None, on: date) -> bool:
    """A delegation counts from 00:00 of its first day to 24:00 of its last one (授权有效期)."""
    return valid_from <= on and (valid_to is None or on <= valid_to)


def read_bounds(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The amounts of a delegation (限额) as they are kept, or `Invalid`: a field, its words, the most, a unit."""
    found: list[dict[str, Any]] = []
    for row in rows:
        most = amount_of(row.get("most"))
        if not row.get("field") or most is None or most < 0:
            raise Invalid(faults=[Fault("/bounds", "bound", "限额要选一项内容，写一个数，例如：经营面积，200。")])
        label, unit = str(row.get("label") or row["field"])[:60], str(row.get("unit") or "")[:10]
        found.append({"field": str(row["field"])[:60], "label": label, "most": str(most), "unit": unit})
    if len({each["field"] for each in found}) < len(found):
        raise Invalid(faults=[Fault("/bounds", "twice", "同一项内容只写一个限额。")])
    return found


def bound_words(bound: Mapping[str, Any]) -> str:
    """A bound as people say it: 经营面积不超过200平方米."""
    return f"{bound['label']}不超过{bound['most']}{bound['unit']}"


def exceeded(bounds: Iterable[Mapping[str, Any]], values: Mapping[str, Any]) -> tuple[str, ...]:
    """Which bounds an application goes beyond, in words; what it does not say bounds nothing."""
    over = []
    for each in bounds:
        said, most = amount_of(values.get(each["field"])), Decimal(each["most"])
        if said is not None and said > most:
            over.append(f"{bound_words(each)}，这件是{said}{each['unit']}")
    return tuple(over)


def amount_of(value: Any) -> Decimal | None:
    """A number that a form or a document says; None where it says none."""
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
