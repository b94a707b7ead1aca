"""Keeping the catalogue (目录维护): who is responsible, who answers for each stage, on line and off line."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import advance
from tongban.registers.agencies.models import Agency
from tongban.registers.resources.models import DataResource, ResourceField, StageDuty
from tongban.registers.resources.queries.catalogue import described
from tongban.registers.resources.queries.officers import speaks_for
from tongban.registers.resources.rules.flow import RESOURCES, ResourceStatus
from tongban.registers.resources.rules.gate import lacks
from tongban.registers.resources.rules.kinds import Stage

MOST_WORDS = 200


class NotReady(NotNow):
    """Something is missing that a resource on line must have (不能上线): everything is told at once."""

    code = "not_ready"


@transaction.atomic
def name_owner(
    resource: DataResource, *, agency: Agency, fields: Sequence[str] = (), by: Actor, at: datetime
) -> DataResource:
    """明确归集责任主体: of these fields, or of the resource and all of its fields when none is named."""
    RESOURCES.take("name_owner", resource, by=by)
    _keeper(resource, by)
    rows = ResourceField.objects.filter(resource=resource)
    rows = rows.filter(code__in=list(fields)) if fields else rows
    if fields and rows.count() != len(set(fields)):
        raise Invalid(faults=[Fault("/fields", "unknown", "有的信息项目录里没有，请重新选。")])
    rows.update(owner=agency)
    changes = {} if fields else {"owner_id": agency.pk}
    facts = {"agency": agency.key, "fields": list(fields)}
    advance(resource, RESOURCES.steps["name_owner"], by=by, at=at, facts=facts, changes=changes)
    return DataResource.objects.select_related("owner").get(pk=resource.pk)


@transaction.atomic
def name_duty(
    resource: DataResource, *, stage: Stage, agency: Agency, words: str, by: Actor, at: datetime
) -> StageDuty:
    """填写环节责任: one cell of the matrix; on line a cell is replaced, never emptied (实施方案 五(四))."""
    verb = "renew_duty" if resource.status == ResourceStatus.LIVE else "name_duty"
    RESOURCES.take(verb, resource, by=by)
    _keeper(resource, by)
    said = words.replace("\x00", "").strip()
    if not 2 <= len(said) <= MOST_WORDS:
        raise Invalid(faults=[Fault("/words", "required", f"请写明负责什么，2到{MOST_WORDS}个字。")])
    cell, _ = StageDuty.objects.update_or_create(
        resource=resource, stage=stage, defaults={"agency": agency, "words": said}
    )
    facts = {"stage": stage, "agency": agency.key, "words": said}
    advance(resource, RESOURCES.steps[verb], by=by, at=at, facts=facts)
    return cell


@transaction.atomic
def go_live(resource: DataResource, *, by: Actor, at: datetime) -> DataResource:
    """上线: refused with everything that is missing; an empty cell of the matrix is enough (R-195)."""
    RESOURCES.take("go_live", resource, by=by)
    _keeper(resource, by)
    missing = lacks(described(resource))
    if missing:
        raise NotReady(" ".join(missing), facts={"missing": list(missing)})
    advance(resource, RESOURCES.steps["go_live"], by=by, at=at, changes={"live_at": at})
    return resource


@transaction.atomic
def take_off(resource: DataResource, *, reason: str, by: Actor, at: datetime) -> DataResource:
    """下线: with the reason; a grant of it answers no more from this moment on."""
    RESOURCES.take("take_off", resource, by=by)
    _keeper(resource, by)
    said = reason.replace("\x00", "").strip()
    if not 2 <= len(said) <= MOST_WORDS:
        raise Invalid(faults=[Fault("/reason", "required", f"请写明为什么下线，2到{MOST_WORDS}个字。")])
    advance(resource, RESOURCES.steps["take_off"], by=by, at=at, facts={"reason": said})
    return resource


def may_keep(resource: DataResource, by: Actor) -> bool:
    """Supervision (the authority of data) keeps every entry, a body its own, through its leader or data officer."""
    return bool(by.roles & {Role.SUPERVISOR, Role.SYSTEM}) or speaks_for(by, resource.owner_id)


def _keeper(resource: DataResource, by: Actor) -> None:
    if not may_keep(resource, by):
        raise NotYours("这个资源由责任部门的负责人或者数据专员维护；还没有责任主体的，由市政务服务管理局明确。")
