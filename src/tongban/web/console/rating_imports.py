"""Ratings that departments collected (部门评价导入): upload a file, see which lines were not taken. R-109."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound
from tongban.oversight.evaluations.commands.importing import import_ratings
from tongban.oversight.evaluations.models import RatingImport
from tongban.oversight.evaluations.rules.layouts import LARGEST, LAYOUTS
from tongban.registers.agencies.queries import bodies
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once, once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .narrowing import narrowed
from .stepping import NOT_SENT, Refused, refused, typed

PAGE = 30
_LABELS = {each.key: each.label for each in LAYOUTS}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(Role.SUPERVISOR)
@done_once
def imports(request: HttpRequest) -> HttpResponse:
    """The form, and what was imported before (two statements)."""
    if request.method != "POST":
        return _page(request, NOT_SENT)
    sent = typed(request.POST, "agency", most=40)
    try:
        name, data = _uploaded(request)
        made = import_ratings(name, data, agency=sent["agency"], by=actor_of(request), at=now())
    except Declined as refusal:
        return _page(request, refused("import", refusal, sent))
    return redirect("console-rating-import", pk=made.pk)


@require_safe
@staff(Role.SUPERVISOR)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: what came in, and every line that was not taken (one statement)."""
    found = RatingImport.objects.select_related("agency", "imported_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有这次导入。")
    context = {"found": found, "layout": _LABELS.get(found.layout, "")}
    return show(request, "console/rating_import.html", context, current="ratings")


def _page(request: HttpRequest, sent: Refused) -> HttpResponse:
    asked = narrowed(request, "console-rating-imports")
    rows = RatingImport.objects.select_related("agency").order_by("-pk")
    if asked.after_key:
        rows = rows.filter(pk__lt=asked.after_key)
    context = {
        "page": asked.page(list(rows[: PAGE + 1]), PAGE),
        "agencies": bodies(),
        "labels": _LABELS,
        "sent": sent,
        "problems": sent.problems,
        "once": once_input(),
    }
    return show(request, "console/rating_imports.html", context, current="ratings", status=sent.status)


def _uploaded(request: HttpRequest) -> tuple[str, bytes]:
    blob = request.FILES.get("file")
    if blob is None:
        raise Invalid(faults=[Fault("/file", "missing", "请选择要导入的文件。")])
    return blob.name or "", bytes(blob.read(LARGEST + 1))
