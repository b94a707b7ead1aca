"""李强 with a draft, 王芳 who helps, and a talk at any place of its way."""

from collections.abc import Callable
from typing import Any

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.handling.assistance.commands.asking import ask
from tongban.handling.assistance.commands.helping import take
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands.drafting import begin_draft, save_answers, save_form
from tongban.handling.cases.models import Draft
from tongban.handling.cases.tests.applying import ANSWERS, FORM, MONDAY, food_code


@pytest.fixture
def liqiang(cast: Callable[..., Actor]) -> Actor:
    return cast("liqiang")


@pytest.fixture
def wangfang(cast: Callable[..., Actor]) -> Actor:
    return cast("wangfang")


@pytest.fixture
def draft(liqiang: Actor) -> Draft:
    made = begin_draft(food_code(), by=liqiang, at=MONDAY)
    save_answers(made, ANSWERS, revision=made.revision, at=MONDAY)
    save_form(made, FORM, revision=made.revision, at=MONDAY)
    return made


@pytest.fixture
def asked(liqiang: Actor, draft: Draft) -> Callable[..., Assistance]:
    def make(*, wants_sharing: bool = True, **changes: Any) -> Assistance:
        given: dict[str, Any] = {"words": "面积写哪个数？", "draft_number": draft.number, "where": "申请清单"}
        return ask(food_code(), wants_sharing=wants_sharing, by=liqiang, at=MONDAY, **(given | changes))

    return make


@pytest.fixture
def taken(asked: Callable[..., Assistance], wangfang: Actor) -> Assistance:
    session = asked()
    take(session, by=wangfang, at=MONDAY)
    return session
