"""A project gets its file (建项目), and is given up (不再推进). R-080."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance, begin
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleChild
from tongban.handling.cases.commands.numbers import next_case_number
from tongban.handling.projects.models import Project
from tongban.handling.projects.rules import codes
from tongban.handling.projects.rules.flow import FLOW
from tongban.handling.projects.rules.states import Status
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import PartyKind

from .keeping import sealed
from .steps import take

LONGEST_NAME = 60
LONGEST_REASON = 200


class AlreadyOpen(NotNow):
    """This applicant has a file for this code (同一个项目代码只建一个)."""

    code = "project_is_open"


@transaction.atomic
def open_project(code: str, name: str, *, by: Actor, at: datetime) -> Project:
    """建项目 under the code that the national platform gave: code and name are the first answers of its one form."""
    step, owner = FLOW.steps["open"], by.acting_for or by.party_id
    if Role.APPLICANT not in by.roles or owner is None:
        raise NotYours("请先登录，再建项目。")
    code, name = codes.read(code), name.strip()
    found = list(codes.faults(code))
    if not name or len(name) > LONGEST_NAME:
        found.append(Fault("/name", "length", f"请填项目名称，不超过{LONGEST_NAME}个字。"))
    if found:
        raise Invalid(faults=found)
    party = Party.objects.select_for_update().get(pk=owner)
    if party.kind != PartyKind.ENTERPRISE:
        raise NotYours("项目由建设单位申请。请先切换到单位身份，再建项目。")
    known = Project.objects.filter(applicant=party, code=code).exclude(status=Status.CLOSED).first()
    if known is not None:
        raise AlreadyOpen(f"这个项目代码已经建过项目“{known.name}”，请从“我的项目”里打开。")
    number = next_case_number(settings.TONGBAN_DIVISION, on=local_day(at))
    project = Project(
        number=number,
        status=Status.OPEN,
        code=code,
        name=name,
        applicant=party,
        mandate_id=by.mandate_id,
        account_id=by.account_id,
        answers_sealed=sealed(number, {"project_code": code, "project_name": name}),
        opened_at=at,
    )
    begin(project, step, by=by, at=at, facts={"code": code, "name": name})
    return project


@transaction.atomic
def close(project: Project, *, reason: str, by: Actor, at: datetime) -> Entry:
    """项目不再推进: its cases that are on their way are withdrawn first, each by its own step."""
    step = take("close", project, by=by)
    running = BundleChild.objects.filter(bundle__project_stage__project=project, case__ended_at=None)
    if running.exists():
        raise NotNow("还有办件没有办完。请先到各阶段的办件页面撤回，或者等办完，再结束项目。")
    facts = {"reason": reason.strip()[:LONGEST_REASON]}
    return advance(project, step, by=by, at=at, facts=facts, changes={"ended_at": at})
