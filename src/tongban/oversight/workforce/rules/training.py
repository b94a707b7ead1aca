"""Trainings (业务培训、岗位培训) as a table, what a result is, and when it must be renewed; pure. R-188, R-190."""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Final

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.flow import Ask, Flow, step

MATTERS: Final = "实施方案 五(三) 业务由各入驻单位首席或审批人员负责培训指导"
COURSES: Final = "实施方案 五(三) 健全培训管理制度"
FULL: Final = 100
TEACHERS: Final = frozenset({Role.EXAMINER, Role.REVIEWER, Role.DECIDER})
"""首席或者审批人员: who teaches the matters of their own body."""
CONFIRM_DAYS: Final = 5
"""Workdays in which a changed matter should be taught and confirmed."""


class TrainingKind(StrEnum):
    """What is taught (培训类别): a matter that is new or was changed, or a course of the plan of trainings."""

    MATTER = "matter"
    COURSE = "course"

    @property
    def label(self) -> str:
        return {"matter": "事项业务", "course": "培训计划"}[self.value]


class TrainingStatus(StrEnum):
    """Where a training stands (培训状态)."""

    NEW = "new"
    PLANNED = "planned"
    GIVEN = "given"

    @property
    def label(self) -> str:
        return {"new": "待安排", "planned": "待培训", "given": "已培训"}[self.value]


TRAININGS = Flow(
    "培训",
    TrainingStatus,
    step(
        "plan_training",
        {TrainingStatus.NEW},
        TrainingStatus.PLANNED,
        by={Role.SUPERVISOR, Role.SYSTEM},
        label="安排培训",
        basis=COURSES,
    ),
    step(
        "assign_trainee",
        {TrainingStatus.PLANNED, TrainingStatus.GIVEN},
        None,
        by={Role.SUPERVISOR},
        label="加一个人",
        basis=COURSES,
        asks=(Ask("number", "工号"),),
    ),
    step(
        "give_training",
        {TrainingStatus.PLANNED},
        TrainingStatus.GIVEN,
        by=TEACHERS | {Role.SUPERVISOR},
        label="培训讲完了",
        basis=MATTERS,
        asks=(Ask("words", "要点", "long_text"),),
    ),
    step(
        "confirm_training",
        {TrainingStatus.GIVEN},
        None,
        by={Role.COUNTER, Role.ISSUER},
        label="我学会了",
        basis=MATTERS,
    ),
    step(
        "enter_result",
        {TrainingStatus.GIVEN},
        None,
        by={Role.SUPERVISOR},
        label="登记成绩",
        basis=COURSES,
        asks=(Ask("number", "工号"), Ask("score", "成绩")),
    ),
)


class QuestionStatus(StrEnum):
    """Where a clerk's question to a chief stands (业务提问)."""

    NEW = "new"
    OPEN = "open"
    ANSWERED = "answered"

    @property
    def label(self) -> str:
        return {"new": "待提问", "open": "待答复", "answered": "已答复"}[self.value]


QUESTIONS = Flow(
    "业务提问",
    QuestionStatus,
    step(
        "ask_chief",
        {QuestionStatus.NEW},
        QuestionStatus.OPEN,
        by={Role.COUNTER, Role.ISSUER},
        label="提问",
        basis=MATTERS,
    ),
    step(
        "answer_clerk",
        {QuestionStatus.OPEN},
        QuestionStatus.ANSWERED,
        by=TEACHERS,
        label="答复",
        basis=MATTERS,
        asks=(Ask("answer", "答复", "long_text"),),
    ),
    step(
        "ask_again",
        {QuestionStatus.ANSWERED},
        QuestionStatus.OPEN,
        by={Role.COUNTER, Role.ISSUER},
        label="没有说清楚，再问",
        basis=MATTERS,
        asks=(Ask("words", "哪里没有说清楚", "long_text"),),
    ),
)


def expires(passed_on: date, months: int) -> date | None:
    """The last day on which a certificate counts (有效期); None for good."""
    if not months:
        return None
    count = passed_on.month - 1 + months
    year, month = passed_on.year + count // 12, count % 12 + 1
    return date(year, month, min(passed_on.day, monthrange(year, month)[1]))


def is_passed(score: int | None, mark: int) -> bool:
    """Where no mark is asked, having been there is enough (只记出勤)."""
    return mark == 0 or (score is not None and score >= mark)
