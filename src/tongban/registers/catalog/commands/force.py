"""Which edition is in force (生效): for each option its version on the day, or the edition that took it out."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F

from tongban.registers.catalog.models import (
    HandlingOption,
    ImplementationList,
    ListVersion,
    OptionVersion,
    Revision,
)
from tongban.registers.catalog.queries import forget


def bring_lists_into_force(list_ids: Iterable[int], on: date) -> int:
    """For each option of these lists, `current` is its version in the edition in force on the day, or nothing.

    How many options changed; the caller counts the revision up.
    """
    ids = list(list_ids)
    editions: list[dict[str, Any]] = list(
        ListVersion.objects.filter(list_id__in=ids, effective_on__lte=on)
        .order_by("list_id", "-effective_on", "-number")
        .distinct("list_id")
        .values("pk", "list_id", "is_local_feature", "list__is_local_feature")  # type: ignore[arg-type]
    )
    _mark_local_features(editions)
    in_force = {row["list_id"]: row["pk"] for row in editions}
    standing = dict(OptionVersion.objects.filter(edition_id__in=in_force.values()).values_list("option_id", "id"))
    moved = []
    for option in HandlingOption.objects.filter(list_id__in=ids):
        current = standing.get(option.pk)
        ended = option.ended_by_id if current is None else None
        if current is None and ended is None and option.list_id in in_force:
            ended = _ended_by(option, on)
        if (option.current_id, option.ended_by_id) != (current, ended):
            option.current_id, option.ended_by_id = current, ended
            moved.append(option)
    HandlingOption.objects.bulk_update(moved, ["current", "ended_by"])
    return len(moved)


def bump() -> None:
    """One more revision: every process that serves the catalogue is behind now, and this one knows it at once."""
    if not Revision.objects.update(number=F("number") + 1):
        Revision.objects.create(number=1)
    forget()


def _ended_by(option: HandlingOption, on: date) -> int | None:
    """The first edition without this option after the last one with it; none for one that is still to come."""
    last = option.versions.filter(effective_on__lte=on).order_by("-edition__number").values_list("edition__number")
    number = last.values_list("edition__number", flat=True).first()
    if number is None:
        return None
    after = ListVersion.objects.filter(list_id=option.list_id, number__gt=number, effective_on__lte=on)
    return after.order_by("number").values_list("pk", flat=True).first()


def _mark_local_features(editions: Iterable[dict[str, Any]]) -> None:
    """本地特色 is what the edition in force says."""
    for flag in (True, False):
        wrong = [
            row["list_id"]
            for row in editions
            if row["is_local_feature"] is flag and row["list__is_local_feature"] is not flag
        ]
        if wrong:
            ImplementationList.objects.filter(pk__in=wrong).update(is_local_feature=flag)
