"""What people say (同义词), and what they looked for in vain (零结果查询): kept by who edits the catalogue."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog.search.editing import add_synonym, dismiss_miss, drop_synonym
from tongban.registers.catalog.search.editorial import PAGE, open_misses, synonyms
from tongban.registers.catalog.search.engine import preview
from tongban.registers.catalog.wording import LONGEST_MEANT, LONGEST_SAID
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .addresses import asked, chips, href, plain
from .frame import CATALOG_ROLES, READERS, show

_TRIED = 5
_DAYS = {"7": 7, "30": 30}


@require_safe
@staff(*READERS)
def words(request: HttpRequest) -> HttpResponse:
    """The list of synonyms, page by page, and what a text finds now (one statement, and the search)."""
    given = asked(request, "q")
    after = plain(request.GET.get("after", ""))[:LONGEST_SAID]
    rows = synonyms(actor_of(request), holding=given["q"].lower(), after=after, size=PAGE + 1)
    tried = plain(request.GET.get("try", ""))[:LONGEST_SAID]
    context = {
        "rows": rows[:PAGE],
        "q": given["q"],
        "is_first": not after,
        "next_href": href("console-words", given, after=rows[PAGE - 1].said) if len(rows) > PAGE else "",
        "tried": tried,
        "found": preview(tried, size=_TRIED) if tried else None,
        "may_edit": _may_edit(request),
    }
    return show(request, "console/words.html", context, current="words")


@require_safe
@staff(*READERS)
def misses(request: HttpRequest) -> HttpResponse:
    """Searches that found nothing and that nobody has settled, most often first (one statement)."""
    given = asked(request, "days")
    days = _DAYS.get(given["days"])
    since = local_day(now()) - timedelta(days=days - 1) if days else None
    after = plain(request.GET.get("after", ""))[:80]
    rows = open_misses(actor_of(request), since=since, after=after, size=PAGE + 1)
    context = {
        "rows": rows[:PAGE],
        "is_first": not after,
        "next_href": href("console-misses", given, after=rows[PAGE - 1].cursor) if len(rows) > PAGE else "",
        "filters": chips(
            "console-misses", given, "days", [("", "全部", None), ("7", "最近7天", None), ("30", "最近30天", None)]
        ),
        "may_edit": _may_edit(request),
    }
    return show(request, "console/misses.html", context, current="words")


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CATALOG_ROLES)
@done_once
def add(request: HttpRequest) -> HttpResponse:
    """One pair: what people say, what the catalogue says; what was typed stays when it is to be mended."""
    data = request.POST if request.method == "POST" else request.GET
    said, meant = plain(data.get("said", ""))[: LONGEST_SAID * 2], plain(data.get("meant", ""))[: LONGEST_MEANT * 2]
    problems: list[Problem] = []
    if request.method == "POST":
        try:
            add_synonym(said, meant=meant, by=actor_of(request), at=now())
        except Invalid as refusal:
            problems = problems_of(refusal)
        else:
            return redirect(href("console-words", {}, q=said, **{"try": said}))
    context = {
        "said": said,
        "meant": meant,
        "problems": problems,
        "wrong": {each.anchor: each.text for each in problems},
        "found": preview(meant or said, size=_TRIED) if meant or said else None,
        "tried": meant or said,
    }
    return show(request, "console/word_add.html", context, current="words", status=422 if problems else 200)


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def drop(request: HttpRequest) -> HttpResponse:
    """The word means itself again."""
    drop_synonym(plain(request.POST.get("said", ""))[:LONGEST_SAID], by=actor_of(request), at=now())
    return redirect("console-words")


@require_POST
@staff(*CATALOG_ROLES)
@done_once
def dismiss(request: HttpRequest) -> HttpResponse:
    """This search is none of the city's matters."""
    dismiss_miss(plain(request.POST.get("text", ""))[:LONGEST_SAID], by=actor_of(request), at=now())
    return redirect("console-misses")


def _may_edit(request: HttpRequest) -> bool:
    return bool(actor_of(request).roles & {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER})
