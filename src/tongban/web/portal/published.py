"""Published lists (清单公示): what stands in force, earlier editions, what each changed, files to take away."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.queries import cards
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.queries import document_for, pdf_of
from tongban.registers.documents.rendering.sheet import sheet_of
from tongban.registers.lists.exporting import content_of
from tongban.registers.lists.queries import Head, Standing, changes, current, edition, history, norms, overview, rows_of
from tongban.registers.lists.rules.browsing import Looking, look
from tongban.registers.lists.rules.comparing import CellChange, Diff, RowChange, name_of
from tongban.registers.lists.rules.kinds import Column, Kind, kind_of
from tongban.registers.lists.rules.rows import Row, key_of, texts
from tongban.web.portal import inputs
from tongban.web.portal.finding import without
from tongban.web.portal.pace import Pace
from tongban.web.portal.pages import page, public
from tongban.web.portal.papers import SANDBOX
from tongban.web.ui import filters
from tongban.web.ui.audience import everybody
from tongban.web.ui.sessions import actor_of, client_ip

PER_PAGE = 20
MOST_COLUMNS = 7
LONGEST_QUESTION = 60
FILES = Pace(60, 60)
FORMS = {"xlsx": "表格", "pdf": "PDF", "json": "数据文件"}
GROUPS = (
    ("许可和服务", ("permit", "permit_norm", "local_service", "cross_province", "intermediary")),
    ("审批和监管", ("responsibility", "cancelled")),
    ("少跑腿、少交材料", ("deferral", "commitment")),
    ("在网上办、在大厅办", ("online_exception", "stationing", "offline_protected")),
    ("国家和省的清单", ("market_access", "investment", "construction")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as the page shows it (条目): its cells as texts, and the guide that it leads to."""

    key: str
    name: str
    cells: dict[str, list[str]]
    href: str


@everybody
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Every list that the plan asks for; those not published yet say since when they are due."""
    standing = overview(on=local_day(now()))
    groups = [(title, [_of_kind(code, standing) for code in codes]) for title, codes in GROUPS]
    context = {"groups": groups, "published": sum(each.head is not None for each in standing)}
    return public(page(request, "lists", context))


@everybody
@require_safe
def current_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The edition in force; where each institution has its own list, `institution` chooses one."""
    found, bodies = kind_of(kind), _bodies(kind)
    institution = _chosen_body(request, bodies) if found.is_per_institution else ""
    head = current(kind, institution=institution)
    if head is None:
        over = next((each.days_over for each in bodies if each.institution_key == institution), 0)
        context = {"kind": found, "head": None, "bodies": _tabs(bodies, institution), "days_over": over}
        return public(page(request, "list", context))
    return _list_page(request, head, bodies, is_current=True)


@everybody
@require_safe
def list_edition(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One edition as it was published, also when a newer one is in force."""
    head = edition(kind, slug)
    newest = current(kind, institution=head.name.institution)
    return _list_page(request, head, _bodies(kind), is_current=newest is not None and newest.pk == head.pk)


@everybody
@require_safe
def list_print(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The whole edition on paper, without paging."""
    head = edition(kind, slug)
    shown = [_shown(head.kind, row, {}) for row in rows_of(head).rows]
    context = {
        "head": head,
        "kind": head.kind,
        "rows": shown,
        "columns": _columns(head.kind),
        "address": _address(head),
    }
    return public(page(request, "list_print", context))


@everybody
@require_safe
def list_history(request: HttpRequest, kind: str) -> HttpResponse:
    """All editions of a list, newest first."""
    found, bodies = kind_of(kind), _bodies(kind)
    institution = _chosen_body(request, bodies) if found.is_per_institution else ""
    context = {
        "kind": found,
        "editions": history(kind, institution=institution),
        "bodies": _tabs(bodies, institution),
        "file_forms": FORMS,
    }
    return public(page(request, "list_history", context))


@everybody
@require_safe
def list_changes(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """What an edition changed since the one before, or since another that the reader chose."""
    head = edition(kind, slug)
    editions = [each for each in history(kind, institution=head.name.institution) if each.pk != head.pk]
    asked = inputs.text(request.GET, "since")
    since = edition(kind, asked) if asked else next((each for each in editions if each.pk == head.previous), None)
    if since is not None and since.name.institution != head.name.institution:
        raise NotFound("只能和同一个机构的清单比较。")
    diff = changes(head, since=since)
    context = {
        "head": head,
        "kind": head.kind,
        "since": since,
        "editions": editions,
        "choices": [(each.slug, f"{each.label}（{filters.day(each.dated_on)}）") for each in editions],
        "diff": diff,
        "changed": _changed(head.kind, diff),
        "added": [_shown(head.kind, row, {}) for row in diff.added],
        "removed": [_shown(head.kind, row, {}) for row in diff.removed],
        "summary": _summary(diff),
    }
    return public(page(request, "list_changes", context))


@everybody
@require_safe
def list_file(request: HttpRequest, kind: str, slug: str, form: str) -> HttpResponseBase:
    """An edition as a file; the JSON is the very text that was hashed."""
    FILES.keep(client_ip(request))
    content = content_of(edition(kind, slug), form, base_url=settings.PUBLIC_URL)
    response = FileResponse(content.handle, as_attachment=True, filename=content.name, content_type=content.media_type)
    response["Content-Security-Policy"] = SANDBOX
    response.tongban_public = True  # type: ignore[attr-defined]
    return response


@everybody
@require_safe
def list_notice(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The announcement of an edition on screen."""
    head = edition(kind, slug)
    document = _notice(request, head)
    context = {"head": head, "kind": head.kind, "sheet": sheet_of(document, base_url=settings.PUBLIC_URL)}
    return public(page(request, "list_notice", context))


@everybody
@require_safe
def list_notice_pdf(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """The announcement as PDF."""
    head = edition(kind, slug)
    pdf = pdf_of(_notice(request, head), base_url=settings.PUBLIC_URL)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="notice-{kind}-{slug}.pdf"'
    response["Content-Security-Policy"] = SANDBOX
    return public(response)


def _list_page(request: HttpRequest, head: Head, bodies: list[Standing], *, is_current: bool) -> HttpResponse:
    data, kind, view = request.GET, head.kind, rows_of(head)
    looking = Looking(
        q=inputs.text(data, "q").strip()[:LONGEST_QUESTION],
        agency=inputs.text(data, "agency")[:LONGEST_QUESTION],
        sort=inputs.text(data, "sort")[:LONGEST_QUESTION],
    )
    seen = look(kind, view.rows, looking)
    paging = Paginator(seen.rows, PER_PAGE).get_page(inputs.number(data, "page", 1))
    guides = _guides()
    context = {
        "kind": kind,
        "head": head,
        "view": view,
        "is_current": is_current,
        "bodies": _tabs(bodies, head.name.institution),
        "looking": looking,
        "total": len(seen.rows),
        "rows": [_shown(kind, row, guides) for row in paging.object_list],
        "columns": _columns(kind),
        "is_wide": len(kind.columns) > MOST_COLUMNS,
        "paging": paging,
        "base": without(data, "page") + "page=",
        "agencies": _agency_links(data, seen.agencies, looking.agency),
        "sorts": _sort_links(data, kind, looking.sort),
        "everything": without(data, "q", "agency", "page"),
        "file_forms": FORMS,
        "coverage": norms(local_day(now())) if kind.code == "permit_norm" and is_current else None,
    }
    return public(page(request, "list", context))


def _of_kind(code: str, standing: list[Standing]) -> tuple[Kind, list[Standing]]:
    return kind_of(code), [each for each in standing if each.kind.code == code]


def _bodies(kind: str) -> list[Standing]:
    """The institutions of a kind with how their lists stand; one row where the city has a single list."""
    return [each for each in overview(on=local_day(now())) if each.kind.code == kind]


def _chosen_body(request: HttpRequest, bodies: list[Standing]) -> str:
    asked = inputs.text(request.GET, "institution")
    known = [each.institution_key for each in bodies]
    if asked and asked not in known:
        raise NotFound("没有这个政务服务机构。请从下面的机构里选一个。")
    return asked or (known[0] if known else "")


def _tabs(bodies: list[Standing], institution: str) -> list[dict[str, Any]]:
    """The lists of the institutions as tabs; none where the city has one list."""
    return [
        {
            "label": each.institution,
            "href": f"{reverse('list', args=[each.kind.code])}?institution={each.institution_key}",
            "is_current": each.institution_key == institution,
        }
        for each in bodies
        if each.institution_key
    ]


def _columns(kind: Kind) -> list[dict[str, Any]]:
    return [{"key": each.key, "label": each.label, "head": each.key == _head_column(kind).key} for each in kind.columns]


def _head_column(kind: Kind) -> Column:
    """The column that names the row."""
    found = kind.column("service") or kind.column("name")
    assert found is not None, "every kind names its rows"
    return found


def _shown(kind: Kind, row: Row, guides: dict[str, str]) -> Shown:
    cells = {each.key: [_said(each, text) for text in texts(row.get(each.key)) if text] for each in kind.columns}
    asked = [*texts(row.get("option_code")), key_of(row)]
    href = next((guides[code] for code in asked if code in guides), "")
    return Shown(key_of(row), name_of(row), cells, href)


def _said(column: Column, text: str) -> str:
    """A text of a cell as people read it: days with their weekday."""
    return filters.day(date.fromisoformat(text)) if column.is_day else text


def _changed(kind: Kind, diff: Diff) -> list[RowChange]:
    """The changed rows, their cells as people read them."""

    def said(cell: CellChange) -> CellChange:
        column = kind.column(cell.key)
        assert column is not None, "a change is of a column"
        before, after = (_said(column, text) if text else "" for text in (cell.before, cell.after))
        return replace(cell, before=before, after=after)

    return [replace(row, cells=tuple(said(cell) for cell in row.cells)) for row in diff.changed]


def _guides() -> dict[str, str]:
    """The guide of each option in force, and of the first option of each implementation list."""
    found: dict[str, str] = {}
    for each in cards():
        href = reverse("item", args=[each.option_code])
        found[each.option_code] = href
        found.setdefault(each.implementation_code, href)
    return found


def _agency_links(data: QueryDict, counts: Any, chosen: str) -> list[dict[str, Any]]:
    kept = without(data, "agency", "page")
    query = QueryDict(mutable=True)
    links = []
    for name, count in counts.items():
        query["agency"] = name
        href = kept + ("" if name == chosen else query.urlencode())
        links.append({"label": name, "href": href, "count": count, "is_current": name == chosen})
    return links


def _sort_links(data: QueryDict, kind: Kind, chosen: str) -> list[dict[str, Any]]:
    kept = without(data, "sort", "page")
    keys = [each for each in kind.columns if each.key in ("code", "number", "name", "service", "agency", "review_on")]
    links = [{"label": "清单顺序", "href": kept, "is_current": not chosen, "count": None}]
    for each in keys:
        links.append(
            {"label": each.label, "href": f"{kept}sort={each.key}", "is_current": each.key == chosen, "count": None}
        )
    return links


def _summary(diff: Diff) -> str:
    counts = diff.counts
    return f"新增 {counts['added']} 项，取消 {counts['removed']} 项，修改 {counts['changed']} 项。"


def _address(head: Head) -> str:
    return settings.PUBLIC_URL.rstrip("/") + head.path


def _notice(request: HttpRequest, head: Head) -> OfficialDocument:
    return document_for(actor_of(request), head.notice_number)
