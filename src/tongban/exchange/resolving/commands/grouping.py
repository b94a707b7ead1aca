"""Who stands together (归并组): those that decisions connect, whatever the way; found anew after each decision."""

from collections.abc import Collection

from tongban.exchange.resolving.models import Pair, Subject
from tongban.exchange.resolving.rules.flow import PairStatus


def locked(groups: Collection[int]) -> list[Subject]:
    """The subjects of these groups, held until the transaction ends."""
    return list(Subject.objects.select_for_update().filter(group__in=groups).order_by("pk"))


def regroup(groups: Collection[int]) -> None:
    """Group the subjects of these groups anew by the pairs that are decided to be the same (three statements)."""
    held = {each.pk: each for each in locked(groups)}
    ends = Pair.objects.filter(status=PairStatus.SAME, left__in=held, right__in=held).values_list("left_id", "right_id")
    heads = {pk: pk for pk in held}
    for left, right in ends:
        low, high = sorted((_head(heads, left), _head(heads, right)))
        heads[high] = low
    moved = []
    for pk, each in held.items():
        if each.group != (head := _head(heads, pk)):
            each.group = head
            moved.append(each)
    Subject.objects.bulk_update(moved, ["group"])


def _head(heads: dict[int, int], pk: int) -> int:
    while heads[pk] != pk:
        pk = heads[pk]
    return pk
