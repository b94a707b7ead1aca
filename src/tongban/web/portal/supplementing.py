"""Handing in later (补交、补正、补齐): what is missing or wrong; one bad file never loses the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow
from tongban.handling.cases.commands import committing, delivering, overriding, receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.limiting import whole_for
from tongban.handling.cases.queries.one_case import Attached, MaterialRow
from tongban.handling.cases.queries.views import actions
from tongban.handling.cases.queries.visible import case_for
from tongban.registers.catalog.content import MaterialRequirement
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import uploaded_by
from tongban.web.portal import inputs
from tongban.web.portal.pages import errors_by_anchor, page, told
from tongban.web.portal.uploads import accept_of, listed, received
from tongban.web.ui.audience import applicants
from tongban.web.ui.jinja import fragment
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

MOST_FILES = 20
_NEEDS_NOT_ALL = frozenset({"supply", "withdraw_commitment"})


@dataclass
class Line:
    """One material to bring: what is wrong, what helps, and what was chosen so far."""

    code: str
    name: str
    problem: str
    remedy: str
    where: str
    sample: str
    basis: str
    alternatives: Sequence[str]
    accept: str
    takes_license: bool
    license: str = ""
    files: list[dict[str, object]] = field(default_factory=list)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """The one-time notice as a form."""
    return _supplement(request, number, "correct", _of_notice, receiving.correct)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """Put right what is missing or wrong before anybody has to tell it (当场补交、更正); as many as one likes."""
    return _supplement(request, number, "supply", _of_gaps, receiving.supply)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def make_good(request: HttpRequest, number: str) -> HttpResponse:
    """The deferred materials, all of them at once."""
    return _supplement(request, number, "make_good", _of_deferred, delivering.make_good)


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def answer_override(request: HttpRequest, number: str) -> HttpResponse:
    """What a leader asked for again, all of it at once; no day moves."""
    return _supplement(request, number, "answer_override", _of_override, overriding.answer_override)


@applicants
@require_http_methods(["GET", "POST"])
def withdraw_commitment(request: HttpRequest, number: str) -> HttpResponse:
    """Taking a promise back (撤回承诺): what it stood for comes with it, or is told with the one-time notice."""
    return _supplement(request, number, "withdraw_commitment", _of_committed, committing.withdraw_commitment)


@applicants
@require_POST
def take_file(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """One file at once; the line that answers carries its id, so that the form hands it in."""
    actor = actor_of(request)
    case_for(actor, number)
    blob = next(iter(request.FILES.values()), None)
    if blob is None or isinstance(blob, list):
        raise Invalid("没有收到文件，请重新选择。")
    file = received(blob, by=actor)
    return fragment(request, "portal/file_item.html", "item", {"file": listed(file), "hidden": f"kept-{code}"})


def _supplement(
    request: HttpRequest,
    number: str,
    verb: str,
    lines_of: Callable[[Guide, Attached], list[Line]],
    act: Callable[..., object],
) -> HttpResponse:
    actor = actor_of(request)
    case = case_for(actor, number)
    if verb not in {each.verb for each in actions(case, by=actor)}:
        raise NotNow("这个办件现在不用补材料。请看最新进度。")
    found, guide = whole_for(case, actor), guide_of(case.option_version_id)
    lines = lines_of(guide, found.attached)
    is_withdrawal = verb == "withdraw_commitment"
    if is_withdrawal and (found.attached.promise is None or found.attached.promise.withdrawn_at is not None):
        raise committing.NothingPromised()
    if (not lines and not is_withdrawal) or (
        verb == "supply" and (found.attached.notice is not None or found.attached.overrides)
    ):
        raise NotNow("这个办件没有要补的材料。")
    problems: list[Problem] = []
    if request.method == "POST":
        problems = _handed_in(request, case, lines, act, actor, needs_all=verb not in _NEEDS_NOT_ALL)
        if not problems:
            return redirect("case", number=number)
    context = {
        "case": case,
        "guide": guide,
        "verb": verb,
        "lines": lines,
        "notice": found.attached.notice,
        "override": found.attached.open_override,
        "paper": next((each for each in found.attached.documents if each.kind == "correction_notice"), None),
        "problems": problems,
        "errors": errors_by_anchor(problems),
    }
    return page(request, "supplement", context, status=422 if problems else 200)


def _handed_in(
    request: HttpRequest,
    case: Case,
    lines: Sequence[Line],
    act: Callable[..., object],
    actor: Actor,
    *,
    needs_all: bool,
) -> list[Problem]:
    """Store what came, then act; whatever was good stays chosen when something else was not."""
    problems: list[Problem] = []
    for line in lines:
        problems += _take(request, line, actor)
    if needs_all:
        problems += _empty(lines, wrong={each.anchor for each in problems})
    if problems or "remove" in request.POST:
        return problems or [Problem("", "文件已移除，补好后再提交。")]
    materials: list[Mapping[str, Any]] = [
        {
            "requirement_code": each.code,
            "file_ids": [file["key"] for file in each.files],
            "license_identifier": each.license,
        }
        for each in lines
        if each.files or each.license
    ]
    try:
        act(case, materials=materials, by=actor, at=now())
    except Invalid as refusal:
        return told(refusal)
    return []


def _empty(lines: Sequence[Line], *, wrong: set[str]) -> list[Problem]:
    """The materials that nothing came for; those whose file was refused are told already."""
    return [
        Problem(f"files-{each.code}", f"请上传“{each.name}”。{each.remedy}")
        for each in lines
        if not each.files and not each.license and f"files-{each.code}" not in wrong
    ]


def _take(request: HttpRequest, line: Line, actor: Actor) -> list[Problem]:
    """Files that were uploaded before, and those that come with this form."""
    problems = []
    removed = request.POST.get("remove", "")
    keys = [
        each for each in request.POST.getlist(f"kept-{line.code}")[:MOST_FILES] if each != removed and _is_key(each)
    ]
    kept = {str(each.pk): each for each in uploaded_by(actor).filter(pk__in=keys, holder="")} if keys else {}
    files: list[StoredFile] = [kept[each] for each in keys if each in kept]
    for blob in request.FILES.getlist(f"files-{line.code}")[:MOST_FILES]:
        try:
            files.append(received(blob, by=actor))
        except Declined as refusal:
            name = (blob.name or "")[:60]
            problems += [Problem(f"files-{line.code}", f"{name}：{each.text}") for each in told(refusal)]
    line.files = [listed(each) for each in files]
    line.license = inputs.text(request.POST, f"license-{line.code}").strip()[:200]
    return problems


def _of_notice(guide: Guide, attached: Attached) -> list[Line]:
    items = attached.notice.items if attached.notice is not None else ()
    return [
        _line(guide.option.material(each["code"]), each["code"], each["name"], each["problem"], each["remedy"], each)
        for each in items
    ]


def _of_override(guide: Guide, attached: Attached) -> list[Line]:
    items = attached.open_override.items if attached.open_override is not None else ()
    return [
        _line(guide.option.material(each["code"]), each["code"], each["name"], each["problem"], each["remedy"], each)
        for each in items
    ]


def _of_gaps(guide: Guide, attached: Attached) -> list[Line]:
    """Every material of the case, those missing or found bad first."""
    rows = sorted(attached.materials, key=lambda row: row.state != "missing" and row.verdict != "bad")
    return [
        _line(guide.option.material(each.requirement_code), each.requirement_code, each.name, _stands(each), "", {})
        for each in rows
    ]


def _stands(row: MaterialRow) -> str:
    if row.state == "missing":
        return "还没有交。"
    return row.problem if row.verdict == "bad" else "已经交了。要换的，上传新的，原来的留作记录。"


def _of_deferred(guide: Guide, attached: Attached) -> list[Line]:
    rows = [each for each in attached.materials if each.state == "deferred"]
    words = "您选择了容缺后补，领取结果前一次补齐。"
    return [
        _line(guide.option.material(each.requirement_code), each.requirement_code, each.name, words, "", {})
        for each in rows
    ]


def _of_committed(guide: Guide, attached: Attached) -> list[Line]:
    rows = [each for each in attached.materials if each.state == "committed"]
    words = "现在由您的承诺代替。"
    return [
        _line(guide.option.material(each.requirement_code), each.requirement_code, each.name, words, "", {})
        for each in rows
    ]


def _line(
    asked: MaterialRequirement | None, code: str, name: str, problem: str, remedy: str, said: Mapping[str, Any]
) -> Line:
    return Line(
        code=code,
        name=name,
        problem=problem,
        remedy=remedy,
        where=said.get("where") or (asked.source.how if asked else ""),
        sample=said.get("sample") or (asked.sample if asked else ""),
        basis=said.get("basis") or (asked.basis.text if asked and asked.basis else ""),
        alternatives=said.get("alternatives") or (asked.alternatives if asked else ()),
        accept=accept_of(asked.accept_types) if asked else "",
        takes_license=bool(asked and asked.spared_by and asked.spared_by.way == "license"),
    )


def _is_key(text: str) -> bool:
    return len(text) == 36 and all(each in "0123456789abcdef-" for each in text)
