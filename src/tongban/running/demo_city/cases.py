"""A few cases on their way (演示办件), made by the same commands that people use, at times before today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import typst

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import is_workday
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.license_uses import use_online
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.models import Case, MaterialState
from tongban.handling.cases.rules.applications import Application, MaterialGiven
from tongban.handling.cases.rules.deferral import Choice, Consent
from tongban.handling.cases.rules.holding import license_type
from tongban.oversight.supervision.commands.trying import specimen_face
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.checklist import checklist
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.commands import store
from tongban.registers.documents.rendering.pdf import FONTS
from tongban.registers.licenses.queries import usable
from tongban.registers.parties.models import Account, Party

from .filling import filled_form, first_situation


@dataclass(frozen=True, slots=True)
class Story:
    """One case: who asks for what, how many workdays ago, which materials are left out, and how far it came."""

    applicant: str
    option: str
    days_ago: int
    steps: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    wants_deferral: bool = False
    accepts_commitment: bool = False


_RESTAURANT = {"business_type": "catering", "handled_by": "self", "machine": "no", "online_sales": "none"}
_LOCAL = {"holder": "self", "tie": "local"}
# Li Qiang has handed in nothing for a restaurant that was accepted: in the main job of README, what he leaves out is
# missing, and not found among what he gave before (免重复提交).
STORIES = (
    Story("zhouyou", "000131024000-01", 3, ("accept", "examine"), answers=_RESTAURANT),
    Story("liqiang", "000131024000-01", 1, ("ask_correction",), ("layout_plan",), _RESTAURANT),
    Story("liqiang", "000131004000-01", 12, ("accept", "examine", "review", "grant", "issue", "collect", "close")),
    Story("maxiuying", "622011001W00-01", 0, answers={"residence": "local", "handled_by": "self"}),
    Story(
        "maxiuying",
        "000788001001-01",
        4,
        ("accept", "start_special"),
        answers={"category": "vision", "is_minor": "no", "handled_by": "self"},
    ),
    Story("maxiuying", "000511001000-01", 6, ("accept",), answers={"handled_by": "self"}),
    Story("zhouyou", "000709111001-02", 2, ("accept",)),
    Story("zhouyou", "622017001W00-01", 5, ("accept", "examine", "review", "refuse")),
    Story("majianguo", "002014010001-02", 8, ("accept", "examine", "review", "grant", "issue"), answers=_LOCAL),
    Story("majianguo", "000131024000-01", 1, ("accept",), ("health_certificates",), _RESTAURANT, True),
    Story("majianguo", "000123020000-01", 9, ("accept", "examine", "review")),
    Story("zhouyou", "000717007000-01", 1, answers={"special_group": ("elder",)}),
    Story("zhouyou", "000123020000-06", 40, ("finish_on_the_spot", "issue"), accepts_commitment=True),
    Story("maxiuying", "000123020000-06", 25, ("finish_on_the_spot", "issue"), accepts_commitment=True),
    Story("majianguo", "000123020000-06", 15, ("finish_on_the_spot", "issue"), accepts_commitment=True),
    Story("liqiang", "000123020000-06", 2, ("finish_on_the_spot",), accepts_commitment=True),
    Story("maxiuying", "622014106W00-01", 0, accepts_commitment=True),
)


def load_cases(*, at: datetime) -> int:
    """The stories, for a city that was just founded; the number told."""
    guides = {_short(guide): guide for guide in current_guides()}
    told = [_tell(story, guides[story.option], at=at) for story in STORIES if story.option in guides]
    return len(told)


def _tell(story: Story, guide: Guide, *, at: datetime) -> Case:
    account = Account.objects.select_related("person").get(login=story.applicant)
    times = _working_hours(at, story.days_ago)
    by = _citizen(account)
    began = next(times)
    application = _application(story, guide, by, account.person, began)
    number = lodge(application, by=by, at=began).opening.number
    _used(application, number, guide.option, by, began)
    case = Case.objects.select_related("applicant", "agency").get(number=number)
    for verb in story.steps:
        _ACTS[verb](case, guide, next(times))
        case = Case.objects.select_related("applicant", "agency", "delivery").get(number=number)
    return case


def _application(story: Story, guide: Guide, by: Actor, person: Party | None, at: datetime) -> Application:
    assert person is not None, "the cast are natural persons"
    option = guide.option
    answers = first_situation(option, **story.answers)
    known = {"applicant.name": person.name, "enterprise.name": f"{person.name}的小店"}
    asked = [each.material for each in checklist(option, answers, held={}).needed]
    needed = [each for each in asked if each.code not in story.without]
    return Application(
        option_code=guide.option_code,
        channel="web",
        applicant=person.pk,
        answers=answers,
        form=filled_form(option, known),
        materials=[_given(each, person, by, at) for each in needed],
        wants_deferral=story.wants_deferral,
        deferral=Consent(Choice.DEFERRED, at, name=person.name) if story.wants_deferral else None,
        accepts_commitment=story.accepts_commitment,
    )


def _given(asked: MaterialRequirement, person: Party, by: Actor, at: datetime) -> MaterialGiven:
    """The licence in force that the person or their enterprise has, where one spares the paper; else a file."""
    kind = license_type(asked)
    held = usable(person.pk, [kind], on=local_day(at)) if kind else []
    if held:
        return MaterialGiven(asked.code, license_identifier=held[0].identifier)
    return MaterialGiven(asked.code, (store(sample(), name=f"{asked.name}.pdf", by=by, at=at).id,))


def _used(application: Application, number: str, option: Option, by: Actor, at: datetime) -> None:
    """Each licence is used with the holder's consent, as on the web (免证办)."""
    holder = by.party_id
    for each in (given for given in application.materials if given.license_identifier and holder is not None):
        assert holder is not None, "only whose licence it is agrees to its use"
        use_online(
            option, each.requirement_code, each.license_identifier, of=holder, case=number, agreed_at=at, by=by, at=at
        )


@cache
def sample() -> bytes:
    """A one-page PDF that says what it is."""
    source = Path(__file__).parent / "sample.typ"
    made = typst.Compiler(source, font_paths=[FONTS], ignore_system_fonts=True).compile()
    assert isinstance(made, bytes), "one file, one format"
    return made


def _working_hours(at: datetime, days_ago: int) -> Iterator[datetime]:
    """From so many workdays ago at nine, one hour later each time within a workday's morning, never past now."""
    day, left = at.astimezone(LOCAL), days_ago
    while left or not is_workday(day.date(), calendar=calendar()):
        day -= timedelta(days=1)
        left -= 1 if left and is_workday(day.date(), calendar=calendar()) else 0
    moment = min(day.replace(hour=9, minute=5, second=0, microsecond=0), at)
    while True:
        yield moment
        moment = min(moment + timedelta(minutes=40), at)


def _citizen(account: Account) -> Actor:
    assert account.person is not None, "the cast are natural persons"
    return Actor(
        name=account.person.name,
        roles=frozenset({Role.APPLICANT}),
        account_id=account.pk,
        party_id=account.person.pk,
        acting_for=account.person.pk,
    )


def _staff(role: Role, agency_id: int | None = None) -> Actor:
    rows = Staff.objects.select_related("agency").filter(roles__contains=[role.value], is_active=True)
    person = (rows.filter(agency_id=agency_id) if agency_id else rows).order_by("number").first()
    assert person is not None, f"nobody in the city is {role.label}"
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


def _special(case: Case, guide: Guide, at: datetime) -> object:
    code = next(each.code for each in guide.option.special_procedures if not each.is_counted)
    by = _staff(Role.EXAMINER, case.agency_id)
    return examining.start_special(case, code=code, reason="依法需要进行这个程序。", by=by, at=at)


def _lacking(case: Case) -> list[dict[str, str]]:
    """What is missing, each with why a copy of an earlier matter would not do."""
    missing = case.materials.filter(state=MaterialState.MISSING).values_list("requirement_code", flat=True)
    return [{"requirement_code": code, "ask_again_reason": "这次换了场所，以前交的不能用。"} for code in missing]


_REFUSAL = {
    "ground": "住房公积金管理条例 第二十四条",
    "fact": "经核查，所购房屋已由本人提取过一次公积金，同一套住房不能重复提取。",
}
_ACTS: dict[str, Callable[[Case, Guide, datetime], object]] = {
    "accept": lambda case, guide, at: receiving.accept(case, by=_staff(Role.COUNTER), at=at),
    "ask_correction": lambda case, guide, at: receiving.ask_correction(
        case, items=_lacking(case), by=_staff(Role.COUNTER), at=at
    ),
    "start_special": _special,
    "examine": lambda case, guide, at: examining.examine(
        case, opinion="材料齐全，符合条件。", proposal="grant", by=_staff(Role.EXAMINER, case.agency_id), at=at
    ),
    "review": lambda case, guide, at: examining.review(
        case, opinion="同意承办意见。", by=_staff(Role.REVIEWER, case.agency_id), at=at
    ),
    "grant": lambda case, guide, at: examining.grant(
        case, opinion="准予。", by=_staff(Role.DECIDER, case.agency_id), at=at
    ),
    "finish_on_the_spot": lambda case, guide, at: examining.finish_on_the_spot(
        case, opinion="材料齐全，承诺书已经签名，当场准予。", by=_staff(Role.DECIDER, case.agency_id), at=at
    ),
    "refuse": lambda case, guide, at: examining.refuse(
        case, given=_REFUSAL, by=_staff(Role.DECIDER, case.agency_id), at=at
    ),
    "issue": lambda case, guide, at: delivering.issue(
        case,
        result_number="",
        face=specimen_face(case, on=local_day(at)),
        by=_staff(Role.EXAMINER, case.agency_id),
        at=at,
    ),
    "collect": lambda case, guide, at: delivering.serve(case, way="electronic", by=_staff(Role.ISSUER), at=at),
    "close": lambda case, guide, at: delivering.close(case, at=at),
}


def _short(guide: Guide) -> str:
    return f"{guide.basic_code}-{guide.option_code[-2:]}"
