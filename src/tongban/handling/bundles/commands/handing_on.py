"""An earlier result fills the forms behind it (转用前序结果): with its source, never over what was typed.

R-117: what stands on the licence that the earlier case issued, or the number of its result, as the edition maps it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleChild
from tongban.handling.bundles.queries.family import Family
from tongban.handling.cases.commands.taking_over import EMPTY, take_over
from tongban.handling.cases.models import Case, Delivery
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.rules.states import BEFORE_ACCEPTANCE, UNDER_EXAMINATION
from tongban.registers.bundles.rules.form import NUMBER, filled_by
from tongban.registers.licenses.models import LicenseEdition
from tongban.registers.licenses.queries import face_of

from .steps import take


def hand_on(family: Family, source: BundleChild, *, at: datetime) -> Entry | None:
    """Fill what the result of this member fills in those behind it; idempotent. None when there is nothing to fill."""
    if not family.branch(source.member).is_made:
        return None
    wanted = {each: mapped for each in family.children if (mapped := _mapped(family, each, source.member))}
    if not wanted:
        return None
    known, done = _result_of(source.case), dict[str, list[str]]()
    for child, mapped in wanted.items():
        form = lodged_form(child.case)
        values = {code: known[name] for code, name in mapped.items() if name in known and form.get(code) in EMPTY}
        if not values:
            continue
        title = family.branch(source.member).title
        codes = take_over(child.case, values=values, source=source.case.number, title=title, at=at).facts["fields"]
        if codes:
            child.filled = {**child.filled, **dict.fromkeys(codes, source.member)}
            BundleChild.objects.filter(pk=child.pk).update(filled=child.filled)
            done[child.case.number] = codes
    if not done:
        return None
    step = take("hand_on", family.bundle, by=SYSTEM)
    return advance(family.bundle, step, by=SYSTEM, at=at, facts={"source": source.case.number, "fields": done})


def _mapped(family: Family, child: BundleChild, source: str) -> dict[str, str]:
    """The fields of this case that the source's result fills and that were not filled yet, and what of it."""
    if child.case.state not in BEFORE_ACCEPTANCE | UNDER_EXAMINATION or source not in child.takes_from:
        return {}
    mapped = filled_by(family.content, child.member, source)
    return {code: name for code, name in mapped.items() if code not in child.filled}


def _result_of(case: Case) -> Mapping[str, Any]:
    """What is known of a result that was made: its number, and the face of the licence (two statements)."""
    known: dict[str, Any] = {}
    number = Delivery.objects.filter(case=case).values_list("result_number", flat=True).first()
    if number:
        known[NUMBER] = number
    edition = LicenseEdition.objects.filter(case_number=case.number).order_by("-pk").first()
    return known | face_of(edition) if edition is not None else known
