"""Suspending, resuming, cancelling a list (暂停、恢复、取消): the content stays, the state changes (plan 二(三))."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.lifecycle import ListState, Operation, refuse_jump
from tongban.registers.catalog.models import ImplementationList, ListVersion, OptionVersion

from .publishing import announce, next_edition, refuse_others


def suspend(target: ImplementationList, note: VersionNote, *, by: Actor, at: datetime) -> ListVersion:
    """暂停: the guide stays readable and says so; nobody can apply until it is resumed. Running cases go on."""
    return _adjust(target, note, Operation.SUSPEND, by=by, at=at)


def resume(target: ImplementationList, note: VersionNote, *, by: Actor, at: datetime) -> ListVersion:
    """恢复: people can apply again, under the same content as before the suspension."""
    return _adjust(target, note, Operation.RESUME, by=by, at=at)


def cancel(target: ImplementationList, note: VersionNote, *, by: Actor, at: datetime) -> ListVersion:
    """取消: the list leaves the catalogue from the effective day on; running cases keep their edition and go on."""
    return _adjust(target, note, Operation.CANCEL, by=by, at=at)


@transaction.atomic
def leave_out(
    target: ImplementationList, numbers: Collection[str], note: VersionNote, *, by: Actor, at: datetime
) -> ListVersion:
    """去掉办理项: the next edition has every other option word by word; running cases keep their edition and go on.

    Who takes all of them out suspends or cancels the list.
    """
    refuse_others(by)
    kept, last = _locked(target, Operation.CHANGE)
    left = [each for each in last.options.select_related("option") if each.option.code[-2:] not in numbers]
    assert left, "a list without options is cancelled"
    edition = next_edition(kept, note, Operation.CHANGE, last, by=by, at=at)
    _carry_over(left, edition)
    return _announced(edition, by=by, at=at)


@transaction.atomic
def _adjust(
    target: ImplementationList, note: VersionNote, operation: Operation, *, by: Actor, at: datetime
) -> ListVersion:
    refuse_others(by)
    kept, last = _locked(target, operation)
    edition = next_edition(kept, note, operation, last, by=by, at=at)
    if operation is not Operation.CANCEL:
        _carry_over(last.options.all(), edition)
    return _announced(edition, by=by, at=at)


def _locked(target: ImplementationList, operation: Operation) -> tuple[ImplementationList, ListVersion]:
    """The list, locked, and its last edition; `NotNow` when its state does not allow the operation."""
    kept = ImplementationList.objects.select_for_update(of=("self",)).select_related("basic").get(pk=target.pk)
    last = kept.versions.order_by("-number").first()
    refuse_jump(operation, ListState(last.state) if last is not None else None, name=kept.basic.name)
    assert last is not None, "what was never published is in no state to be adjusted"
    return kept, last


def _announced(edition: ListVersion, *, by: Actor, at: datetime) -> ListVersion:
    hashes = {code[-2:]: digest for code, digest in edition.options.values_list("option__code", "content_hash")}
    announce(edition, by=by, at=at, facts={"hashes": hashes})
    return edition


def _carry_over(options: Iterable[OptionVersion], edition: ListVersion) -> None:
    """The same content in the next edition, word by word."""
    OptionVersion.objects.bulk_create(
        OptionVersion(
            option_id=each.option_id,
            edition=edition,
            name=each.name,
            content=each.content,
            content_hash=each.content_hash,
            effective_on=edition.effective_on,
        )
        for each in options
    )
