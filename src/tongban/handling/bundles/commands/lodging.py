"""One application becomes several cases (一表申请、分送各部门): all of them in one transaction, or none. R-082."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import begin
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.holding import holding
from tongban.handling.bundles.rules.applications import (
    BundleApplication,
    Divided,
    Part,
    as_on_the_form,
    divide,
    place_of,
)
from tongban.handling.bundles.rules.flow import FLOW
from tongban.handling.bundles.rules.states import Status
from tongban.handling.cases.commands.drafting import refuse_unfit
from tongban.handling.cases.commands.license_uses import use_online
from tongban.handling.cases.commands.lodging import Lodged, lodge
from tongban.handling.cases.commands.numbers import next_case_number
from tongban.handling.cases.commands.preparing import prepare, refuse_open_questions
from tongban.handling.cases.models import Case, Channel
from tongban.handling.cases.queries.drafts import fitting_answers
from tongban.handling.cases.rules.applications import Application, InBundle, MaterialGiven
from tongban.registers.bundles.queries import InForce, edition_on, guides_of
from tongban.registers.catalog.guides import Guide
from tongban.registers.documents.commands import copy_to
from tongban.registers.documents.queries import uploaded_by
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import mandate_for


@dataclass(frozen=True, slots=True)
class Begun:
    """A joint application that has just begun: its row, and each member's case with the code told once."""

    bundle: BundleCase
    lodged: Mapping[str, Lodged]


@transaction.atomic
def lodge_bundle(application: BundleApplication, *, by: Actor, at: datetime) -> Begun:
    """Lodge a joint application: the form is divided, each paper goes to every member that asks for it, and each
    member's case begins with its own number, receipt and clocks.

    `Invalid` names everything that is wrong with any part, once, at the question where it was typed. Missing papers
    keep it out no more than those of an ordinary application: they are told once for all, later.
    """
    step = FLOW.steps[_verb(by)]
    found = edition_on(application.code, local_day(at))
    guides = guides_of(found.content)
    application = _answered(application, found, at)
    divided = divide(found.content, {key: each.option for key, each in guides.items()}, application)
    _refuse_unready(found, divided, guides, application, by=by, at=at)
    number = next_case_number(settings.TONGBAN_DIVISION, on=local_day(at))
    files = _files_for(divided, application, by=by, at=at)
    asked = {
        each.key: _application(each, guides[each.key], application, files[each.key], number) for each in divided.parts
    }
    _refuse_faulty(found, asked, guides, at=at)
    lodged = {key: lodge(each, by=by, at=at) for key, each in asked.items()}
    cases = {
        each.number: each for each in Case.objects.filter(number__in=[each.opening.number for each in lodged.values()])
    }
    children = {key: cases[each.opening.number] for key, each in lodged.items()}
    bundle = _bundle(found, application, number, next(iter(children.values())), by=by, at=at)
    facts = {
        "bundle": found.code,
        "edition": found.number,
        "content_hash": found.content_hash,
        "cases": {key: each.opening.number for key, each in lodged.items()},
        "left_out": list(divided.chosen.left_out),
    }
    begin(bundle, step, by=by, at=at, facts=facts)
    BundleChild.objects.bulk_create(
        BundleChild(bundle=bundle, member=each.key, case=children[each.key], takes_from=list(each.takes_from))
        for each in divided.parts
    )
    _note_uses(asked, children, guides, by=by, at=at)
    return Begun(bundle, lodged)


def _answered(application: BundleApplication, found: InForce, at: datetime) -> BundleApplication:
    """What the register answers stands in the application, whatever was sent of it."""
    party = application.applicant if isinstance(application.applicant, int) else None
    known = holding(found.content, party, on=local_day(at))
    return replace(application, values={**application.values, **known})


def _verb(by: Actor) -> str:
    for verb in ("receive", "submit"):
        if FLOW.steps[verb].by & by.roles:
            return verb
    raise NotYours("请先登录，再提交申请。")


def _refuse_unready(
    found: InForce,
    divided: Divided,
    guides: Mapping[str, Guide],
    application: BundleApplication,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Nothing is divided before the situation is told, and no member is left out because its list is closed."""
    faults = [Fault(f"/form/{name}", "open_question", "请先回答这个问题。") for name in divided.chosen.open_names]
    closed = [key for key in divided.chosen.needed if key not in guides]
    titles = {each.key: each.title or each.key for each in found.content.members}
    faults += [Fault("", "closed", f"“{titles[key]}”现在不能办，这件一件事暂时不能一起办。") for key in closed]
    if not divided.parts and not faults:
        faults.append(Fault("", "nothing", "按您的情况，没有要一起办的事项。"))
    known = {each.key for each in divided.papers.needed}
    faults += [
        Fault(f"/papers/{key}", "not_asked", "没有要求这份材料，不用提交。")
        for key in application.files
        if key not in known
    ]
    if faults:
        raise Invalid("还不能提交，请把下面几处补齐。", faults=faults)
    if Role.APPLICANT in by.roles and isinstance(application.applicant, int):
        owner = Party.objects.get(pk=application.applicant)
        for each in divided.parts:
            mandate_for(by, option_code=guides[each.key].option_code, at=at)
            refuse_unfit(guides[each.key].option, owner)


def _files_for(
    divided: Divided, application: BundleApplication, *, by: Actor, at: datetime
) -> dict[str, dict[str, tuple[UUID, ...]]]:
    """The files of each member by material: a paper that several ask for was uploaded once, and each has its own hold
    on the same content, so that one case's archive may go while another's stays."""
    wanted = {file for files in application.files.values() for file in files}
    if uploaded_by(by).filter(pk__in=wanted, holder="").count() != len(wanted):
        raise Invalid(faults=[Fault("/papers", "file_not_yours", "有材料文件没有找到，或者已经用过。请重新上传。")])
    given: dict[str, dict[str, tuple[UUID, ...]]] = {each.key: {} for each in divided.parts}
    used: set[str] = set()
    for part in divided.parts:
        for material, paper in part.papers.items():
            files = application.files.get(paper, ())
            if paper in used and files:
                files = tuple(each.pk for each in copy_to(files, holder="", by=by, at=at))
            used.add(paper)
            if files:
                given[part.key][material] = files
    return given


def _application(
    part: Part,
    guide: Guide,
    application: BundleApplication,
    files: Mapping[str, tuple[UUID, ...]],
    number: str,
) -> Application:
    materials = [MaterialGiven(code, file_ids=each) for code, each in files.items()]
    materials += [MaterialGiven(code, license_identifier=each) for code, each in part.licenses.items()]
    return Application(
        option_code=guide.option_code,
        channel=application.channel,
        applicant=application.applicant,
        agent=application.agent,
        answers=fitting_answers(guide.option, part.answers),
        form=part.form,
        materials=materials,
        bundle=InBundle(number, part.awaits, part.taken, part.taken_fields),
    )


def _refuse_faulty(
    found: InForce, asked: Mapping[str, Application], guides: Mapping[str, Guide], *, at: datetime
) -> None:
    """Every fault of every member at once; one question that fills several of them is told of once."""
    places = place_of(found.content, {key: each.option for key, each in guides.items()})
    faults: dict[tuple[str, str], Fault] = {}
    for key, each in asked.items():
        try:
            refuse_open_questions(guides[key].option, each.answers)
            prepare(each, guides[key], at=at)
        except Invalid as refusal:
            told = refusal.faults or [Fault("", refusal.reason_code, refusal.message)]
            for fault in (as_on_the_form(one, key, places) for one in told):
                faults.setdefault((fault.pointer, fault.code), fault)
    if faults:
        raise Invalid("申请里有需要改正的地方。", faults=list(faults.values()))


def _bundle(
    found: InForce, application: BundleApplication, number: str, first: Case, *, by: Actor, at: datetime
) -> BundleCase:
    return BundleCase(
        number=number,
        status=Status.OPEN,
        edition_id=found.edition_id,
        applicant_id=first.applicant_id,
        agent_id=application.agent,
        mandate_id=by.mandate_id,
        account_id=by.account_id,
        channel=application.channel,
        venue_id=by.venue_id,
        receiver_id=by.staff_id,
        received_at=at,
    )


def _note_uses(
    asked: Mapping[str, Application],
    children: Mapping[str, Case],
    guides: Mapping[str, Guide],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The applicant agreed on the page that their licences are used: noted on each, for each case (R-129).

    At a window the applicant agrees on the case's own page, by their query code.
    """
    if Role.APPLICANT not in by.roles:
        return
    for key, application in asked.items():
        case, option = children[key], guides[key].option
        for each in (given for given in application.materials if given.license_identifier):
            code, identifier = each.requirement_code, each.license_identifier
            use_online(option, code, identifier, of=case.applicant_id, case=case.number, agreed_at=at, by=by, at=at)


def of_applicant(application: BundleApplication, by: Actor) -> BundleApplication:
    """The same, for whom this account acts: nobody applies on the web for somebody that they do not act for."""
    owner = by.acting_for or by.party_id
    if Role.APPLICANT not in by.roles or owner is None:
        raise NotYours("请先用个人账号登录，再提交申请。")
    agent = by.party_id if by.party_id is not None and by.party_id != owner else None
    return replace(application, applicant=owner, agent=agent, channel=_by_themselves(application.channel))


def _by_themselves(channel: str) -> str:
    """People hand in on a phone or on the web, whatever else was said."""
    return Channel.MOBILE if channel == Channel.MOBILE else Channel.WEB
