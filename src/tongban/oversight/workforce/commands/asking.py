"""What clerks ask chiefs (业务提问): about one matter, answered by the body of it, read by every clerk. R-188."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.oversight.workforce.models import ClerkQuestion
from tongban.oversight.workforce.rules.training import QUESTIONS, QuestionStatus
from tongban.registers.catalog.queries import guide

LONGEST, LONGEST_ANSWER = 1000, 2000


@transaction.atomic
def ask_chief(option_code: str, *, words: str, by: Actor, at: datetime) -> ClerkQuestion:
    """提问: about a matter that stands in the catalogue; its body answers."""
    said = _said(words, "words", "请写要问什么。", LONGEST)
    if by.staff_id is None:
        raise NotYours("由窗口人员提问。")
    found = guide(option_code)
    made = ClerkQuestion(
        status=QuestionStatus.NEW,
        option_code=found.option_code,
        option_name=found.name,
        agency_id=found.agency_id,
        asker_id=by.staff_id,
        words=said,
        asked_at=at,
    )
    step = QUESTIONS.take("ask_chief", made, by=by)
    made.save(force_insert=True)
    advance(made, step, by=by, at=at, facts={"option": found.option_code, "words": said})
    return made


@transaction.atomic
def answer_clerk(question: ClerkQuestion, *, answer: str, by: Actor, at: datetime) -> ClerkQuestion:
    """答复: by the chief or an examiner of the body of the matter."""
    step = QUESTIONS.take("answer_clerk", question, by=by)
    if by.agency_id != question.agency_id:
        raise NotYours(f"由{question.agency.short_name}的首席或者审批人员答复。")
    said = _said(answer, "answer", "请写答复。", LONGEST_ANSWER)
    changes = {"answer": said, "answered_by_id": by.staff_id, "answered_at": at}
    advance(question, step, by=by, at=at, facts={"answer": said}, changes=changes)
    return question


@transaction.atomic
def ask_again(question: ClerkQuestion, *, words: str, by: Actor, at: datetime) -> ClerkQuestion:
    """再问: by who asked; the answer before stays in the record."""
    step = QUESTIONS.take("ask_again", question, by=by)
    if by.staff_id != question.asker_id:
        raise NotYours("由提问的人再问。")
    said = _said(words, "words", "请写哪里没有说清楚。", LONGEST)
    whole = f"{question.words}\n再问：{said}"[-LONGEST:]
    changes = {"words": whole, "answer": "", "answered_by_id": None, "answered_at": None}
    advance(question, step, by=by, at=at, facts={"words": said, "before": question.answer}, changes=changes)
    return question


def _said(words: str, name: str, sentence: str, longest: int) -> str:
    said = words.strip()
    if len(said) < 4:
        raise Invalid(faults=[Fault(f"/{name}", "missing", sentence)])
    if len(said) > longest:
        raise Invalid(faults=[Fault(f"/{name}", "too_long", f"最多写{longest}个字，现在有{len(said)}个。")])
    return said
