"""What an earlier matter of the bundle found out fills the form (转用前序结果): nobody types it again. R-117."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Invalid, NotNow
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.forms import PURPOSE, lodged_form
from tongban.registers.catalog.checklist import check_form
from tongban.registers.catalog.content import Option

from .steps import move, option_of, take

EMPTY: tuple[object, ...] = (None, "", [], ())


@transaction.atomic
def take_over(
    case: Case, *, values: Mapping[str, Any], source: str, title: str, by: Actor = SYSTEM, at: datetime
) -> Entry:
    """Fill the fields that stand empty; what somebody typed is never overwritten, and what does not fit is left out.

    `source` is the number of the case that gave them and `title` its matter: both stand on the record, the values do
    not. `NotNow` when there is nothing to fill.
    """
    step = take("take_over", case, by=by, at=at)
    option, form = option_of(case), lodged_form(case)
    open_ones = {code: value for code, value in values.items() if value not in EMPTY and form.get(code) in EMPTY}
    if not open_ones:
        raise NotNow("没有要填入的栏目：前面的事项还没有结果，或者已经填好。")
    fitting = {code: value for code, value in open_ones.items() if _fits(option, case, form, code, value)}
    facts = {"source": source, "title": title, "fields": sorted(fitting)}
    if len(fitting) < len(open_ones):
        facts["unfit"] = sorted(set(open_ones) - set(fitting))
    sealed = vault().seal(msgspec.json.encode(form | fitting).decode(), purpose=PURPOSE, owner=case.number)
    return move(case, step, by=by, at=at, facts=facts, changes={"form_sealed": sealed})


def _fits(option: Option, case: Case, form: Mapping[str, Any], code: str, value: Any) -> bool:
    """Could it have been typed there? Other fields may still be open."""
    try:
        check_form(option, case.answers, {**form, code: value})
    except Invalid as refusal:
        return all(each.pointer != f"/form/{code}" for each in refusal.faults)
    return True
