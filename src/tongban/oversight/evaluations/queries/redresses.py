"""Bad ratings that somebody may see (差评整改): the bureau all, a unit its own; names only by `reveal`."""

from datetime import date

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Case
from tongban.oversight.evaluations.models import Invitation, Redress
from tongban.oversight.evaluations.rules.flow import HANDLERS
from tongban.oversight.evaluations.rules.policy import Area
from tongban.oversight.evaluations.rules.routing import Responsible
from tongban.oversight.evaluations.rules.states import UNTOLD
from tongban.registers.agencies.models import Agency, Staff

PAGE = 30
_PARTS = {"front": ("receiver_id", "acceptor_id"), "hand_over": ("issuer_id",)}


def visible_to(actor: Actor) -> QuerySet[Redress]:
    """The bureau sees all of them; staff those of their own unit; nobody else any."""
    rows = Redress.objects.select_related("agency", "staff", "evaluation__invitation").exclude(status="new")
    if Role.SUPERVISOR in actor.roles:
        return rows
    if actor.agency_id is not None and actor.is_staff and actor.roles & HANDLERS:
        return rows.filter(agency_id=actor.agency_id)
    return rows.none()


def redress_for(actor: Actor, pk: int) -> Redress:
    found = visible_to(actor).select_related("verified_by", "decided_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这条差评，或者不由您的单位办理。")
    return found


def redresses(
    actor: Actor, *, status: str = "", agency: int = 0, is_late: bool = False, on: date, before: int = 0, most: int
) -> list[Redress]:
    """The newest first, narrowed (one statement)."""
    rows = visible_to(actor)
    if status:
        rows = rows.filter(status=status)
    if agency:
        rows = rows.filter(agency_id=agency)
    if is_late:
        rows = rows.filter(late_on(on))
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-pk")[:most])


def late_on(on: date) -> Q:
    """Past a limit on this day: not told in time, or not called in time."""
    waiting = [each.value for each in UNTOLD]
    uncalled = Q(status="open", contacted_at__isnull=True, contact_by_on__lt=on)
    return Q(status__in=waiting, due_on__lt=on) | uncalled


def hands_of(invitation: Invitation, *, platform: str) -> dict[Area, Responsible]:
    """Who had which part of a service in hand (谁办理): three statements at most."""
    main = Responsible(invitation.agency_id, invitation.staff_id)
    found = {main_area(invitation): main}
    runs = Agency.objects.filter(key=platform).values_list("pk", flat=True).first()
    if runs is not None:
        found[Area.PLATFORM] = Responsible(runs)
    case = Case.objects.filter(number=invitation.case_number).first() if invitation.case_number else None
    if case is None:
        return found
    keys = {Area(part): [getattr(case, each) for each in names] for part, names in _PARTS.items()}
    people = Staff.objects.in_bulk([key for each in keys.values() for key in each if key is not None])
    for area, each in keys.items():
        person = next((people[key] for key in each if key is not None), None)
        if person is not None:
            found[area] = Responsible(person.agency_id, person.pk)
    return found


def main_area(invitation: Invitation) -> Area:
    """A visit is the window's; a case is that of the body that decides."""
    return Area.BACK if invitation.case_number else Area.FRONT


def second_of(redress: Redress) -> str:
    """The grade of the second rating, empty while there is none (one statement)."""
    rows = redress.evaluation.invitation.evaluations.filter(round=2)
    return rows.values_list("grade", flat=True).first() or ""


def waits_for_check(redress: Redress) -> bool:
    """Was it drawn, and not looked at yet (one statement)?"""
    return redress.spot_checks.filter(checked_at=None).exists()
