"""The page of one material (材料): why, on what basis, an example, whether it is spared, and how it is to come."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotFound, Stale
from tongban.handling.cases.commands import drafting as commands
from tongban.handling.cases.models import Draft
from tongban.handling.cases.queries.filling import Filling, MaterialLine, earlier_files, filling, is_reusable
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import open_content
from tongban.registers.documents.rules.files import MAX_SIZE
from tongban.web.portal import inputs
from tongban.web.portal.assisting import beside_context
from tongban.web.portal.drafting import of_draft, revision_in
from tongban.web.portal.license_offers import own_licenses
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.ui.filters import file_size
from tongban.web.ui.jinja import fragment
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

ACCEPT = {"pdf": ".pdf", "jpg": ".jpg,.jpeg", "png": ".png", "docx": ".docx", "xlsx": ".xlsx", "ofd": ".ofd"}


@of_draft
@require_http_methods(["GET", "HEAD", "POST"])
def material_page(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    """Files come with the form, or one by one where scripts run; each is judged by itself."""
    found = filling(draft, by=actor_of(request), on=local_day(now()))
    line = _line(found, code)
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _act(request, draft, line)
        if not problems and not {"remove", "reuse"} & set(request.POST):
            return redirect("draft", number=draft.number)
        if not problems:
            return redirect("draft-material", number=draft.number, code=code)
        line = _line(filling(draft, by=actor_of(request), on=local_day(now())), code)
    context = {
        "draft": draft,
        "guide": found.guide,
        "option": found.option,
        "line": line,
        "files": [listed(each) for each in line.files],
        "earlier": [
            each for each in earlier_files(actor_of(request), code) if each.pk not in {f.pk for f in line.files}
        ],
        "accept": accept_of(line.material.accept_types),
        "own": own_licenses(draft.owner_id, line, on=local_day(now())),
        "typed_license": inputs.text(request.POST, "license") if problems else line.license_identifier,
        "problems": problems,
        "errors": errors_by_anchor(problems),
        **beside_context(request, draft.number, f"material:{code}"),
    }
    return page(request, "draft_material", context, status=422 if problems else 200)


@of_draft
@require_POST
def take_file(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    """One file at once (上传一份): answered by its own line of the list, or by the reason why not."""
    blob = request.FILES.get("file")
    if blob is None:
        raise Invalid("没有收到文件，请重新选择。")
    actor = actor_of(request)
    file = _add(draft, code, blob, actor)
    return fragment(request, "portal/file_item.html", "item", {"file": listed(file), "hidden": ""})


def listed(file: StoredFile) -> dict[str, object]:
    """A file as the list shows it."""
    return {
        "key": str(file.pk),
        "name": file.name,
        "size": file_size(file.size),
        "href": reverse("file", args=[file.pk]),
    }


def accept_of(types: tuple[str, ...]) -> str:
    """What the file chooser offers."""
    return ",".join(ACCEPT.get(each, f".{each}") for each in types)


def _act(request: HttpRequest, draft: Draft, line: MaterialLine) -> list[Problem]:
    """Remove, take again from an earlier case, or save: one bad file never loses the others."""
    actor, code = actor_of(request), line.material.code
    if "remove" in request.POST:
        commands.remove_file(draft, _uuid(request.POST["remove"]), at=now())
        return []
    problems: list[Problem] = []
    if "reuse" in request.POST:
        return _tried(lambda: _reuse(request, draft, code))
    for blob in request.FILES.getlist("file")[: line.material.max_files + 1]:
        problems += _tried(partial(_add, draft, code, blob, actor), blob.name or "")
    agreed = inputs.text(request.POST, "agree")
    return problems + _tried(
        lambda: commands.save_material(
            draft,
            code,
            license_identifier=agreed or inputs.text(request.POST, "license"),
            consents=bool(agreed),
            is_committed=request.POST.get("way") == "commit",
            revision=revision_in(request),
            at=now(),
        )
    )


def received(blob: "UploadedFile[Any]", *, by: Actor) -> StoredFile:
    """Take in what a browser sent; what it is, its bytes decide."""
    return store(blob.read(MAX_SIZE + 1), name=blob.name or "", by=by, at=now())


def _add(draft: Draft, code: str, blob: "UploadedFile[Any]", actor: Actor) -> StoredFile:
    file = received(blob, by=actor)
    commands.add_file(draft, code, file, by=actor, at=now())
    return file


def _tried(act: Callable[[], object], name: str = "") -> list[Problem]:
    """Do it; what was refused is told at the field, with the name of the file."""
    try:
        act()
    except Stale:
        raise
    except Declined as refusal:
        anchors = {"license": "license"}
        head = f"{name[:60]}：" if name else ""
        return [Problem(anchors.get(each.anchor, "file"), head + each.text) for each in told(refusal)]
    return []


def _reuse(request: HttpRequest, draft: Draft, code: str) -> None:
    """A file of an earlier case is copied for this one: it was handed in once (R-101)."""
    actor, key = actor_of(request), _uuid(request.POST["reuse"])
    if not is_reusable(actor, key):
        raise Invalid(faults=[Fault("/file", "unknown", "没有找到以前的这个文件，请重新上传。")])
    file = StoredFile.objects.get(pk=key)
    with open_content(file) as content:
        copied = store(content.read(), name=file.name, by=actor, at=now())
    commands.add_file(draft, code, copied, by=actor, at=now())


def _line(found: Filling, code: str) -> MaterialLine:
    line = found.line(code)
    if line is None:
        raise NotFound("按您的情形不用交这份材料。")
    return line


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
