"""Reading questions (查看质询): one's own, a body's with what is late, counts per body."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.queries import READ
from tongban.oversight.reading.models import ReadQuestion
from tongban.oversight.reading.rules.states import QuestionStatus
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import ApiClient
from tongban.registers.parties.queries import names_in_ledger

PAGE = 50
_WHOLE_CITY = frozenset({Role.SUPERVISOR, Role.AUDIT_ADMIN})


@dataclass(frozen=True, slots=True)
class BodyCounts:
    """How the questions to one body stand (各部门质询)."""

    name: str
    whole: int
    open: int
    overdue: int
    disputed: int
    improper: int


def visible_to(actor: Actor) -> QuerySet[ReadQuestion]:
    """One's own questions, those to one's body for its leader, all for supervision and the audit administrator."""
    rows = ReadQuestion.objects.select_related("agency", "answered_by", "asker")
    if actor.roles & _WHOLE_CITY:
        return rows
    mine = Q(pk__in=[])
    if Role.DECIDER in actor.roles and actor.agency_id is not None:
        mine |= Q(agency_id=actor.agency_id)
    if Role.APPLICANT in actor.roles and actor.party_id is not None:
        mine |= Q(asker_id=actor.party_id)
    return rows.filter(mine)


def question_for(actor: Actor, pk: int) -> ReadQuestion:
    """One question; `NotFound` whether it exists or not."""
    found = visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条质询。")
    return found


def questions(
    actor: Actor, *, on: date, status: str = "", only_overdue: bool = False, after: int = 0, most: int = PAGE + 1
) -> list[ReadQuestion]:
    """A page of questions, the first asked first (one statement)."""
    rows = visible_to(actor).filter(pk__gt=after).order_by("pk")
    if status in set(QuestionStatus):
        rows = rows.filter(status=status)
    if only_overdue:
        rows = rows.filter(status=QuestionStatus.ASKED, due_on__lt=on)
    return list(rows[:most])


def is_overdue(question: ReadQuestion, *, on: date) -> bool:
    return question.status == QuestionStatus.ASKED and question.due_on < on


def counts_by_body(actor: Actor, *, on: date) -> list[BodyCounts]:
    """One line for each body that was asked (one statement)."""
    rows = visible_to(actor).order_by().values_list("agency__short_name")
    counted = rows.annotate(
        whole=Count("pk"),
        open=Count("pk", filter=Q(status=QuestionStatus.ASKED)),
        overdue=Count("pk", filter=Q(status=QuestionStatus.ASKED, due_on__lt=on)),
        disputed=Count("pk", filter=Q(status=QuestionStatus.DISPUTED)),
        improper=Count("pk", filter=Q(status=QuestionStatus.IMPROPER)),
    )
    return [BodyCounts(*each) for each in counted.order_by("-overdue", "-whole", "agency__short_name")]


def asked_about(actor: Actor, entries: Iterable[int]) -> dict[int, ReadQuestion]:
    """The questions of this person about these looks (one statement)."""
    if actor.party_id is None:
        return {}
    rows = ReadQuestion.objects.select_related("agency").filter(asker_id=actor.party_id, entry__in=list(entries))
    return {each.entry: each for each in rows}


def own_read(actor: Actor, entry_id: int) -> Entry:
    """A look at this person's own data; `NotFound` for any other entry, whether it exists or not."""
    if actor.party_id is None or Role.APPLICANT not in actor.roles:
        raise NotFound("没有找到这条查看记录。")
    found = Entry.objects.filter(pk=entry_id, verb=READ, about__in=names_in_ledger(actor.party_id)).first()
    if found is None:
        raise NotFound("没有找到这条查看记录。")
    return found


def look_of(question: ReadQuestion) -> Entry:
    """The look that is asked about (one statement)."""
    return Entry.objects.get(pk=question.entry)


def reader_agency(entry: Entry) -> Agency | None:
    """The body that answers for a look: the reader's, or that of the system that looked; None for nobody's."""
    kind, _, key = entry.by_ref.partition(":")
    if kind == "staff" and key.isdigit():
        found = Staff.objects.select_related("agency").filter(pk=int(key)).first()
        return found.agency if found is not None else None
    if kind == "client":
        client = ApiClient.objects.filter(name=key).first()
        return Agency.objects.filter(key=client.agency_key).first() if client is not None else None
    return None


def has_leader(agency_id: int) -> bool:
    """Has the body somebody who decides (部门负责人)?"""
    return Staff.objects.filter(agency_id=agency_id, is_active=True, roles__contains=[Role.DECIDER.value]).exists()
