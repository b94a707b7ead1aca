"""One special procedure of a case (W13 特别程序): its time booked, its record filled in and printed; R-048, R-049."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.wording import note_blocked_at
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.officers import officers_for
from tongban.handling.cases.queries.one_case import RunRow, WholeCase, whole
from tongban.handling.cases.queries.views import ClockView, actions, clock_views
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.slots import slot_words
from tongban.handling.cases.rules.special_records import SIGNATURES, SIGNERS, is_on_site, least_officers, lines_of
from tongban.registers.catalog.content import SpecialProcedure
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.queries import uploaded_by
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.audience import staff
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of

from .deciding import read_version
from .frame import CASE_ROLES, show
from .reading import note_opened

OFFERED = 3
_VERBS = ("offer_slots", "book_slot", "cancel_slot", "record_inspection")
_PICTURES = {"photos": 20, "signature_files": 1}


@require_http_methods(["GET", "HEAD", "POST"])
@staff(*CASE_ROLES)
@done_once
def special(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The latest run of this procedure; a refusal shows the page again with everything typed and uploaded."""
    actor = actor_of(request)
    found = case_for(actor, number)
    if request.method != "POST":
        note_opened(request, found, by=actor, at=now())
        return _page(request, found, code)
    verb, at = request.POST.get("act", "")[:40], now()
    if verb not in _VERBS:
        raise NotFound("没有这一步。")
    kept, problems = _uploaded(request, by=actor)
    given = _given(verb, code, request.POST, kept)
    try:
        if not problems:
            act(verb, found, given, by=actor, at=at, version=read_version(request.POST))
            return redirect("desk-special", number=number, code=code)
    except Declined as refusal:
        note_blocked_at(found, refusal, verb=verb, by=actor, at=at)
        problems, status = problems_of(refusal), refusal.status
    else:
        status = 422
    return _page(request, case_for(actor, number), code, problems=problems, kept=kept, status=status)


def _page(
    request: HttpRequest,
    found: Case,
    code: str,
    *,
    problems: Sequence[Problem] = (),
    kept: Mapping[str, list[StoredFile]] | None = None,
    status: int = 200,
) -> HttpResponse:
    actor, everything, guide = actor_of(request), whole(found), guide_of(found.option_version_id)
    run, listed = _run(everything, code), guide.option.special_procedure(code)
    if run is None or listed is None:
        raise NotFound("这个办件没有启动过这个特别程序。")
    may = {step.verb for step in actions(found, by=actor)} if run.finished_at is None else set()
    told = [Problem(each.anchor, typeset(each.text)) for each in problems]
    context = {
        "case": found,
        "guide": guide,
        "run": run,
        "listed": listed,
        "clock": _clock(everything, run, listed, on=local_day(now()), guide_option=guide.option),
        "may": may,
        "is_on_site": is_on_site(listed),
        "least": least_officers(listed),
        "lines": lines_of(listed),
        "officers": [(each.number, f"{each.name}　{each.post}") for each in officers_for(found, listed)]
        if may & {"offer_slots", "record_inspection"}
        else [],
        "signatures": SIGNATURES,
        "signers": SIGNERS,
        "slot_words": slot_words,
        "rows": range(OFFERED),
        "typed": request.POST,
        "problems": told,
        "wrong": {each.anchor: each.text for each in reversed(told)},
        "kept": kept or {},
        "typeset": typeset,
    }
    return show(request, "workbench/special.html", context, current="cases", status=status)


def _run(everything: WholeCase, code: str) -> RunRow | None:
    return next((each for each in reversed(everything.attached.runs) if each.code == code), None)


def _clock(
    everything: WholeCase, run: RunRow, listed: SpecialProcedure, *, on: date, guide_option: Any
) -> ClockView | None:
    """The procedure's own clock, with its own light, apart from the case's."""
    views = clock_views(everything, guide_option, on=on)
    own = [each for each in views if each.row.kind == "special" and each.row.code == run.code]
    return own[-1] if own else None


def _given(verb: str, code: str, post: QueryDict, kept: Mapping[str, list[StoredFile]]) -> dict[str, Any]:
    """What the step asks for, from the form; the day and the two times of a row become moments."""
    given: dict[str, Any] = {name: post.get(name, "")[:4000] for name in ("slot", "reason", "place", "signer")}
    given |= {name: post.get(name, "")[:4000] for name in ("signature", "signer_kind", "signature_note")}
    given |= {"code": code, "officers": post.getlist("officers")[:20]}
    if verb == "offer_slots":
        rows = [(_moments(post, f"-{place}"), post.get(f"place-{place}", "")[:200]) for place in range(OFFERED)]
        given["slots"] = [
            {"starts_at": begin, "ends_at": end, "place": where} for (begin, end), where in rows if begin or end
        ]
    if verb == "record_inspection":
        given["began_at"], given["ended_at"] = _moments(post, "")
        names = [name for name in post if name.startswith("finding-")][:60]
        given["findings"] = {name.removeprefix("finding-"): post[name][:4000] for name in names}
        given |= {name: [str(each.pk) for each in files] for name, files in kept.items()}
    return given


def _moments(post: QueryDict, row: str) -> tuple[str, str]:
    """Begin and end of a row, as day and times were typed; empty where the day or the time is."""
    day = post.get(f"day{row}", "").strip()[:10]
    times = [post.get(f"{name}{row}", "").strip()[:5] for name in ("from", "to")]
    begin, end = (f"{day}T{each}" if day and each else "" for each in times)
    return begin, end


def _uploaded(request: HttpRequest, *, by: Actor) -> tuple[dict[str, list[StoredFile]], list[Problem]]:
    """The pictures that came with the form, and those that an earlier try brought already."""
    kept: dict[str, list[StoredFile]] = {}
    problems: list[Problem] = []
    if request.POST.get("act") != "record_inspection":
        return kept, problems
    for name, most in _PICTURES.items():
        before = [each for each in request.POST.getlist(f"kept-{name}")[:most] if len(each) == 36]
        kept[name] = list(_own(by, before))
        for blob in request.FILES.getlist(name)[:most]:
            try:
                kept[name].append(store(blob.read(), name=blob.name or "", by=by, at=now()))
            except Declined as refusal:
                problems += [Problem(name, each.text) for each in problems_of(refusal)]
    return kept, problems


def _own(by: Actor, keys: Sequence[str]) -> Sequence[StoredFile]:
    wanted = [each for each in keys if all(letter in "0123456789abcdef-" for letter in each)]
    return list(uploaded_by(by).filter(pk__in=wanted, holder=""))
