"""No case is nobody's and none is two posts' (待办归属): a property of the rules, without a database."""

from random import Random

import pytest

from tongban.foundation.kernel.actors import STAFF_ROLES, Role
from tongban.handling.cases.rules.flow import FLOW
from tongban.handling.cases.rules.queues import queue_for, states_of
from tongban.handling.cases.rules.states import ENDS, Status

OPEN = sorted(set(Status) - ENDS - {Status.DRAFT})
POSTS = sorted({*STAFF_ROLES, Role.SYSTEM})
DEPARTMENT = {Role.EXAMINER, Role.REVIEWER, Role.DECIDER}
BODIES = range(1, 40)
TRIES = 10_000


@pytest.mark.req("R-076")
def test_a_case_lies_in_exactly_one_queue_and_only_its_post_has_it():
    dice = Random(76)
    for _ in range(TRIES):
        status, body = dice.choice(list(Status)), dice.choice(BODIES)
        roles = frozenset(dice.sample(POSTS, dice.randrange(len(POSTS) + 1)))
        own = dice.choice([None, *BODIES])
        queue = queue_for(status, body)
        homes = {role for role in POSTS if queue is not None and queue.is_for({role}, body)}
        assert len(homes) == (1 if status in OPEN else 0)
        is_listed = any(status in states_of(role) for role in roles)
        is_reached = not homes <= DEPARTMENT or own == body
        assert (queue is not None and queue.is_for(roles, own)) is (is_listed and is_reached), (
            status,
            body,
            roles,
            own,
        )


@pytest.mark.req("R-076")
@pytest.mark.parametrize("status", OPEN)
def test_who_has_the_case_can_take_a_step_that_leads_on(status):
    queue = queue_for(status, 1)
    assert queue is not None
    assert [step.verb for step in FLOW if status in step.sources and queue.role in step.by and step.target is not None]


@pytest.mark.req("R-076")
def test_every_open_state_stands_in_the_list_of_one_post():
    assert sorted(state for role in Role for state in states_of(role)) == OPEN
