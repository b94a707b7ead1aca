"""Policies of the demo city (演示政策): published by two people, matched once, a few grants on their way."""

from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.benefits.commands import choosing, drafting, granting, publishing, trying
from tongban.handling.benefits.jobs import match_policies, try_out_one
from tongban.handling.benefits.models import BenefitGrant
from tongban.handling.benefits.rules.content import from_plain
from tongban.registers.catalog.queries import cards

from .contacts import _citizen, _staff

OPEN_DRAFT = "hire-people"


def load_policies(file: Path, *, at: datetime) -> None:
    """Told once, with the cases: the library, a round, a list to check, one to decide, one in public."""
    if not file.exists():
        return
    for row in read_yaml(file.read_bytes())["policies"]:
        _publish(row, at)
    match_policies(at=at)
    granting.confirm("disabled-transport", by=_citizen("hetian"), at=at)
    _check("elder-allowance", "yumingzhe", at)
    for grant in _check("first-food-shop", "zhaomin", at):
        granting.decide(grant, by=_staff("chenli"), at=at)
    choosing.opt_out(by=_citizen("chenxue"), at=at)
    drafting.start(OPEN_DRAFT, by=_staff("tongxin"), at=at)


def _publish(row: dict[str, Any], at: datetime) -> None:
    """One policy: drafted and tried out by its body, approved by the bureau."""
    plain = dict(row["content"], is_sample=True)
    if "matter" in row:
        plain["option_code"] = next(each.option_code for each in cards() if each.name == row["matter"])
    content, editor = from_plain(plain), _staff(row["drafter"])
    body, title = row["agency"], content.title
    draft = drafting.start(row["code"], agency=body, title=title, is_sample=True, by=editor, at=at)
    drafting.revise(draft, content=content, by=editor, at=at)
    try_out_one(trying.try_out(draft, by=editor, at=at).pk, at=at)
    draft.refresh_from_db()
    drafting.propose(draft, reason="第一次发布（样例）", by=editor, at=at)
    publishing.approve(draft, effective_on=local_day(at), by=_staff("linjing"), at=at)


def _check(code: str, login: str, at: datetime) -> list[BenefitGrant]:
    """The list of a policy, found fitting by its body's examiner."""
    found = BenefitGrant.objects.filter(policy__code=code).select_related("policy", "edition", "party").order_by("pk")
    grants = list(found)
    granting.check_all(grants, opinion="fits", by=_staff(login), at=at)
    return grants
