"""Publishing the rules of dispatch (发布分派规则): as a whole, checked as a whole, and every edition stays."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from django.db import transaction
from django.db.models import Max

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.cases.models import DispatchTable
from tongban.handling.cases.queries.dispatch import forget
from tongban.handling.cases.rules.dispatching import DispatchRule, faults
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog.queries import current_guides

BASIS = "实施方案 三(二)4"


@transaction.atomic
def publish_rules(agency: Agency, rules: Sequence[DispatchRule], *, by: Actor, at: datetime) -> DispatchTable:
    """发布: these rules are the body's from now on; no rules: everybody shares everything, as without any.

    `Invalid` with everything that is wrong: two rules that disagree about some case, with an example; a post or a
    person that nobody of the body's examiners is; `NotYours` for who does not decide in this body. R-076.
    """
    if Role.SYSTEM not in by.roles and (Role.DECIDER not in by.roles or by.agency_id != agency.pk):
        raise NotYours("分派规则由本部门的批准人发布。")
    Agency.objects.select_for_update().get(pk=agency.pk)
    options = {each.option_code: each.option for each in current_guides() if each.agency_id == agency.pk}
    if found := [*faults(rules, options), *_nobody(agency, rules)]:
        raise Invalid("分派规则还不能发布。", faults=found)
    number = (DispatchTable.objects.filter(agency=agency).aggregate(last=Max("number"))["last"] or 0) + 1
    table = DispatchTable.objects.create(
        agency=agency, number=number, rules=msgspec.to_builtins(list(rules)), published_at=at, published_by=by.ref
    )
    facts = {"number": number, "rules": table.rules}
    record(f"dispatch:{agency.key}", "publish_dispatch", by=by, at=at, basis=BASIS, facts=facts)
    transaction.on_commit(forget)
    forget()
    return table


def _nobody(agency: Agency, rules: Sequence[DispatchRule]) -> list[Fault]:
    """A rule that leads to nobody would only fill the common queue."""
    examiners = Staff.objects.filter(agency=agency, is_active=True, roles__contains=["examiner"])
    there = list(examiners.values_list("post", "number"))
    posts, numbers = {post for post, _ in there}, {number for _, number in there}
    return [
        Fault(f"/rules/{place}", "nobody", f"规则“{each.name}”分给{each.target_label}，本部门没有这样的承办人。")
        for place, each in enumerate(rules)
        if (each.post and each.post not in posts) or (each.staff and each.staff not in numbers)
    ]
