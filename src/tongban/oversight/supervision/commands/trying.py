"""A whole application tried out (全程试办): an applicant and clerks who are programs, by the commands people use.

From the first answer to the electronic result, each step through the same checks as everybody's. The caller opens a
transaction and takes it back: nothing of a trial stays in the city, not even its number. Plan 三(三)3, R-093.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from django.db import connection, transaction

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import id_cards, uscc
from tongban.foundation.kernel.errors import Declined, Invalid, NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import delivering, drafting, examining, receiving
from tongban.handling.cases.models import Case, Draft, MaterialState
from tongban.handling.cases.queries.licensing import license_draft
from tongban.handling.cases.queries.wishes import ELECTRONIC, WISH
from tongban.handling.cases.rules.states import Status
from tongban.oversight.supervision.queries.indicators import count_visits
from tongban.registers.agencies.queries import staff_in_post
from tongban.registers.catalog.checklist import Checklist, checklist
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.quality.applicants import Applicant, applicants, filled
from tongban.registers.catalog.quality.branches import Branches
from tongban.registers.catalog.windows import next_window, open_window
from tongban.registers.documents.models import OfficialDocument, StoredFile, Verdict
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.parties.commands.people import find_or_create_party
from tongban.registers.parties.models import Account, Party
from tongban.registers.parties.rules import IdKind, PartyKind

MOST_APPLICANTS: Final = 60
SEED: Final = 93
_LOCKED: Final = "!"
_WORDS: Final = "全程试办：符合条件。"
_BETWEEN: Final = timedelta(minutes=5)
_MEDIA: Final = {"pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}


class NobodyInPost(NotNow):
    """A post on the way is held by nobody who may act on this case (岗位没有人)."""

    code = "nobody_in_post"


@dataclass(frozen=True, slots=True)
class TrialRun:
    """How one matter went (试办结果): the acts in order, where it ended, steps offline, and what stood in the way."""

    option_code: str
    name: str
    acts: tuple[str, ...] = ()
    status: str = ""
    visits: int = 0
    on_paper: tuple[str, ...] = ()
    papers: frozenset[str] = frozenset()
    problem: str = ""

    @property
    def offline_steps(self) -> int:
        """Days on which somebody had to come, and materials that exist on paper only (线下环节)."""
        return self.visits + len(self.on_paper)

    @property
    def is_whole(self) -> bool:
        """From the application to the electronic result with its proof of service, and nobody had to come."""
        is_closed = self.status == Status.CLOSED and DocumentKind.DELIVERY_RECEIPT.value in self.papers
        return not self.problem and is_closed and not self.offline_steps


def try_whole(guide: Guide, *, at: datetime) -> TrialRun:
    """One matter from application to closing (全程试办); a refusal on the way is the result, not an error."""
    assert connection.in_atomic_block, "the caller takes everything back"
    begins = _when_open(guide.option, at)
    try:
        with transaction.atomic():
            applicant, told = _who_may_apply(guide.option)
            case = _applied(guide, applicant, told, at=begins)
            _handled(case, guide.option, at=begins)
    except Declined as refusal:
        return TrialRun(guide.option_code, guide.name, problem=_words(refusal))
    case = _fresh(case)
    return TrialRun(
        option_code=guide.option_code,
        name=guide.name,
        acts=tuple(Entry.objects.filter(chain=case.chain).order_by("seq").values_list("verb", flat=True)),
        status=case.status,
        visits=count_visits(case.number),
        on_paper=tuple(each.name for each in _to_bring(told) if each.medium == "paper"),
        papers=frozenset(OfficialDocument.objects.filter(subject=case.chain).values_list("kind", flat=True)),
    )


def _when_open(option: Option, at: datetime) -> datetime:
    """This moment, or the first day of the next time of the year in which such applications are taken (受理期)."""
    if not option.acceptance_windows or open_window(option.acceptance_windows, local_day(at)) is not None:
        return at
    following = next_window(option.acceptance_windows, local_day(at))
    return at if following is None else at + (following.opens_on - local_day(at))


def _words(refusal: Declined) -> str:
    faults = "；".join(each.message for each in refusal.faults) if isinstance(refusal, Invalid) else ""
    return f"{refusal}{faults}" if faults and faults not in str(refusal) else str(refusal)


def _who_may_apply(option: Option) -> tuple[Applicant, Checklist]:
    """The first generated applicant whose situation is complete and who meets the conditions."""
    people, _ = applicants(option, Branches(option), seed=SEED, most=MOST_APPLICANTS)
    for each in people:
        told = checklist(option, each.answers, held={})
        if told.is_complete and told.may_apply:
            return each, told
    raise NotNow("生成的申请人没有一个符合办理条件。")


def _to_bring(told: Checklist) -> list[MaterialRequirement]:
    """What is handed in by whoever promises nothing: also what a promise could stand for."""
    promised = [each.material for each in told.spared if each.way == "commitment"]
    return [*(each.material for each in told.needed), *promised]


def _applied(guide: Guide, applicant: Applicant, told: Checklist, *, at: datetime) -> Case:
    """As on the web: a draft, its answers, form and files, and submitted."""
    option = guide.option
    by = _applicant(option, at=at)
    draft = drafting.begin_draft(guide.option_code, by=by, at=at)
    drafting.save_answers(draft, _plain(applicant.answers), revision=draft.revision, at=at)
    form = _plain(filled(option, applicant, Random(SEED)))  # noqa: S311 - not a secret
    if any(field.code == WISH and ELECTRONIC in {each.value for each in field.choices} for field in option.form):
        form[WISH] = ELECTRONIC
    drafting.save_form(draft, form, revision=draft.revision, at=at)
    for material in _to_bring(told):
        drafting.add_file(draft, material.code, _file(material, by=by, at=at), by=by, at=at)
    draft = Draft.objects.get(pk=draft.pk)
    number = drafting.submit_draft(draft, form, by=by, at=at).opening.number
    return Case.objects.select_related("applicant", "agency").get(number=number)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """As a browser sends them: lists instead of tuples."""
    return {code: list(value) if isinstance(value, tuple) else value for code, value in values.items()}


def _applicant(option: Option, *, at: datetime) -> Actor:
    """A person who exists for this trial only, for themselves or, where the matter asks for it, for a business."""
    person = _party("试办申请人", IdKind.ID_CARD, _id_card("620201199001018"), at=at)
    account = Account.objects.filter(person=person).first() or Account.objects.create(
        login="trial-of-the-whole-way", password=_LOCKED, person=person, password_changed_at=at, created_at=at
    )
    owner = person
    if PartyKind.PERSON not in option.audience:
        owner = _party("试办企业", IdKind.USCC, _uscc("MA799999"), at=at)
    roles = frozenset({Role.APPLICANT})
    return Actor(person.name, roles, account_id=account.pk, party_id=person.pk, acting_for=owner.pk)


def _party(name: str, kind: IdKind, number: str, *, at: datetime) -> Party:
    return find_or_create_party(name=name, id_kind=kind, id_number=number, by=SYSTEM, at=at)


def _id_card(day: str) -> str:
    first = f"{day}88"
    return first + id_cards.check_digit(first)


def _uscc(organisation: str) -> str:
    first = f"91620200{organisation}{uscc.organisation_check(organisation)}"
    return first + uscc.check_character(first)


def _file(material: MaterialRequirement, *, by: Actor, at: datetime) -> StoredFile:
    """A file of a type that the list takes; it has a row and no bytes, since nothing of a trial stays."""
    ending = next((each for each in material.accept_types if each in _MEDIA), "pdf")
    return StoredFile.objects.create(
        sha256=bytes(32),
        size=1,
        media_type=_MEDIA[ending],
        name=f"试办材料.{ending}",
        uploaded_by_id=by.account_id,
        uploaded_at=at,
        verdict=Verdict.CLEAN,
    )


def _handled(case: Case, option: Option, *, at: datetime) -> None:
    """What the posts do, in order; each act by somebody in that post who did no other duty on this case."""
    clock = _ticking(at)
    counter = _in_post(Role.COUNTER, case, at=at)
    verdicts = {row.requirement_code: "good" for row in case.materials.filter(state=MaterialState.PROVIDED)}
    if verdicts:
        receiving.precheck(case, verdicts=verdicts, by=counter, at=next(clock))
    if option.case_type == "on_the_spot":
        decider = _in_post(Role.DECIDER, case, at=at)
        examining.finish_on_the_spot(_fresh(case), opinion=_WORDS, by=decider, at=next(clock))
    else:
        receiving.accept(_fresh(case), by=counter, at=next(clock))
        _decided(_fresh(case), clock, at=at)
    issuer = _in_post(Role.ISSUER, case, at=at)
    made_at = next(clock)
    face = specimen_face(case, on=local_day(made_at))
    delivering.issue(_fresh(case), result_number="", face=face, by=issuer, at=made_at)
    delivering.serve(_fresh(case), way="electronic", by=issuer, at=next(clock))
    delivering.close(_fresh(case), at=next(clock))


def specimen_face(case: Case, *, on: date) -> dict[str, Any]:
    """What a clerk would type of a licence's face that the case itself does not know (照面样例)."""
    draft = license_draft(case, typed={}, number="", on=on)
    if draft is None:
        return {}
    properties = draft.kind.face["properties"]
    return {name: _of_face(name, properties[name], on) for name in draft.composed.missing}


def _of_face(name: str, schema: Mapping[str, Any], on: date) -> Any:
    if name == "uscc":
        return "91620200MA7D0001X9"
    if schema.get("format") == "date":
        return on.isoformat()
    return ["样例项目"] if schema["type"] == "array" else f"样例{schema['title']}"


def _decided(case: Case, clock: Iterator[datetime], *, at: datetime) -> None:
    examiner, reviewer, decider = (_in_post(role, case, at=at) for role in (Role.EXAMINER, Role.REVIEWER, Role.DECIDER))
    examining.examine(case, opinion=_WORDS, proposal="grant", by=examiner, at=next(clock))
    examining.review(_fresh(case), opinion=_WORDS, by=reviewer, at=next(clock))
    examining.grant(_fresh(case), opinion=_WORDS, by=decider, at=next(clock))


def _ticking(at: datetime) -> Iterator[datetime]:
    while True:
        at += _BETWEEN
        yield at


def _in_post(role: Role, case: Case, *, at: datetime) -> Actor:
    """Somebody of this post who may act on the case now; departments' posts are of the case's own body."""
    is_front = role in (Role.COUNTER, Role.ISSUER)
    rows = staff_in_post(role, on=local_day(at), agency=None if is_front else case.agency).select_related("agency")
    for person in rows.order_by("number"):
        if person.roles == [role.value]:
            return Actor(
                name=person.name,
                roles=frozenset({role}),
                account_id=person.account_id,
                staff_id=person.pk,
                agency_id=person.agency_id,
                agency=person.agency.short_name,
                venue_id=person.venue_id,
                post=person.post,
            )
    raise NobodyInPost(f"“{case.agency.short_name}”没有在岗的{role.label}，办件走不下去。")


def _fresh(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency", "delivery").get(pk=case.pk)
