"""The list as a whole: since when, why, on what source, by whom (版本与实施主体); pure."""

from collections.abc import Iterator

from tongban.registers.catalog.item import ItemDocument

from .listed import Spot, spot
from .surroundings import Surroundings


def edition_without_reason(item: ItemDocument, _: Surroundings) -> Iterator[Spot]:
    parts = {"调整原因": item.version.reason, "来源依据": item.version.legal_source}
    missing = [name for name, value in parts.items() if not value.strip()]
    if missing:
        yield spot("version", missing="、".join(missing))


def agency_unknown(item: ItemDocument, around: Surroundings) -> Iterator[Spot]:
    if around.agencies and item.agency not in around.agencies:
        yield spot("agency", agency=item.agency)


def two_options_of_one_name(item: ItemDocument, _: Surroundings) -> Iterator[Spot]:
    first: dict[str, str] = {}
    for number, option in item.options.items():
        name = option.name.strip()
        if name and name in first:
            yield spot("options", number, "name", name=name, other=first[name])
        first.setdefault(name, number)


CHECKS = (edition_without_reason, agency_unknown, two_options_of_one_name)
