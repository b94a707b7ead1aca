"""What could not be answered: the department's work list, settled by the guide that answers it."""

from collections.abc import Callable, Iterator

import pytest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.answers import commands
from tongban.registers.answers.commands import StillUnanswered, keep_unanswered
from tongban.registers.answers.models import GuideTask
from tongban.registers.answers.queries import answer, tasks_page
from tongban.registers.answers.rules.states import TaskStatus
from tongban.registers.catalog.queries import forget
from tongban.registers.catalog.search.editing import add_synonym
from tongban.registers.catalog.tests.editions import food_code

from conftest import MONDAY  # isort: skip

ASKED = "食品证要挂在墙上吗"


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def task(db: None) -> GuideTask:
    keep_unanswered({(food_code(), ASKED): 2, ("9" * 33, "没有这件事"): 1}, at=MONDAY)
    return GuideTask.objects.get(text=ASKED)


@pytest.fixture
def keeper(cast: Callable[..., Actor]) -> Actor:
    return cast("wutao", MONDAY)


@pytest.mark.req("R-092")
def test_a_question_is_on_the_list_of_its_department_once(task: GuideTask, cast: Callable[..., Actor], keeper: Actor):
    keep_unanswered({(food_code(), ASKED): 3}, at=MONDAY)
    task.refresh_from_db()
    assert (task.times, task.state) == (5, TaskStatus.OPEN)
    seen = [
        task in tasks_page(each, status=TaskStatus.OPEN, size=20)
        for each in (keeper, cast("fangyuan", MONDAY), cast("zhengyawen", MONDAY))
    ]
    assert seen == [True, False, True]
    assert Entry.objects.filter(chain=f"guide_tasks:{food_code()}", verb="miss_answer").count() == 1


@pytest.mark.req("R-092")
def test_it_is_settled_when_the_assistant_answers_it_and_opened_when_it_does_not(task: GuideTask, keeper: Actor):
    with pytest.raises(StillUnanswered):
        commands.add(task, by=keeper, at=MONDAY)
    add_synonym(said="挂在墙上", meant="食品经营许可证", by=keeper, at=MONDAY)
    forget()
    assert answer(ASKED, item=food_code()).unsaid == ()
    commands.add(task, by=keeper, at=MONDAY)
    task.refresh_from_db()
    assert (task.state, task.settled_by_id) == (TaskStatus.ADDED, keeper.staff_id)
    keep_unanswered({(food_code(), ASKED): 1}, at=MONDAY)
    task.refresh_from_db()
    assert (task.state, task.times, task.settled_by) == (TaskStatus.OPEN, 3, None)


def test_what_is_none_of_a_guides_business_is_dismissed_with_a_reason_and_stays_so(task: GuideTask, keeper: Actor):
    with pytest.raises(Invalid):
        commands.dismiss(task, reason="", by=keeper, at=MONDAY)
    commands.dismiss(task, reason="挂在哪里由店家自己定，法规不管。", by=keeper, at=MONDAY)
    keep_unanswered({(food_code(), ASKED): 1}, at=MONDAY)
    task.refresh_from_db()
    assert task.state is TaskStatus.DISMISSED


def test_another_department_settles_nothing(task: GuideTask, cast: Callable[..., Actor]):
    with pytest.raises(NotYours):
        commands.dismiss(task, reason="不归我们管的事。", by=cast("fangyuan", MONDAY), at=MONDAY)
