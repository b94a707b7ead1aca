"""What the published lists leave open (清单落实情况)."""

from collections.abc import Mapping
from datetime import date

from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists.rules.coverage import Coverage, frequent_missing, norm_coverage, unlisted_services

from .editions import codes_on, current, rows_of

MOST_FREQUENT = 50


def norms(on: date) -> Coverage:
    """The permits listed on a day against the norms published by then, missing ones by department (R-028)."""
    heads = (current(kind, on=on) for kind in ("permit", "permit_norm"))
    permits, norm_rows = (rows_of(head).rows if head is not None else () for head in heads)
    return norm_coverage(permits, norm_rows)


def flagged_guides(on: date) -> list[tuple[Guide, str]]:
    """Guides that ask for an intermediary service that is not on the list of the day (R-058); none without a list."""
    listed = codes_on("intermediary", on)
    return [] if listed is None else unlisted_services(current_guides(), listed)


def frequent_not_listed(volumes: Mapping[str, int], *, on: date, most: int = MOST_FREQUENT) -> list[tuple[str, int]]:
    """Frequent options that are not offered across provinces (R-005); `volumes` counts twelve months by option."""
    return frequent_missing(volumes, codes_on("cross_province", on) or frozenset(), most=most)
