"""More people for a department than the cast has (同事): examiners who share the work, and posts with two roles."""

from dataclasses import replace

from tongban.foundation.kernel.actors import Actor, Role
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.parties.models import Account

from .applying import MONDAY


def colleague(agency: str, number: str, *roles: str) -> Staff:
    """A staff member of this body in these roles, with an account that nobody signs in to."""
    account = Account.objects.create(
        login=f"test-{number.lower()}", password="", is_staff=True, password_changed_at=MONDAY, created_at=MONDAY
    )
    body = Agency.objects.get(key=agency)
    return Staff.objects.create(
        account=account, name=f"同事{number}", number=number, agency=body, post="承办岗", roles=list(roles)
    )


def acting(person: Staff, *powers: str) -> Actor:
    """This person at work, with these powers of delegations."""
    return Actor(
        name=person.name,
        roles=frozenset(Role(each) for each in person.roles),
        account_id=person.account_id,
        staff_id=person.pk,
        agency_id=person.agency_id,
        powers=frozenset(powers),
    )


def empowered(by: Actor, *powers: str) -> Actor:
    return replace(by, powers=frozenset(powers))
