"""Things with a flow that somebody works off one by one (任务): one page of each, and a step taken from it.

What differs is data: the flow, the command behind each step, its key, how one is found, and what its page shows.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import Declined, NotFound
from tongban.foundation.kernel.flow import Flow, Step
from tongban.registers.documents.rendering.sheet import typeset
from tongban.web.ui.once import once_input
from tongban.web.ui.sessions import actor_of

from .frame import show
from .stepping import NOT_SENT, Refused, asked_by, basis_of, day, labelled, refused

Task = TypeVar("Task")
_MORE = [("?", "看快捷键")]


@dataclass(frozen=True, slots=True)
class Verb:
    """A step on the page: the command that takes it, and the key that presses it."""

    command: Callable[..., object]
    key: str


@dataclass(frozen=True, slots=True)
class Work(Generic[Task]):
    """A kind of task: where it is listed (`current`), its page (`name`), and what is shown of it."""

    name: str
    template: str
    current: str
    flow: Flow
    verbs: Mapping[str, Verb]
    find: Callable[[Actor, int], Task]
    shown: Callable[[Task, Actor], Mapping[str, Any]]
    open_steps: Callable[[Task, Actor], Iterable[Step]]

    def page(self, request: HttpRequest, pk: int, sent: Refused = NOT_SENT) -> HttpResponse:
        """One task, and the steps that are open to this actor."""
        actor = actor_of(request)
        found = self.find(actor, pk)
        steps = [each for each in self.open_steps(found, actor) if each.verb in self.verbs]
        context = {
            **self.shown(found, actor),
            "steps": labelled(steps),
            "keys": {verb: each.key for verb, each in self.verbs.items()},
            "key_rows": [(each.key, typeset(self.flow.steps[verb].label)) for verb, each in self.verbs.items()] + _MORE,
            "basis": basis_of(self.flow),
            "sent": sent,
            "problems": sent.problems,
            "once": once_input(),
        }
        return show(request, self.template, context, current=self.current, status=sent.status)

    def take(self, request: HttpRequest, pk: int, verb: str) -> HttpResponse:
        """Take a step with what its form brought; a refusal shows the page again with everything typed."""
        actor = actor_of(request)
        found = self.find(actor, pk)
        if verb not in self.verbs:
            raise NotFound("没有这一步。")
        step = self.flow.steps[verb]
        sent = asked_by(step, request.POST)
        try:
            self.verbs[verb].command(found, **_read(step, sent), by=actor, at=now())
        except Declined as refusal:
            return self.page(request, pk, refused(verb, refusal, sent))
        return redirect(self.name, pk=pk)


def _read(step: Step, sent: Mapping[str, str]) -> dict[str, str | date]:
    """What was typed, days as days."""
    return {
        each.name: day(sent[each.name], each.name, label=each.label) if each.kind == "date" else sent[each.name]
        for each in step.asks
    }
