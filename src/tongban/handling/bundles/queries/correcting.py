"""What a joint application is to correct (要补正的材料): each paper once, with the cases whose notices name it."""

from dataclasses import dataclass

from tongban.handling.cases.models import CorrectionNotice
from tongban.handling.cases.rules.states import Status as CaseStatus
from tongban.registers.bundles.rules.papers import claims_of

from .family import Family


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to bring (要补的一份): what is wrong, and for which members' materials."""

    key: str
    name: str
    problems: tuple[str, ...]
    places: tuple[tuple[str, str], ...]


def wanted_of(family: Family) -> list[Wanted]:
    """The papers that the open notices name, in the order of the bundle (one statement where anything is open)."""
    correcting = {each.case_id: each for each in family.children if each.case.state is CaseStatus.CORRECTING}
    if not correcting:
        return []
    papers = _papers(family)
    found: dict[str, Wanted] = {}
    for notice in CorrectionNotice.objects.filter(case__in=correcting).order_by("case"):
        member = correcting[notice.case_id].member
        for item in notice.items:
            key = papers.get((member, item["code"]), f"{member}.{item['code']}")
            before = found.get(key, Wanted(key, item["name"], (), ()))
            problems = tuple(dict.fromkeys((*before.problems, str(item.get("problem", "")))))
            found[key] = Wanted(key, before.name, problems, (*before.places, (member, item["code"])))
    return list(found.values())


def _papers(family: Family) -> dict[tuple[str, str], str]:
    """Which paper a member's material is."""
    members = frozenset(each.member for each in family.children)
    answers = {each.member: each.case.answers for each in family.children}
    claims = claims_of(family.content, family.options, members, answers)
    return {(claim.member, claim.material.code): claim.paper for claim, _ in claims}
