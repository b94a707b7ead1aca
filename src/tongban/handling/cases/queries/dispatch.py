"""Who gets the next case (分派): the examiner of the body with the fewest in hand, who is not on leave."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

_LEAST_LOADED = """
    SELECT person.id FROM agencies_staff person
    WHERE person.agency_id = %s AND person.is_active AND person.roles @> '["examiner"]'::jsonb
      AND (person.on_leave_until IS NULL OR person.on_leave_until < %s)
      AND person.id <> ALL(%s::bigint[])
    ORDER BY (SELECT count(*) FROM cases_case busy
              WHERE busy.assignee_id = person.id AND busy.status IN ('accepted', 'suspended')), person.number
    LIMIT 1
"""


def least_loaded_examiner(agency_id: int, *, on: date, but: Iterable[int | None]) -> RawSQL:
    """The examiner to be assigned, as an expression of the very statement that accepts the case.

    Nobody free: the case stays in the body's common queue (assignee empty), never lost. `but` are those who received
    and accepted it.
    """
    others = [each for each in but if each is not None]
    return RawSQL(f"({_LEAST_LOADED})", [agency_id, on, others], output_field=BigIntegerField())  # noqa: S611
