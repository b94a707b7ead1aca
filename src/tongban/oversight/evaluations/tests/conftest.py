"""What the tests of ratings share: a process that remembers nothing of another test's city, and one who rates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.worktime import queries as worktime
from tongban.handling.cases.tests.driving import after, served
from tongban.oversight.evaluations.commands.inviting import invite_for_case
from tongban.oversight.evaluations.commands.opening import open_redress
from tongban.oversight.evaluations.commands.rating import Rating, rate
from tongban.oversight.evaluations.models import Evaluation, Invitation, Redress
from tongban.registers.catalog import queries as catalog

Cast = Callable[..., Actor]
FRIDAY = after(4)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> None:
    catalog.forget()
    worktime.forget()


@pytest.fixture
def invited(cast: Cast) -> Invitation:
    """李强's case was served on Thursday, and he is asked."""
    return invite_for_case(served(cast), at=after(3))


@pytest.fixture
def bad(cast: Cast, invited: Invitation) -> Callable[..., Redress]:
    """李强 is dissatisfied on Friday, with his name; the task stands."""

    def make(*, at: datetime = FRIDAY, **said: Any) -> Redress:
        given: dict[str, Any] = {"grade": "dissatisfied", "tags": ["over_limit"], "is_named": True}
        rating = Rating(**(given | said))
        return open_redress(rate(invited, rating, by=cast("liqiang"), at=at), at=at)

    return make


def fresh(redress: Redress) -> Redress:
    return Redress.objects.select_related("agency", "staff", "evaluation__invitation").get(pk=redress.pk)


def said(invitation: Invitation) -> Evaluation:
    return invitation.evaluations.get(round=1)
