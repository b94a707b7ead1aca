"""Importing guides (A23 导入): upload, look at what was found, confirm; nothing is written before that."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.registers.agencies.queries import bodies
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.importing.imported import ImportedGuide
from tongban.registers.catalog.importing.reading import Reading
from tongban.registers.catalog.importing.remarks import field_of, file_of
from tongban.registers.catalog.importing.telling import as_csv, as_workbook
from tongban.registers.catalog.importing.template import template
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.compiling.commands import import_runs as commands
from tongban.registers.compiling.models import ImportRun
from tongban.registers.compiling.queries import import_runs as queries
from tongban.registers.compiling.rules.imports import LARGEST, UNDER_WAY, ImportStatus
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import CATALOG_ROLES, READERS, show
from .narrowing import Narrowed, narrowed
from .stepping import NOT_SENT, Refused, refused, typed

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = ".xlsx,.json,.jsonl,.zip"
_SEVERITIES = [(each.value, each.label) for each in Severity]
_KINDS = {each.value: each.label for each in ItemKind}
_COUNTS = (("created", "新建文稿"), ("changed", "更新文稿"), ("unchanged", "没有变化"), ("refused", "依职权，不导入"))


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as a line of the page; `place` counts them, so that a page begins after one."""

    place: int
    severity: Severity
    where: str
    option_code: str
    message: str
    assumed: str


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A guide that was read (读到的一份指南)."""

    place: int
    name: str
    kind: str
    agency: str
    codes: tuple[str, ...]
    errors: int
    warnings: int


@require_safe
@staff(*READERS)
def imports(request: HttpRequest) -> HttpResponse:
    """The template, the form, and what was imported before (two statements)."""
    return _imports_page(request, NOT_SENT)


@require_safe
@staff(*READERS)
def template_file(request: HttpRequest) -> HttpResponse:
    """The workbook that departments fill in."""
    return download(template(), "办事指南模板.xlsx", XLSX)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def upload(request: HttpRequest) -> HttpResponse:
    """Take in the file and look at it; nothing of it is imported yet."""
    sent = {**typed(request.POST, "agency", most=60), "file": ""}
    try:
        name, blob = _uploaded(request)
        run = commands.upload(blob, name=name, agency=sent["agency"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _imports_page(request, refused("import", refusal, sent))
    return redirect("console-import-run", key=run.pk)


@require_safe
@staff(*READERS)
def run(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was found in one file; while a job is at it the page comes again by itself."""
    return _run_page(request, _found(request, key), NOT_SENT)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take in what was looked at: the file as it lies here, whatever the browser says."""
    try:
        commands.confirm(_found(request, key), by=actor_of(request), at=now())
    except Declined as refusal:
        return _run_page(request, _found(request, key), refused("confirm", refusal, {}))
    return redirect("console-import-run", key=key)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def drop(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give up a file that was looked at."""
    try:
        commands.drop(_found(request, key), by=actor_of(request), at=now())
    except Declined as refusal:
        return _run_page(request, _found(request, key), refused("drop", refusal, {}))
    return redirect("console-import")


@require_safe
@staff(*READERS)
def findings_file(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """All findings of one file, to take away."""
    found = queries.reading_of(_found(request, key)).all_findings
    if form == "csv":
        return download(as_csv(found), "导入发现.csv", "text/csv; charset=utf-8")
    if form == "xlsx":
        return download(as_workbook(found), "导入发现.xlsx", XLSX)
    raise NotFound("发现清单可以下载表格（xlsx）或者CSV。")


def download(blob: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that a browser keeps and never shows."""
    response = HttpResponse(blob, content_type=media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    blob = request.FILES.get("file")
    if blob is None:
        said = "请选择要导入的文件。"
        raise Invalid(said, faults=[Fault("/file", "missing", said)])
    return blob.name or "", bytes(blob.read(LARGEST + 1))


def _found(request: HttpRequest, key: UUID) -> ImportRun:
    found = queries.visible_to(actor_of(request)).filter(pk=key).first()
    if found is None:
        raise NotFound("没有找到这次导入，或者它不是您的部门的。")
    return found


def _imports_page(request: HttpRequest, sent: Refused) -> HttpResponse:
    actor = actor_of(request)
    agencies: list[tuple[str, str]] = []
    if Role.CATALOG_REVIEWER in actor.roles:
        rows = bodies()
        agencies = [("", "按文件里写的部门，没有写的按编码推断"), *rows]
    context = {
        "runs": queries.newest(actor),
        "labels": {each.value: each.label for each in ImportStatus},
        "kinds": _kinds_of_status(),
        "agencies": agencies,
        "accept": ACCEPT,
        "may_import": bool(actor.roles & set(CATALOG_ROLES)),
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/import.html", context, current="import", status=sent.status)


def _kinds_of_status() -> dict[str, str]:
    kinds = {ImportStatus.DONE: "done", ImportStatus.FAILED: "bad", ImportStatus.DROPPED: "off"}
    return {each.value: kinds.get(each, "info") for each in ImportStatus}


def _run_page(request: HttpRequest, of: ImportRun, sent: Refused) -> HttpResponse:
    reading = queries.reading_of(of)
    asked = narrowed(request, "console-import-run", "show", "severity", "file", args=[of.pk])
    status = ImportStatus(of.status)
    may_import = bool(actor_of(request).roles & set(CATALOG_ROLES))
    context: dict[str, Any] = {
        "run": of,
        "status": status,
        "tag": _kinds_of_status()[status],
        "counts": [(label, of.counts.get(name, 0)) for name, label in _COUNTS] if of.counts else [],
        "how_far": queries.progress_of(of),
        "is_under_way": status in UNDER_WAY,
        "may_confirm": may_import and status is ImportStatus.READ and not of.words and bool(reading.guides),
        "may_drop": may_import and status in (ImportStatus.READ, ImportStatus.FAILED),
        "problems": sent.problems,
        "once": once_input,
        **_shown(reading, asked),
    }
    return show(request, "console/import_run.html", context, current="import", status=sent.status)


def _shown(reading: Reading, asked: Narrowed) -> dict[str, Any]:
    """The page of findings or of guides that was asked for, and the chips that lead to others."""
    findings = reading.all_findings
    files = sorted({file_of(each) for each in findings})
    show_guides = asked["show"] == "guides"
    lines: Sequence[Any]
    if show_guides:
        lines = [_guide_line(place, each) for place, each in enumerate(reading.guides, 1)]
    else:
        lines = [
            _line(place, each)
            for place, each in enumerate(findings, 1)
            if asked["severity"] in ("", each.severity.value) and (not asked["file"] or asked["file"] == file_of(each))
        ]
    after = asked.after_key
    following = [each for each in lines if each.place > after][: PAGE + 1]
    tabs = [
        {"label": "发现", "href": asked.href(show=""), "is_current": not show_guides, "count": len(findings)},
        {
            "label": "读到的清单",
            "href": asked.href(show="guides", severity="", file=""),
            "is_current": show_guides,
            "count": len(reading.guides),
        },
    ]
    chips = [("程度", asked.chips("severity", _SEVERITIES))]
    if 1 < len(files) <= 20:
        chips.append(("文件", asked.chips("file", [(each, each[-30:]) for each in files if len(each) <= 60])))
    return {
        "tabs": tabs,
        "filters": [] if show_guides else chips,
        "show_guides": show_guides,
        "page": asked.page(following, PAGE, "place"),
        "findings": len(findings),
        "guides": len(reading.guides),
    }


def _line(place: int, of: Finding) -> FindingLine:
    where = " ".join(part for part in (file_of(of), field_of(of)) if part)
    return FindingLine(place, of.severity, where, of.option_code, of.message, of.assumed)


def _guide_line(place: int, of: ImportedGuide) -> GuideLine:
    found = Counter(each.severity for each in of.findings)
    return GuideLine(
        place,
        str(of.item.get("name") or "没有名称"),
        _KINDS.get(str(of.item.get("kind")), "没有类型"),
        str(of.item.get("agency") or "待认领"),
        tuple(of.option_codes),
        found[Severity.ERROR],
        found[Severity.WARNING],
    )
