"""Official papers, files and the calendar file of a case (文书、材料文件、日历): seen by whoever sees the case."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound, NotNow
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import documents_of, file_for, open_content, pdf_of
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.registers.parties.helping import PAPERS
from tongban.web.portal.pages import page
from tongban.web.ui.audience import applicants, signed_in
from tongban.web.ui.sessions import actor_of

SANDBOX = "default-src 'none'; sandbox"


@applicants
@require_safe
def paper_page(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A paper on screen, from the same sheet as its PDF."""
    case, document = _paper(request, number, key)
    sheet = sheet_of(document, base_url=settings.PUBLIC_URL)
    return page(request, "paper", {"case": case, "document": document, "sheet": sheet})


@applicants
@require_safe
def paper_pdf(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The paper as PDF."""
    _, document = _paper(request, number, key)
    response = HttpResponse(pdf_of(document, base_url=settings.PUBLIC_URL), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.kind}-{number}.pdf"'
    response["Content-Security-Policy"] = SANDBOX
    return response


@signed_in
@require_safe
def file_content(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """A file that was handed in, as a download and never as a page of this site (D8)."""
    file = file_for(actor_of(request), key)
    response = FileResponse(open_content(file), as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Content-Security-Policy"] = SANDBOX
    return response


@applicants
@require_safe
def calendar_file(request: HttpRequest, number: str) -> HttpResponse:
    """The day that counts now, for one's own calendar (RFC 5545)."""
    case = case_for(actor_of(request), number)
    if case.due_on is None:
        raise NotNow("这个办件现在没有要等的日子。")
    return ics(_calendar(case, now()), number)


def ics(text: str, name: str) -> HttpResponse:
    """A file for one's own calendar."""
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _paper(request: HttpRequest, number: str, key: int) -> tuple[Case, OfficialDocument]:
    actor = actor_of(request)
    case = case_for(actor, number)
    found = documents_of(case.chain).filter(pk=key).first() if key < 2**63 else None
    if found is None or not actor.may_look(PAPERS):
        raise NotFound("没有找到这份文书。")
    return case, found


def _calendar(case: Case, at: datetime) -> str:
    assert case.due_on is not None, "asked before"
    name = guide_of(case.option_version_id).name
    words = "补正截止" if case.status == "correcting" else "最迟办到这一步"
    return calendar_text(
        uid=f"{case.number}-{case.version}",
        times=(f"DTSTART;VALUE=DATE:{case.due_on:%Y%m%d}",),
        summary=f"{name}：{words}",
        description=f"办件编号 {case.number}，咨询 12345",
        at=at,
    )


def calendar_text(*, uid: str, times: Sequence[str], summary: str, description: str, at: datetime) -> str:
    """One event of a calendar, reminding fifteen hours before."""
    return calendar_of([event(uid=uid, times=times, summary=summary, description=description, at=at)])


def calendar_of(events: Iterable[Sequence[str]]) -> str:
    """A calendar of these events (RFC 5545)."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tongban//case//ZH"]
    lines += [line for each in events for line in each]
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in [_folded(line)])


def event(
    *, uid: str, times: Sequence[str], summary: str, description: str, at: datetime, days_before: Sequence[int] = ()
) -> Sequence[str]:
    """The lines of one event, reminding fifteen hours before, and so many days before."""
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@tongban",
        f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *times,
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        *(line for each in (*(f"-P{days}D" for days in days_before), "-PT15H") for line in _alarm(summary, each)),
        "END:VEVENT",
    ]


def _alarm(summary: str, trigger: str) -> Sequence[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(summary)}",
        f"TRIGGER:{trigger}",
        "END:VALARM",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets; a character is never cut."""
    parts, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > 73:
            parts.append("")
            size = 1
        parts[-1] += character
        size += width
    return "\r\n ".join(parts)
