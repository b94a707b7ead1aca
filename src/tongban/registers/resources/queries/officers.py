"""Data officers (数据专员): who looks after the data of a body, which bodies have nobody, whom their duty ties."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.resources.models import DataOfficer
from tongban.registers.resources.rules.flow import DEPARTMENT


@dataclass(frozen=True, slots=True)
class Post:
    """The two posts of a body; a body without a main officer in post is red (没有专人负责)."""

    agency: Agency
    main: DataOfficer | None
    backup: DataOfficer | None
    is_red: bool
    words: str


def posts(*, on: date) -> list[Post]:
    """Every body, the red ones first (two statements)."""
    standing = officers_now()
    found = [_post(each, standing.get(each.pk, {}), on) for each in Agency.objects.filter(is_active=True)]
    return sorted(found, key=lambda post: (not post.is_red, post.backup is not None, post.agency.pk))


def officers_now() -> Mapping[int, Mapping[bool, DataOfficer]]:
    """Of each body its officers in office, by whether they are the backup (one statement)."""
    found: dict[int, dict[bool, DataOfficer]] = {}
    for each in DataOfficer.objects.filter(ended_at__isnull=True).select_related("staff"):
        found.setdefault(each.agency_id, {})[each.is_backup] = each
    return found


def officer_of(agency_id: int | None) -> DataOfficer | None:
    """Whom to ask about a body's data: its main officer, else the backup (one statement)."""
    rows = DataOfficer.objects.filter(agency_id=agency_id or 0, ended_at__isnull=True).select_related("staff")
    return rows.order_by("is_backup").first()


def is_officer(actor: Actor, agency_id: int | None) -> bool:
    """Is this somebody who looks after the data of this body (one statement)?"""
    if actor.staff_id is None or agency_id is None:
        return False
    return DataOfficer.objects.filter(staff_id=actor.staff_id, agency_id=agency_id, ended_at__isnull=True).exists()


def speaks_for(actor: Actor, agency_id: int | None) -> bool:
    """May this person decide about the body's data: its leader, or its data officer (部门负责人、数据专员)?"""
    if agency_id is None or actor.agency_id != agency_id:
        return False
    return Role.DECIDER in actor.roles or is_officer(actor, agency_id)


def candidates(actor: Actor) -> list[Staff]:
    """Who of the actor's body may be appointed: in post, and of the body's own desk (one statement)."""
    rows = Staff.objects.filter(agency_id=actor.agency_id or 0, is_active=True).order_by("number")
    desk = {each.value for each in DEPARTMENT}
    return [each for each in rows if desk & set(each.roles)]


def tie_of(staff_id: int, on: date) -> str:
    """Why a data officer cannot leave yet (离岗前先交接), in words; empty when nothing ties them (two statements)."""
    own = DataOfficer.objects.filter(staff_id=staff_id, ended_at__isnull=True).select_related("staff").first()
    if own is None:
        return ""
    other = (
        DataOfficer.objects.filter(agency=own.agency_id, ended_at__isnull=True)
        .exclude(pk=own.pk)
        .select_related("staff")
        .first()
    )
    if other is not None and other.staff.is_there(on):
        return ""
    return f"{own.staff.name}是数据专员，现在没有在岗的备岗。请先在“数据专员”里办理交接，再离岗。"


def _post(agency: Agency, standing: Mapping[bool, DataOfficer], on: date) -> Post:
    main, backup = standing.get(False), standing.get(True)
    there = [each for each in (main, backup) if each is not None and each.staff.is_there(on)]
    words = ""
    if main is None:
        words = "没有数据专员"
    elif not there:
        words = "专员和备岗都不在岗"
    elif backup is None:
        words = "没有备岗"
    return Post(agency, main, backup, main is None or not there, words)
