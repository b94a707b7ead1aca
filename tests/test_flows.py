"""Every flow of the house walked: each step from each state by each role is either in the table or refused."""

from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tongban.config.flows import FLOWS
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.running.drawings import drawings

DOCS = Path(__file__).parent.parent / "docs"


@dataclass
class Subject:
    status: Any
    power_scopes: tuple[str, ...] = ()


@pytest.mark.req("R-041", "R-046")
@pytest.mark.parametrize("name", FLOWS)
def test_every_step_status_and_role_is_allowed_by_the_table_or_refused(name):
    flow = FLOWS[name]
    for verb, status, role in product(flow.steps, flow.states, Role):
        found, by = flow.steps[verb], Actor(name="某人", roles=frozenset({role}))
        allowed = role in found.by and status in found.sources
        try:
            assert flow.take(verb, Subject(status), by=by) is found
            was_allowed = True
        except (NotYours, NotNow):
            was_allowed = False
        assert was_allowed is allowed, f"{verb} in {status} by {role}"


@pytest.mark.parametrize("name", FLOWS)
def test_every_state_is_reached_and_every_step_has_its_basis(name):
    flow = FLOWS[name]
    reached = {each.target for each in flow if each.target is not None}
    sources = set().union(*(each.sources for each in flow))
    assert set(flow.states) == reached | sources
    assert all(each.basis and each.label for each in flow)


@pytest.mark.parametrize("path", drawings())
def test_the_drawings_are_current(path):
    assert (DOCS / path).read_text(encoding="utf-8") == drawings()[path], "run: script/tongban docs"
