"""Looking things up in the catalogue (查目录): by words, body, way of sharing; one resource with all of its parts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tongban.foundation.kernel.actors import STAFF_ROLES, Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.resources.models import DataResource, ResourceField, StageDuty
from tongban.registers.resources.rules.flow import ResourceStatus
from tongban.registers.resources.rules.gate import Described, Item
from tongban.registers.resources.rules.kinds import Sensitivity, ShareType, Stage

PAGE = 50
_READERS = STAFF_ROLES | {Role.SYSTEM}


@dataclass(frozen=True, slots=True)
class BodyShare:
    """How much of a body's data is on line and shared (共享覆盖)."""

    key: str
    name: str
    whole: int
    live: int
    shareable: int


def visible_to(actor: Actor) -> QuerySet[DataResource]:
    """The catalogue is open to all staff (目录对全市工作人员公开), not the data in it."""
    rows = DataResource.objects.select_related("owner")
    return rows if actor.roles & _READERS else rows.none()


def resources(
    actor: Actor, *, words: str = "", agency: str = "", share: str = "", status: str = "", after: int = 0, most: int
) -> list[DataResource]:
    """A page of the catalogue (one statement); each word has to stand somewhere in name, summary or fields."""
    rows = visible_to(actor).filter(pk__gt=after)
    for word in words.split():
        rows = rows.filter(words__icontains=word)
    if agency:
        rows = rows.filter(owner__key=agency)
    if share in set(ShareType):
        rows = rows.filter(share_type=share)
    if status in set(ResourceStatus):
        rows = rows.filter(status=status)
    return list(rows.order_by("pk")[:most])


def resource_for(actor: Actor, code: str) -> DataResource:
    """One resource by its code, or `NotFound`."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("目录里没有这个资源，请核对资源代码。")
    return found


def fields_of(resource: DataResource) -> list[ResourceField]:
    return list(resource.fields.select_related("owner").order_by("place"))


def duties_of(resource: DataResource) -> Mapping[Stage, StageDuty]:
    """The filled cells of the matrix."""
    return {Stage(each.stage): each for each in resource.duties.select_related("agency")}


def described(resource: DataResource) -> Described:
    """The resource as the gates look at it (two statements)."""
    items = tuple(
        Item(
            each.code,
            each.name,
            each.column,
            Sensitivity(each.sensitivity),
            ShareType(each.share_type),
            each.owner.key if each.owner else "",
        )
        for each in fields_of(resource)
    )
    duties = {stage: each.agency.key for stage, each in duties_of(resource).items()}
    owner = resource.owner.key if resource.owner else ""
    return Described(owner, ShareType(resource.share_type), resource.condition, resource.basis, items, duties)


def matching(words: str, *, most: int = 5) -> list[DataResource]:
    """Resources on line that fit a demand (供需匹配), those with more of its words first (one statement)."""
    said = [each for each in words.replace("，", " ").replace("、", " ").split() if len(each) > 1]
    if not said:
        return []
    fits = Q(pk__in=[])
    for each in said:
        fits |= Q(words__icontains=each)
    rows = DataResource.objects.select_related("owner").filter(fits, status=ResourceStatus.LIVE)
    return sorted(rows, key=lambda row: (-sum(each in row.words for each in said), row.pk))[:most]


def shares_of_bodies() -> list[BodyShare]:
    """One line for each body that has data (one statement)."""
    live = Q(status=ResourceStatus.LIVE)
    rows = DataResource.objects.filter(owner__isnull=False).order_by().values_list("owner__key", "owner__short_name")
    counted = rows.annotate(
        whole=Count("pk"),
        live=Count("pk", filter=live),
        shareable=Count("pk", filter=live & ~Q(share_type=ShareType.WITHHELD)),
    )
    return [BodyShare(*each) for each in counted.order_by("-whole", "owner__short_name")]


def names_of(resource: DataResource, codes: Collection[str]) -> list[str]:
    """The names of these fields, in the order of the catalogue (one statement)."""
    return [each.name for each in fields_of(resource) if each.code in codes]
