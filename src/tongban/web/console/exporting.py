"""Exporting lists (A23 导出): chosen lists as the workbook that can be imported again, or as JSON."""

from collections.abc import Sequence
from datetime import date

import msgspec
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid
from tongban.registers.catalog.importing.writing import write
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import as_of, cards, document_of
from tongban.web.ui.audience import staff
from tongban.web.ui.filters import moment
from tongban.web.ui.sessions import actor_of

from .frame import READERS, show
from .importing import XLSX, download
from .narrowing import Narrowed, narrowed
from .stepping import NOT_SENT, Refused, refused

PAGE = 50
MOST = 200


@require_safe
@staff(*READERS)
def exports(request: HttpRequest) -> HttpResponse:
    """The lists in force by code, to be chosen (one statement while the catalogue is warm)."""
    return _page(request, NOT_SENT)


@require_safe
@staff(*READERS)
def export_file(request: HttpRequest) -> HttpResponse:
    """The chosen lists as one file; two statements a list, at most two hundred."""
    codes = list(dict.fromkeys(each[:31] for each in request.GET.getlist("code")[: MOST + 1]))
    try:
        items = _documents(codes)
        if request.GET.get("form") == "json":
            blob = msgspec.json.format(msgspec.json.encode(items), indent=2)
            return download(blob, "办事指南.json", "application/json")
        return download(write(items, mark=_mark_of(actor_of(request), len(items))), "办事指南.xlsx", XLSX)
    except Declined as refusal:
        return _page(request, refused("export", refusal, {}))


def _mark_of(by: Actor, count: int) -> str:
    """Who took out how many lists, and when (导出水印)."""
    return f"{by.agency}{by.name}，{moment(now())}导出，共{count}份清单"


def _documents(codes: Sequence[str]) -> list[ItemDocument]:
    if not codes:
        raise _wrong("请至少选一份清单。")
    if len(codes) > MOST:
        raise _wrong(f"一次最多导出{MOST}份，请分几次导出。")
    known = {each.code: each for each in _lists(codes)}
    if len(known) < len(codes):
        raise _wrong("有的清单没有找到，请重新选择。")
    return [document_of(known[code], note=_note(known[code])) for code in codes]


def _lists(codes: Sequence[str]) -> list[ImplementationList]:
    wanted = [each for each in codes if "\x00" not in each]
    return list(ImplementationList.objects.select_related("basic", "agency").filter(code__in=wanted))


def _note(of: ImplementationList) -> VersionNote:
    """What the last edition says of itself."""
    latest = of.versions.order_by("-number")[0]
    on: date = latest.effective_on
    return VersionNote(number=latest.number, effective_on=on, reason=latest.reason, legal_source=latest.legal_source)


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, faults=[Fault("/code", "choice", sentence)])


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-export", "q", "agency")
    agencies = sorted({(each.agency, each.agency) for each in cards()})
    context = {
        "asked": asked,
        "agencies": [("", "全部部门"), *agencies],
        "page": asked.page(_rows(asked), PAGE, "code"),
        "sent": sent,
        "problems": sent.problems,
    }
    return show(request, "console/export.html", context, current="import", status=sent.status)


def _rows(asked: Narrowed) -> list[object]:
    """Lists of today that fit, after the code at which the page before ended."""
    found: list[object] = []
    after, today = asked.after, local_day(now())
    while len(found) <= PAGE:
        page = as_of(today, after=after, size=500)
        found += [
            each
            for each in page.rows
            if (not asked["agency"] or each.agency == asked["agency"])
            and (not asked["q"] or asked["q"] in each.name or asked["q"] in each.code)
        ]
        after = page.next
        if not after:
            break
    return found[: PAGE + 1]
