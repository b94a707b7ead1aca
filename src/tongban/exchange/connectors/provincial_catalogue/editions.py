"""What was published here, as it is compared with the province and sent to it (本地已发布的清单)."""

from collections.abc import Iterable

from tongban.registers.catalog.models import ListVersion, OptionVersion

from .ports import Delivery
from .rules import Local, edition_hash


def newest_editions() -> list[ListVersion]:
    """The newest edition of every list, by code."""
    rows = ListVersion.objects.order_by("list_id", "-number").distinct("list_id").values("pk")
    return list(
        ListVersion.objects.filter(pk__in=rows).select_related("list__basic", "list__agency").order_by("list__code")
    )


def newest_edition(list_code: str) -> ListVersion | None:
    rows = ListVersion.objects.filter(list__code=list_code).select_related("list__basic", "list__agency")
    return rows.order_by("-number").first()


def local_lists() -> list[Local]:
    """Every list as it was published last (two statements)."""
    editions = newest_editions()
    hashes = _hashes(editions)
    return [
        Local(
            list_code=each.list.code,
            version=each.number,
            hash=edition_hash(each.state, each.effective_on, hashes.get(each.pk, {})),
            name=each.list.basic.name,
        )
        for each in editions
    ]


def delivery_of(edition: ListVersion, batch: str, *, replaces: bool = False) -> Delivery:
    """The edition as it goes over the line; read from the database, where it never changes."""
    rows = OptionVersion.objects.filter(edition=edition).order_by("option__code")
    options = {each.option.code[-2:]: each for each in rows.select_related("option")}
    hashes = {number: each.content_hash for number, each in options.items()}
    return Delivery(
        batch=batch,
        list_code=edition.list.code,
        basic_code=edition.list.basic.code,
        name=edition.list.basic.name,
        kind=edition.list.basic.kind,
        version=edition.number,
        state=edition.state,
        effective_on=edition.effective_on,
        hash=edition_hash(edition.state, edition.effective_on, hashes),
        options={number: each.content for number, each in options.items()},
        replaces=replaces,
    )


def _hashes(editions: Iterable[ListVersion]) -> dict[int, dict[str, str]]:
    rows = OptionVersion.objects.filter(edition__in=[each.pk for each in editions])
    found: dict[int, dict[str, str]] = {}
    for edition, code, digest in rows.values_list("edition_id", "option__code", "content_hash"):
        found.setdefault(edition, {})[code[-2:]] = digest
    return found
