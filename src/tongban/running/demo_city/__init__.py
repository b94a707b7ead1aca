"""The demo city (演示城市): Jiayuguan's registers from `city/jiayuguan`, and the people who can log in.

Everything in it is sample data: persons, numbers, phones and hours are made up.
"""

from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.cases.models import Case
from tongban.handling.financing.models import Bank
from tongban.registers.agencies.commands import load_agencies
from tongban.registers.catalog import elements
from tongban.registers.catalog.loading import load as load_catalog
from tongban.registers.compiling.commands.templates import load_template
from tongban.registers.compiling.models import FoundingOpinion, ListDraft, Round
from tongban.registers.entrances.commands import load_entrances, load_matters
from tongban.registers.entrances.models import DepartmentMatter
from tongban.registers.grassroots.models import Agreement
from tongban.registers.licenses.commands import load_types
from tongban.registers.parties.commands import load_people
from tongban.registers.places.models import Rename
from tongban.registers.resources.commands.loading import load_resources
from tongban.registers.resources.models import DataResource
from tongban.registers.resources.rules.reading import read_book
from tongban.registers.scenes.commands import load_scenes

from .answers import load_unanswered
from .authority import load_delegations, load_marks
from .bundles import load_bundles
from .cases import load_cases
from .compiling import load_compiling, load_founding_review
from .contacts import load_contacts
from .corrections import load_corrections
from .crossing import load_crossings
from .financing import load_banks, load_financing
from .grassroots import load_grassroots
from .halls import load_halls
from .hotline import load_hotline
from .incidents import load_incidents
from .intermediaries import load_intermediaries
from .interplay import load_interplay
from .interpretations import load_interpretations
from .joint import load_joint
from .library import load_library
from .licenses import load_licenses
from .lists import load_lists
from .looks import load_looks
from .norms import load_cleanup, load_norms
from .outreach import load_outreach
from .parity import load_parity
from .partners import load_partners
from .paying import load_paying
from .places import load_places
from .plates import load_plates
from .policies import load_policies
from .projects import load_projects
from .promises import load_promises
from .ratings import load_ratings
from .sharing import load_sharing
from .subcentres import load_subcentres
from .supervising import load_supervising
from .terminals import load_terminals
from .workforce import load_workforce

FILES = ("city", "agencies", "venues", "staff", "people")
AUTHORITY = "delegations.yaml"
LISTS = "lists"
ENTRANCES = "entrances.yaml"
INCLUSION = "inclusion.yaml"
SCENES = "scenes.yaml"
RESOURCES = "resources.yaml"
LICENSES = "licenses.yaml"
BUNDLES = "bundles.yaml"
PROJECTS = "projects.yaml"
POLICIES = "policies.yaml"
INTERPRETATIONS = "interpretations.yaml"
FINANCING = "financing.yaml"
SIGN_IN = "sign-in"
_TOLD_ONCE: tuple[type[Model], ...] = (
    Round,
    ListDraft,
    FoundingOpinion,
    Agreement,
    DataResource,
    Rename,
    Bank,
    DepartmentMatter,
)


class Login(NamedTuple):
    """A line for whoever starts the demo: with which account, as whom, at which page."""

    login: str
    password: str
    who: str
    where: str


def load(at: datetime) -> list[Login]:
    """Load the city and its cases on their way, and say who can log in; the second time nothing changes."""
    data = load_registers(at)
    load_library(at)
    load_parity(at)
    if not Case.objects.exists():
        load_licenses(settings.CITY, data, at=at)
        load_cases(at=at)
        load_joint(at=at)
        load_projects(at=at)
        load_promises(at=at)
        load_interplay(at=at)
        load_looks(at=at)
        load_incidents(at=at)
        load_cleanup(at=at)
        load_corrections(at=at)
        load_plates(at=at)
        load_supervising(at=at)
        load_unanswered(at)
        load_policies(settings.CITY / POLICIES, at=at)
        load_interpretations(settings.CITY / INTERPRETATIONS, at=at)
        load_intermediaries(at=at)
        load_financing(at=at)
        load_sharing(at=at)
        load_partners(at=at)
        load_paying(at=at)
    if load_contacts(at=at):
        load_halls(at=at)
        load_terminals(settings.CITY, at=at)
        load_hotline(at=at)
        load_outreach(at=at)
        load_ratings(at=at)
        load_workforce(at=at)
        load_subcentres(settings.CITY, password=data["demo_password"], at=at)
    load_crossings(at)
    return [Login(row["login"], data["demo_password"], who, SIGN_IN) for row, who in _cast(data)]


@transaction.atomic
def load_registers(at: datetime, *, is_whole: bool = True) -> dict[str, Any]:
    """Bodies, places, staff, people, catalogue, delegations, drafts, lists, entrances; gives the city's data.

    All of it or nothing: a start that was broken off leaves no half a city, and the disk is waited for once. One that
    is not whole has what guides, searches and cases stand on, without the desks beside them.
    """
    data = read(settings.CITY)
    password: str = data["demo_password"]
    load_agencies(data, password=password, at=at)
    load_people(data, password=password, at=at)
    template = load_template(elements.shipped(), by=SYSTEM, at=at)
    load_catalog(settings.CITY, by=SYSTEM, at=at, template=template.version)
    load_types(read_yaml((settings.CITY / LICENSES).read_bytes())["licenses"])
    load_norms(settings.CITY, at=at)
    authority = read_yaml((settings.CITY / AUTHORITY).read_bytes())
    load_marks(authority["marks"], at=at)
    load_delegations(authority, at=at)
    told = dict(zip(_TOLD_ONCE, stands(*_TOLD_ONCE), strict=True))
    if is_whole and not (told[Round] or told[ListDraft]):
        load_compiling(settings.CITY, at=at)
    if is_whole and not told[FoundingOpinion]:
        load_founding_review(at=at)
    load_lists(settings.CITY / LISTS, at=at)
    scenes = read_yaml((settings.CITY / SCENES).read_bytes())
    load_scenes(scenes["scenes"], by=SYSTEM, at=at)
    load_bundles(settings.CITY / BUNDLES, settings.CITY / PROJECTS, at=at)
    if not told[Agreement]:
        load_grassroots(settings.CITY, at=at)
    if is_whole:
        entrances = read_yaml((settings.CITY / ENTRANCES).read_bytes())
        load_entrances(entrances["entrances"], by=SYSTEM, at=at)
        if not told[DepartmentMatter]:
            load_matters(read_yaml((settings.CITY / INCLUSION).read_bytes())["matters"], by=SYSTEM, at=at)
    if is_whole and not told[DataResource]:
        load_resources(read_book(read_yaml((settings.CITY / RESOURCES).read_bytes())), by=SYSTEM, at=at)
    if is_whole and not told[Rename]:
        load_places(settings.CITY, at=at)
    if is_whole and not told[Bank]:
        load_banks(settings.CITY / FINANCING, at=at)
    return data


def stands(*models: type[Model]) -> tuple[bool, ...]:
    """Which of these tables hold something (one statement)."""
    with connection.cursor() as cursor:
        asked = ", ".join(f"EXISTS (SELECT FROM {each._meta.db_table})" for each in models)
        cursor.execute(f"SELECT {asked}")
        found: tuple[bool, ...] = cursor.fetchone()
    return found


def read(folder: Path) -> dict[str, Any]:
    """The city's YAML files as one mapping."""
    data: dict[str, Any] = {}
    for name in FILES:
        data |= read_yaml((folder / f"{name}.yaml").read_bytes())
    return data


def _cast(data: dict[str, Any]) -> list[tuple[dict[str, Any], str]]:
    """Those whom a visitor meets first; everybody else in the files can log in as well."""
    offices = {row["key"]: row["short_name"] for row in data["agencies"]}
    people = [(row, f"{row['name']}({row['note']})") for row in data["persons"] if row.get("is_cast")]
    staff = [
        (row, f"{row['name']}({offices[row['agency']]}·{row['post']})") for row in data["staff"] if row.get("is_cast")
    ]
    return people + staff
