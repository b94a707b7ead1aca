"""Reading the register of entrances: what people are shown, how the entrances stand, what needs a login of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import cards

from .models import DepartmentMatter, Entrance
from .rules import EntranceKind, Health, Inclusion, inclusion_of


@dataclass(frozen=True, slots=True)
class AgencyEntrances:
    """A body, how many matters it has here, and its own sites and systems (部门入口)."""

    agency: Agency
    matters: int
    online: int
    entrances: tuple[Entrance, ...]


def entrances() -> QuerySet[Entrance]:
    """Every entrance in use."""
    return Entrance.objects.filter(is_active=True).select_related("agency")


def by_agency() -> list[AgencyEntrances]:
    """Every body that has matters or entrances, in its order (two statements, and the catalogue)."""
    own: dict[int, list[Entrance]] = {}
    for each in entrances().filter(agency__isnull=False):
        own.setdefault(each.agency_id or 0, []).append(each)
    told = cards()
    found = []
    for agency in Agency.objects.filter(is_active=True):
        matters = [each for each in told if each.agency_key == agency.key]
        if matters or agency.pk in own:
            online = sum("web" in each.channels for each in matters)
            found.append(AgencyEntrances(agency, len(matters), online, tuple(own.get(agency.pk, ()))))
    return found


def of_the_province() -> list[Entrance]:
    """The provincial portal and what else belongs to no body of the city."""
    return list(entrances().filter(agency__isnull=True))


def failing() -> QuerySet[Entrance]:
    """Those that did not answer the last look, the longest first (打不开的入口)."""
    return entrances().filter(health=Health.FAILING).order_by("health_since", "id")


def health_counts() -> dict[Health, int]:
    """How the entrances stand, for the console (入口健康)."""
    told = list(entrances().values_list("health", flat=True))
    return {each: told.count(each.value) for each in Health}


def behind_own_login() -> list[Entrance]:
    """Systems with a login of their own whose body has nothing that can be done here: R-087 wants none."""
    online = {each.agency_key for each in cards() if "web" in each.channels}
    return [
        each
        for each in entrances().filter(kind=EntranceKind.SYSTEM, is_sso=False)
        if each.agency is None or each.agency.key not in online
    ]


def standing_of(
    *, health: Health | None = None, kind: EntranceKind | None = None, after: int = 0, size: int
) -> list[Entrance]:
    """The entrances in use in the order of the register, from after a key on, for who keeps it (one statement)."""
    found = entrances().filter(pk__gt=after)
    if health is not None:
        found = found.filter(health=health)
    if kind is not None:
        found = found.filter(kind=kind)
    return list(found.order_by("pk")[:size])


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter of a department with how it stands to the platform."""

    matter: DepartmentMatter
    stands: Inclusion


def department_matters(*, on: date) -> list[MatterLine]:
    """The whole register against the catalogue in force, by body (one statement, and the catalogue)."""
    platform = frozenset(each.basic_code for each in cards())
    rows = DepartmentMatter.objects.select_related("agency", "entrance").order_by("agency_id", "pk")
    return [MatterLine(each, inclusion_of(each.standing, platform, on=on)) for each in rows]


def inclusion_counts(lines: Iterable[MatterLine]) -> dict[Inclusion, int]:
    """How many matters stand how; one line may be several secret ones."""
    found = dict.fromkeys(Inclusion, 0)
    for each in lines:
        found[each.stands] += each.matter.number
    return found


def department_matter(pk: int) -> DepartmentMatter | None:
    return DepartmentMatter.objects.select_related("agency", "entrance").filter(pk=pk).first()
