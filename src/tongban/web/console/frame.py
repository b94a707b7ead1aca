"""The frame of every console page (管理后台框架): who works here, where one can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor, Role
from tongban.web.ui.sessions import actor_of

CATALOG_ROLES = (Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER)
READERS = (*CATALOG_ROLES, Role.SUPERVISOR)
_FROM_DESK = frozenset({Role.EXAMINER, Role.DECIDER})


@dataclass(frozen=True, slots=True)
class Entrance:
    """One entry of the navigation: for whom it is there."""

    key: str
    label: str
    name: str
    roles: frozenset[Role] = frozenset(READERS)


ENTRANCES = (
    Entrance("home", "首页", "console"),
    Entrance("flows", "流程", "console-flows"),
    Entrance("limits", "时限试算", "console-limits"),
    Entrance("papers", "文书样张", "console-papers"),
    Entrance("words", "同义词", "console-words"),
    Entrance("upkeep", "指南维护", "console-upkeep", frozenset((*READERS, Role.EXAMINER))),
    Entrance("entrances", "入口", "console-entrances"),
    Entrance("dispatch", "分派规则", "console-dispatch", frozenset((*READERS, Role.DECIDER))),
)


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, current: str = "", status: int = 200
) -> HttpResponse:
    """A page of the console."""
    return render(request, template, {**frame_of(request, current), **context}, status=status)


def frame_of(request: HttpRequest, current: str = "") -> dict[str, Any]:
    """What the header and the navigation show."""
    actor = actor_of(request)
    nav = nav_of(actor, current)
    home = nav[0]["href"] if nav else reverse("workbench")
    return {"desk_nav": nav, "desk_home": home, "desk_facts": [actor.agency, actor.post, actor.name]}


def nav_of(actor: Actor, current: str = "") -> list[dict[str, Any]]:
    """The entries that this actor may open; who comes from the workbench finds the way back."""
    back = (
        [{"label": "回工作台", "href": reverse("workbench"), "is_current": False}] if _FROM_DESK & actor.roles else []
    )
    return [
        {"label": each.label, "href": reverse(each.name), "is_current": each.key == current}
        for each in ENTRANCES
        if each.roles & actor.roles
    ] + back
