"""Small bundles for tests: members that ask for papers, give results and take their time."""

from collections.abc import Mapping, Sequence
from datetime import date

from tongban.registers.bundles.rules.content import Content, Member
from tongban.registers.catalog.content import FormField, MaterialRequirement, Option, Result, Span, SparedBy
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import ItemKind


def material(
    name: str, *, license_type: str = "", alternatives: Sequence[str] = (), way: str = ""
) -> MaterialRequirement:
    spared = SparedBy(way=way or "license", license_type=license_type) if license_type or way else None
    return MaterialRequirement(code=f"m_{name}", name=name, spared_by=spared, alternatives=tuple(alternatives))


def option(
    name: str,
    *,
    materials: Sequence[MaterialRequirement] = (),
    gives: Sequence[str] = (),
    form: Sequence[FormField] = (),
    days: int = 1,
) -> Option:
    return Option(
        name=name,
        materials=tuple(materials),
        results=tuple(Result(name=f"证照{each}", license_type=each) for each in gives),
        form=tuple(form),
        promised_limit=Span(value=days),
    )


def bundle(members: Mapping[str, Sequence[str]], **more: object) -> Content:
    """Members by key, each with what it waits for."""
    made = tuple(Member(key=key, option_code=f"code-{key}", after=tuple(after)) for key, after in members.items())
    return Content(title="样例一件事", members=made, **more)  # type: ignore[arg-type]


def guide(key: str, found: Option, *, basic_code: str = "000000000000") -> Guide:
    return Guide(
        option_code=f"code-{key}",
        implementation_code=f"list-{key}",
        basic_code=basic_code,
        item_name=found.name,
        kind=ItemKind.PUBLIC_SERVICE,
        field="",
        level=3,
        agency_id=1,
        agency_key="agency",
        agency_name="部门",
        agency_short_name="部门",
        agency_nicknames=(),
        agency_phone="",
        agency_complaint_phone="",
        places=(),
        option_version_id=1,
        version=1,
        effective_on=date(2026, 1, 1),
        reason="",
        legal_source="",
        content_hash="",
        option=found,
    )
