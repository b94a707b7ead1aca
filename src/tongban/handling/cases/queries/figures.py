"""Figures of the house (办件指标) for everybody to read: counts only, nothing of anybody's case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from tongban.foundation.kernel.clock import LOCAL
from tongban.handling.cases.rules.clocks import ClockKind
from tongban.registers.documents.rules.papers import DocumentKind

# Decided since, and by the end of the promised clock; papers spared; notices, and cases with more than one of them;
# results handed over, and how many of them electronically.
_FIGURES = """
    SELECT (SELECT count(*) FROM cases_case WHERE decided_at >= %(since)s),
        (SELECT count(*) FROM cases_case c WHERE c.decided_at >= %(since)s AND NOT EXISTS (SELECT FROM cases_clock k
            WHERE k.case_id = c.id AND k.kind = %(promised)s AND c.decided_at > k.due_at)),
        (SELECT count(*) FROM cases_material m JOIN cases_case c ON c.id = m.case_id
            WHERE m.state = 'spared' AND m.replaced_at IS NULL AND c.received_at >= %(since)s),
        (SELECT count(*) FROM cases_correctionnotice WHERE given_at >= %(since)s),
        (SELECT count(*) FROM (SELECT 1 FROM documents_officialdocument
            WHERE kind = %(notice)s AND issued_at >= %(since)s AND NOT is_void
            GROUP BY subject HAVING count(*) > 1) AS twice),
        (SELECT count(*) FROM cases_delivery WHERE served_at >= %(since)s),
        (SELECT count(*) FROM cases_delivery WHERE served_at >= %(since)s AND way = 'electronic')
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts from the first of January on (今年): what each counts is told where it is shown."""

    decided: int
    decided_in_time: int
    papers_spared: int
    notices: int
    cases_with_two_notices: int
    served: int
    served_electronically: int


def figures(*, on: date) -> Figures:
    """The figures of the year of that day (one statement over whole tables: not for every request)."""
    since = datetime(on.year, 1, 1, tzinfo=LOCAL)
    asked: dict[str, datetime | str] = {
        "since": since,
        "promised": ClockKind.PROMISED.value,
        "notice": DocumentKind.CORRECTION_NOTICE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, asked)
        return Figures(*cursor.fetchone())
