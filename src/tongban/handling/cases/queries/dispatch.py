"""Who gets the next case (分派): by the body's rules, the examiner with the fewest in hand, who is not on leave."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec
from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

from tongban.foundation.kernel.kept import Kept
from tongban.handling.cases.models import Case, DispatchTable
from tongban.handling.cases.rules.dispatching import DispatchRule, chosen
from tongban.registers.agencies.models import Staff

FRESH_SECONDS: Final = 2.0
"""How long a process goes on with the rules it knows."""

_LEAST_LOADED = """
    SELECT person.id FROM agencies_staff person
    WHERE person.agency_id = %s AND person.is_active AND person.roles @> '["examiner"]'::jsonb
      AND (person.on_leave_until IS NULL OR person.on_leave_until < %s)
      AND person.id <> ALL(%s::bigint[])
      AND (%s::text IN ('', person.post)) AND (%s::text IN ('', person.number))
    ORDER BY (SELECT count(*) FROM cases_case busy
              WHERE busy.assignee_id = person.id AND busy.status IN ('accepted', 'suspended')), person.number
    LIMIT 1
"""
MOST_KEPT = 4096


def _rules_of(agency_id: int) -> tuple[DispatchRule, ...]:
    rows = DispatchTable.objects.filter(agency_id=agency_id).order_by("-number").values_list("rules", flat=True)[:1]
    return msgspec.convert(next(iter(rows), []), tuple[DispatchRule, ...])


_KEPT = Kept(_rules_of, seconds=FRESH_SECONDS, most=MOST_KEPT)


def rules_of(agency_id: int) -> tuple[DispatchRule, ...]:
    """The rules in force in this body (现行分派规则), kept for two seconds; none were published: an empty tuple."""
    return _KEPT.of(agency_id)


def rule_for(case: Case) -> DispatchRule | None:
    """The rule that this case falls under, if any."""
    return chosen(rules_of(case.agency_id), case.option_code, case.answers)


def forget() -> None:
    """Look again at the next call; for whoever has just published rules."""
    _KEPT.forget()


def least_loaded_examiner(
    agency_id: int, *, on: date, but: Iterable[int | None], rule: DispatchRule | None = None
) -> RawSQL:
    """The examiner to be assigned, as an expression of the very statement that accepts the case.

    Nobody free, or nobody of those whom the rule names: the case stays in the body's common queue (assignee empty),
    never lost. `but` are those who received and accepted it.
    """
    others = [each for each in but if each is not None]
    post, number = rule.target if rule is not None else ("", "")
    asked = [agency_id, on, others, post, number]
    return RawSQL(f"({_LEAST_LOADED})", asked, output_field=BigIntegerField())  # noqa: S611


def editions(agency_id: int, *, before: int | None = None, size: int) -> list[DispatchTable]:
    """The editions of a body's rules, the newest first, from below a number on (one statement)."""
    rows = DispatchTable.objects.filter(agency_id=agency_id)
    return list((rows if before is None else rows.filter(number__lt=before)).order_by("-number")[:size])


def rules_in(table: DispatchTable) -> tuple[DispatchRule, ...]:
    """The rules of an edition, as they were published."""
    return msgspec.convert(table.rules, tuple[DispatchRule, ...])


def examiners_of(agency_id: int) -> list[Staff]:
    """To whom a rule may lead: those of the body who examine (one statement)."""
    return list(Staff.objects.filter(agency_id=agency_id, is_active=True, roles__contains=["examiner"]))
