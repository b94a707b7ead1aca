"""Drafts of lists (清单文稿): what waits for whom, and one draft with everything that is known of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.quality import read_guide
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.queries import Wanted, WholeDraft, whole_draft, worklist
from tongban.registers.compiling.queries.impact import impact_of
from tongban.registers.compiling.rules.states import EDITABLE, Origin, Status
from tongban.registers.compiling.rules.transition import Transition
from tongban.web.ui.audience import staff
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

from .choosing import Choosing, agencies_to_choose, chosen_of, option_numbers, word, wrong_of
from .editing.groups import GROUPS, group_of
from .frame import READERS, show

_SCOPES = (("", "等我办的"), ("all", "全部"))
_AT_ONCE = frozenset({"claim", "submit", "recall"})
"""Steps that ask for nothing: their button does them."""


@dataclass(frozen=True, slots=True)
class Coming:
    """How somebody comes to the page of a draft: with which step in mind, what was typed, what was refused."""

    verb: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    status: int = 200


@require_safe
@staff(*READERS)
def drafts(request: HttpRequest) -> HttpResponse:
    """What waits for this person, or everything that they see (six statements at most)."""
    actor = actor_of(request)
    chosen = chosen_of(request, "scope", "status", "operation", "origin", "agency", "q")
    choosing = Choosing(reverse("console-drafts"), chosen)
    watches = actor.roles <= {Role.SUPERVISOR}
    is_mine = not watches and chosen["scope"] != "all" and not chosen["status"]
    wanted = Wanted(
        status=(chosen["status"],) if chosen["status"] in set(Status) else (),
        agency=chosen["agency"],
        operation=chosen["operation"],
        origin=chosen["origin"],
        text=chosen["q"],
        is_mine=is_mine,
    )
    found = worklist(actor, wanted, after=word(request.GET, "after", 80))
    context = {
        "rows": found.rows,
        "choosing": choosing,
        "is_mine": is_mine,
        "next_href": choosing.following(found.next),
        "is_first": "after" not in request.GET,
        "filters": [
            *([] if watches else [choosing.chips("范围", "scope", _SCOPES)]),
            choosing.chips("状态", "status", [("", "不限"), *((each.value, each.label) for each in Status)]),
        ],
        "operations": [("", "全部"), *((each.value, each.label) for each in Operation)],
        "origins": [("", "全部"), *((each.value, each.label) for each in Origin)],
        "agencies": agencies_to_choose(),
        "may_begin": Role.CATALOG_EDITOR in actor.roles,
    }
    return show(request, "console/drafts.html", context, current="drafts")


@require_safe
@staff(*READERS)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One draft: what is found in it, what may be done, who said what, what happened."""
    return draft_page(request, pk, Coming(verb=word(request.GET, "act", 20)))


def draft_page(request: HttpRequest, pk: int, coming: Coming) -> HttpResponse:
    """The page, as it stands or with everything that was typed for a step that was refused."""
    whole = whole_draft(actor_of(request), pk, on=local_day(now()))
    context = {
        **frame_of_draft(whole),
        "whole": whole,
        "coming": coming,
        "problems": coming.problems,
        "wrong": wrong_of(coming.problems),
        "step": next((each for each in whole.actions if each.verb == coming.verb), None),
        "at_once": [each for each in whole.actions if each.verb in _AT_ONCE],
        "asking": [each for each in whole.actions if each.verb not in _AT_ONCE],
        "agencies": agencies_to_choose("请选择") if coming.verb == "reassign" else [],
        "groups": _found_by_group(whole),
        "kept_words": [(each, whole.draft.words[each.key]) for each in whole.findings if each.key in whole.draft.words],
        "readings": [
            {"number": number, "name": option.name, "reading": read_guide(option, most=5)}
            for number, option in sorted(whole.item.options.items())
        ],
        "today": local_day(now()),
        **_transition(whole, coming),
    }
    return show(request, "console/draft.html", context, current="drafts", status=coming.status)


def has_transition(found: ListDraft) -> bool:
    """Does it change what people may be filling in? A list that is new does not."""
    return found.base_id is not None or bool(found.ancestors)


def _transition(whole: WholeDraft, coming: Coming) -> dict[str, Any]:
    """The choice between following and finishing (过渡规则), beside how many it concerns."""
    if coming.verb != "publish" or not has_transition(whole.draft):
        return {"transitions": [], "touched": []}
    drafted = Transition.FINISH if whole.item.version.drafts_until_on else Transition.FOLLOW
    return {
        "transitions": [(each.value, each.label, each.hint) for each in Transition],
        "chosen_transition": coming.typed.get("transition", drafted.value),
        "touched": impact_of(whole.draft, whole.item, at=now()).touched,
    }


def frame_of_draft(whole: WholeDraft, current: str = "draft") -> dict[str, Any]:
    """The title and the tabs that all pages of a draft share."""
    pk, found = whole.draft.pk, whole.draft
    tabs = [("draft", "总览", reverse("console-draft", args=[pk]))]
    if any(each.verb == "submit" for each in whole.actions):
        tabs.append(("edit", "编制", reverse("console-draft-edit", args=[pk, "basic"])))
    if found.agency_id and whole.item.options:
        tabs.append(("preview", "预览", reverse("console-draft-preview", args=[pk, "guide"])))
    tabs.append(("trial", "试办", reverse("console-draft-trial", args=[pk])))
    if found.base_id:
        tabs.append(("differences", "和上一版比", reverse("console-draft-differences", args=[pk])))
    tabs.append(("impact", "发布影响", reverse("console-draft-impact", args=[pk])))
    return {
        "draft": found,
        "status": whole.status,
        "operation": whole.operation,
        "is_editable": whole.status in EDITABLE,
        "tabs": [{"label": label, "href": href, "is_current": key == current} for key, label, href in tabs],
        "numbers": option_numbers(whole.item),
    }


def _found_by_group(whole: WholeDraft) -> list[dict[str, Any]]:
    """The findings under the group of elements that they are of, the gravest group first; each leads to its place."""
    found: dict[tuple[str, str], list[Any]] = {}
    for each in whole.findings:
        found.setdefault(group_of(each.pointer), []).append(each)
    labels = {group.key: group.label for group in GROUPS}
    rows = [
        {
            "key": key,
            "option": option,
            "label": labels[key] + (f"（办理项{option}）" if option else ""),
            "findings": findings,
            "errors": sum(each.severity is Severity.ERROR for each in findings),
        }
        for (key, option), findings in found.items()
    ]
    return sorted(rows, key=lambda row: (-int(row["errors"]), str(row["option"])))
