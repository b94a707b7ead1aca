"""Whose contacts these are (可见范围), one of them, and those that wait for somebody."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.kernel.vault import vault
from tongban.handling.contacts.models import FirstContact, JointOpinion
from tongban.handling.contacts.rules.flow import HOLDERS
from tongban.handling.contacts.rules.policy import REPEAT_WITHIN, ContactPolicy
from tongban.handling.contacts.rules.states import FACE_TO_FACE, UNFINISHED, ContactKind
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.queries import guide_of

NAME, PHONE = "contact.name", "contact.phone"


def policy() -> ContactPolicy:
    """What the city decided (首问约定)."""
    return ContactPolicy(*settings.TONGBAN_CONTACT_DAYS)


def visible_to(actor: Actor) -> QuerySet[FirstContact]:
    """A citizen's own; for staff theirs, what they lead or give a part of, their body's; the supervisor all."""
    if actor.account_id is not None and Role.APPLICANT in actor.roles:
        return FirstContact.objects.filter(account_id=actor.account_id)
    if actor.roles & {Role.SUPERVISOR, Role.SYSTEM}:
        return FirstContact.objects.all()
    if not actor.roles & HOLDERS or actor.staff_id is None:
        return FirstContact.objects.none()
    mine = Q(owner_id=actor.staff_id) | Q(offered_to_id=actor.staff_id) | Q(leader_id=actor.staff_id)
    mine |= Q(pk__in=JointOpinion.objects.filter(agency_id=actor.agency_id or 0).values("contact_id"))
    return FirstContact.objects.filter(mine | Q(owner__agency_id=actor.agency_id))


def contact_for(actor: Actor, code: UUID) -> FirstContact:
    """One contact by its code, or `NotFound` (one statement)."""
    rows = visible_to(actor).select_related("owner__agency", "offered_to__agency", "leader__agency", "repeats", "party")
    found = rows.filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这条首问登记，或者它不由您的部门负责。")
    return found


def may_see(actor: Actor, hexed: str) -> bool:
    """Does this actor see the contact: for papers that were given in it (one query)."""
    return visible_to(actor).filter(code=UUID(hexed)).exists()


def unfinished_of(staff_id: int) -> QuerySet[FirstContact]:
    """What this person answers for and has not ended, the earliest limit first."""
    return FirstContact.objects.filter(owner_id=staff_id, status__in=sorted(UNFINISHED)).order_by("due_on", "pk")


def holding_up(staff_id: int) -> QuerySet[FirstContact]:
    """Visits and calls without a result: the shift does not end before them (R-032)."""
    ways = sorted(each.value for each in FACE_TO_FACE)
    return unfinished_of(staff_id).filter(channel__in=ways, kind=ContactKind.ENQUIRY)


def offered_to(staff_id: int) -> QuerySet[FirstContact]:
    """What colleagues want to hand over to this person, the oldest first."""
    return FirstContact.objects.filter(offered_to_id=staff_id).select_related("owner").order_by("pk")


def receivers(contact: FirstContact, actor: Actor, *, on: date) -> list[Staff]:
    """To whom it may be offered: in post today, of the own body, of the matter's body, or at a window (one query)."""
    roles, near = Q(), Q(agency_id=actor.agency_id) | Q(roles__contains=[Role.COUNTER.value])
    for role in HOLDERS:
        roles |= Q(roles__contains=[role.value])
    if contact.seen_id is not None:
        near |= Q(agency_id=guide_of(contact.seen_id).agency_id)
    present = Q(on_leave_until__isnull=True) | Q(on_leave_until__lt=on)
    rows = Staff.objects.filter(roles, near, present, is_active=True, account__is_active=True)
    return list(rows.exclude(pk=contact.owner_id).select_related("agency").order_by("agency_id", "number"))


def asked_before(contact: FirstContact, option_code: str) -> FirstContact | None:
    """The last time that the same person or number asked this, if that is within seven days (one query)."""
    who = Q()
    if contact.phone_index is not None:
        who |= Q(phone_index=contact.phone_index)
    if contact.party_id is not None:
        who |= Q(party_id=contact.party_id)
    if not who or not option_code:
        return None
    since = contact.opened_at - REPEAT_WITHIN
    rows = FirstContact.objects.filter(
        who, option_code=option_code, opened_at__gte=since, opened_at__lte=contact.opened_at
    )
    return rows.exclude(pk=contact.pk).order_by("-opened_at", "-pk").first()


def opened(contact: FirstContact, sealed: bytes | memoryview, purpose: str) -> str:
    """A sealed value of a contact in full; whoever shows it has recorded that before."""
    return vault().open(bytes(sealed), purpose=purpose, owner=contact.code.hex) if sealed else ""
