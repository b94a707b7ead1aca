"""What matters cost (办事成本): the sums of the slips of ended cases, and how sound their archives are. Beyond N08."""

from dataclasses import asdict
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day
from tongban.handling.dossiers.bound import BOUND
from tongban.handling.dossiers.queries import slips
from tongban.handling.dossiers.queries.slips import Totals
from tongban.handling.dossiers.rules.retention import ENDINGS
from tongban.handling.dossiers.rules.slips import in_words
from tongban.oversight.supervision import exporting
from tongban.oversight.supervision.exporting import Sheet
from tongban.registers.catalog.kinds import ItemKind
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import file_size
from tongban.web.ui.sessions import actor_of

from .figures import Asked, asked_of, decimal, percent
from .frame import ARCHIVE_KEEPERS, WATCHERS, show

HEADS = (
    ("agency", "部门"),
    ("slips", "办结"),
    ("office", "平均在我们手里"),
    ("applicant", "平均在申请人手里"),
    ("trips", "平均跑几趟"),
    ("no_trip", "一趟没跑"),
    ("asked", "平均要几份材料"),
    ("spared", "免交的材料"),
    ("late", "超过承诺"),
)


@require_safe
@staff(*WATCHERS)
def costs(request: HttpRequest) -> HttpResponse:
    """The sums of some months, by body and for the city; every slip stands in them once."""
    asked = asked_of(request)
    rows = [*_rows(asked), _row(slips.of_city(**_days(asked)))]
    today = local_day(asked.at)
    figures = slips.archive_figures(on=today)
    context = {
        "asked": asked,
        "heads": [{"key": key, "label": label, "num": key != "agency"} for key, label in HEADS],
        "rows": rows if rows[-1]["slips"] else [],
        "csv_href": asked.address("console-costs-file"),
        "archives": {**figures, "bytes": file_size(figures["bytes"])},
        "unsound": list(slips.unsound()) if figures["unsound"] else [],
        "over": list(slips.due_for_appraisal(on=today)) if figures["over"] else [],
        "terms": _terms(),
        "may_appraise": bool(actor_of(request).roles & set(ARCHIVE_KEEPERS)),
    }
    return show(request, "console/costs.html", context, current="costs")


@require_safe
@staff(*WATCHERS)
def download(request: HttpRequest) -> HttpResponse:
    """The sums themselves, in seconds and pieces, as CSV."""
    asked = asked_of(request)
    rows = [*slips.by_agency(**_days(asked)), slips.of_city(**_days(asked))]
    names = list(asdict(rows[0]))
    table = [[str(value) for value in asdict(each).values()] for each in rows]
    body = exporting.as_csv([Sheet("办事成本", names, table)])
    headers = {"Content-Disposition": f'attachment; filename="costs-{asked.first}-{asked.last}.csv"'}
    return HttpResponse(body, content_type=exporting.MEDIA_TYPES["csv"], headers=headers)


def _terms() -> list[dict[str, str]]:
    """The table of terms in words (保管期限表), in its order: the first row that fits counts."""
    return [
        {
            "kinds": "、".join(each.label for each in ItemKind if each in row.kinds) or "其他各类事项",
            "outcomes": "、".join(label for key, label in ENDINGS.items() if key in row.outcomes),
            "term": row.label,
            "basis": row.basis,
        }
        for row in BOUND.retention
    ]


def _days(asked: Asked) -> dict[str, date]:
    return {"from_on": local_day(asked.months.since), "to_on": local_day(min(asked.months.until, asked.at))}


def _rows(asked: Asked) -> list[dict[str, object]]:
    return [_row(each) for each in slips.by_agency(**_days(asked))]


def _row(found: Totals) -> dict[str, object]:
    """A row of means; the sums behind them are in the file."""
    count = max(found.slips, 1)
    return {
        "agency": found.agency,
        "slips": found.slips,
        "office": in_words(found.office_seconds // count),
        "applicant": in_words(found.applicant_seconds // count),
        "trips": decimal(found.trips / count),
        "no_trip": percent(found.no_trip / count),
        "asked": decimal(found.papers_asked / count),
        "spared": percent(found.papers_spared / found.papers_asked if found.papers_asked else None),
        "late": found.late,
    }
