"""One case (W12–W16): what it is, what hangs on it, and beside it the step that is being taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import merge
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import is_offline
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries import views
from tongban.handling.cases.queries.forms import lodged_form
from tongban.handling.cases.queries.one_case import EntryRow, WholeCase, whole
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.queries.worklists import waiting
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.states import ENDS
from tongban.handling.intermediaries.queries.needs import of_case
from tongban.handling.outreach.queries.visits import helped_in
from tongban.oversight.regulation.models import CommitmentCheck
from tongban.oversight.regulation.queries import check_of_case
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of
from tongban.registers.documents.models import TrustLevel
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.parties.queries import masked
from tongban.registers.parties.rules import Field
from tongban.web.ui.audience import staff
from tongban.web.ui.intermediaries import moments_of, need_rows
from tongban.web.ui.jinja import fragment
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .buttons import buttons
from .codes import code_in, forget_code
from .fees import fees_part
from .forms import PURPOSES, Shown, shown_answers, shown_form, sources_in
from .frame import CASE_ROLES, frame_of, is_counter, show
from .late import late_part
from .materials import chosen_material, material_views
from .panels import Panel, panel_for
from .reading import note_opened
from .rows import row_of, rows_of
from .shipments import shipment_part
from .supervised import sees_results

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; "
    "manifest-src 'self'; frame-src 'self'"
)


_HIDDEN = ("csrfmiddlewaretoken", "once", "version", "then", "item")
_LABELS = {"problem": "哪里不对", "remedy": "怎么补", "verdict": "预审结论", "file": "文件"}


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes back to the page from a form: typed values, what is wrong, what others did meanwhile."""

    verb: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    refusal: str = ""
    asked: Sequence[Mapping[str, str]] = ()
    seen_version: int | None = None
    revealed: Mapping[str, str] = field(default_factory=dict)
    status: int = 200


@require_safe
@staff(*CASE_ROLES)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case page; `act` opens the panel of a step, `m` and `f` choose the material to look at."""
    found = case_for(actor_of(request), number)
    coming = Coming(verb=request.GET.get("act", "")[:40])
    if request.headers.get("HX-Request") == "true" and not coming.verb:
        context = _look(request, found, whole(found), coming, at=now())
        return fragment(request, "workbench/case.html", "document", context)
    return case_page(request, found, coming)


def case_page(request: HttpRequest, found: Case, coming: Coming) -> HttpResponse:
    """The whole page, or the page after something was refused: typed values stand where they stood."""
    context = case_context(request, found, coming, at=now())
    response = show(request, "workbench/case.html", context, current="cases", status=coming.status)
    response.headers["Content-Security-Policy"] = POLICY
    if context["query_code"]:
        forget_code(response, found.number)
    if coming.revealed:
        response.headers["Refresh"] = f"20; url={reverse('desk-case', args=[found.number])}"
    return response


def case_context(request: HttpRequest, found: Case, coming: Coming, *, at: datetime) -> dict[str, Any]:
    """Everything that the page shows; five statements, more for the first look within the hour or what is special."""
    actor, today = actor_of(request), local_day(at)
    everything, guide = whole(found), guide_of(found.option_version_id)
    needs = of_case(found)
    steps = views.offered(views.actions(found, by=actor), everything, by=actor, on=today)
    done = _done(request, everything)
    panel = panel_for(coming.verb, steps, everything, guide, coming.typed, by=actor, at=at)
    return {
        **_look(request, found, everything, coming, at=at),
        **frame_of(request, "cases"),
        **_facts(everything, guide, coming, viewer=actor),
        "timeline": list(merge(views.timeline(everything, viewer=actor), moments_of(needs), key=_at)),
        "needs": need_rows(needs, viewer=actor),
        "late": late_part(everything, guide.option, at=at),
        "clocks": views.clock_views(everything, guide.option, on=today),
        "buttons": buttons(steps, everything, guide.option),
        "withheld": views.withheld(found, by=actor),
        "panel": panel,
        "coming": coming,
        "problems": [Problem(each.anchor, typeset(each.text)) for each in coming.problems],
        "changes": _changes(everything, coming, viewer=actor),
        "lost": _lost(coming, panel),
        "done": done,
        "recall": views.recall_of(everything, by=actor, at=at),
        "is_checking": any(step.verb == "precheck" for step in steps),
        "query_code": code_in(request, found.number) if done is not None else "",
        "purposes": PURPOSES,
        "queue": _queue(actor, today),
        "check": _check(actor, everything),
        "sees_results": sees_results(actor),
        "bill": fees_part(found, guide.option),
        "shipment": shipment_part(found),
    }


def _look(request: HttpRequest, found: Case, everything: WholeCase, coming: Coming, *, at: datetime) -> dict[str, Any]:
    """What the document pane shows; the look is on record first."""
    note_opened(request, found, by=actor_of(request), at=at)
    guide = guide_of(found.option_version_id)
    materials = material_views(everything, guide.option, coming.typed)
    return {
        "case": found,
        "row": row_of(found, today=local_day(at)),
        "turn": typeset(found.state.whose_turn),
        "typeset": typeset,
        "guide": guide,
        "whole": everything,
        "is_offline": is_offline,
        "materials": materials,
        "material": chosen_material(materials, request.GET.get("m", "")[:60]),
        "file_index": _index(request),
        "trust": dict(TrustLevel.choices),
        "may_compare": is_counter(actor_of(request)) and found.state not in ENDS,
    }


def _facts(everything: WholeCase, guide: Guide, coming: Coming, *, viewer: Actor) -> dict[str, Any]:
    """Who asks for what: form, answers, papers, opinions, and what happened."""
    found = everything.case
    party = [
        Shown("id_number", _id_label(found), masked(found.applicant, Field.ID_NUMBER), "party.id_number"),
        Shown("phone", "手机号", masked(found.applicant, Field.PHONE), "party.phone"),
    ]
    return {
        "party": [each for each in party if each.value],
        "form": shown_form(guide.option, lodged_form(found), sources_in(everything.attached.timeline)),
        "answers": shown_answers(guide.option, found.answers),
        "helped": helped_in(found.number),
        "papers": [(DocumentKind(each.kind).label, each) for each in everything.attached.documents],
        "revealed": dict(coming.revealed),
        "step_label": views.step_label,
    }


def _at(moment: views.Moment) -> datetime:
    return moment.entry.at


def _check(actor: Actor, everything: WholeCase) -> CommitmentCheck | None:
    """The check of the promise on which the case stands; a case without one asks nothing."""
    return check_of_case(actor, everything.case.pk) if everything.attached.promise is not None else None


def _id_label(found: Case) -> str:
    return found.applicant.get_id_kind_display()


def _queue(actor: Actor, today: date) -> list[Any]:
    """The tickets at the left: what waits for this post, most urgent first."""
    return rows_of(waiting(actor, size=12), today=today)


def _changes(everything: WholeCase, coming: Coming, *, viewer: Actor) -> list[views.Moment]:
    """What others did since the version that the form was opened with."""
    if coming.seen_version is None or coming.seen_version >= everything.case.version:
        return []
    return views.timeline(everything, viewer=viewer)[max(coming.seen_version, 0) :]


def _lost(coming: Coming, panel: Panel | None) -> list[tuple[str, str]]:
    """Typed words whose step is not open any more: they are shown, so that nothing typed is gone."""
    if panel is not None or not coming.typed:
        return []
    step = FLOW.steps.get(coming.verb)
    labels = {ask.name: typeset(ask.label) for ask in (step.asks if step else ())}
    kept = [(name, str(value)) for name, value in coming.typed.items() if name not in _HIDDEN and str(value).strip()]
    return [(labels.get(name, _LABELS.get(name.partition("-")[0], name)), value) for name, value in kept]


def _done(request: HttpRequest, everything: WholeCase) -> EntryRow | None:
    """The entry of the act that led here, if it is still the latest one."""
    last = everything.attached.timeline[-1] if everything.attached.timeline else None
    return last if last is not None and last.verb == request.GET.get("done") else None


def _index(request: HttpRequest) -> int:
    text = request.GET.get("f", "0")[:3]
    return int(text) if text.isascii() and text.isdigit() else 0
