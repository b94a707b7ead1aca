"""Known weaknesses of packages (已知漏洞清单): read in the OSV format, compared with what is installed; pure.

A list is a JSON object of `format`, `as_of` (the day to which it knows), `source`, `is_complete` and `advisories`, each
of these as <https://ossf.github.io/osv-schema/> has it: versions named one by one, or ranges from `introduced` to
`fixed` or `last_affected`. A bare advisory, or a list of them, is read too: it knows to the day it was last changed,
and is whole only if it looks like the export of all: as many as there are at least, and all that the excerpt has.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

FORMAT: Final = "tongban-advisories-1"
SHIPPED: Final = Path(__file__).with_name("advisories.json")
FRESH_DAYS: Final = 31
"""How old a list may be before it says nothing of today."""
FEWEST: Final = 5000
"""The export of all had more than twice as many in 2025; fewer is a part of it."""
_NAME = re.compile(r"[-_.]+")
_VERSION = re.compile(
    r"v?(?:\d+!)?(?P<release>\d+(?:\.\d+)*)[-_.]?(?:(?P<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?P<number>\d*))?"
    r"(?:[-_.]?(?P<post>post|rev|r)[-_.]?\d*)?[-_.]?(?P<dev>dev\d*)?(?:\+.*)?",
    re.IGNORECASE,
)
_BEFORE = {"a": 1, "alpha": 1, "b": 2, "beta": 2}
_DEV, _CANDIDATE, _FINAL, _POST = 0, 3, 4, 5
Order = tuple[tuple[int, ...], int, int]


@dataclass(frozen=True, slots=True)
class Advisories:
    """A list of known weaknesses (漏洞清单): to which day it knows, from where, and whether it claims to be whole."""

    as_of: date
    source: str
    is_complete: bool
    rows: tuple[Mapping[str, Any], ...]

    def age(self, on: date) -> int:
        """Days since the day to which it knows."""
        return (on - self.as_of).days


def read(content: bytes) -> Advisories:
    """The list of a file; `ValueError` in plain words when it is none."""
    try:
        plain = json.loads(content)
    except ValueError:
        raise ValueError("不是 JSON 文件") from None
    if isinstance(plain, dict) and "advisories" in plain:
        return _list(plain)
    rows = plain if isinstance(plain, list) else [plain]
    return joined(rows)


def joined(rows: Iterable[Any]) -> Advisories:
    """Bare advisories as a list: it knows to the day on which the newest was changed."""
    kept = _checked(list(rows))
    days = [str(each.get("modified") or each.get("published") or "")[:10] for each in kept]
    known = [each for each in days if each]
    if not known:
        raise ValueError("没有一条写明修改日期，不知道清单截至哪天")
    return Advisories(date.fromisoformat(max(known)), "OSV", is_whole(kept, excerpt()), kept)


def is_whole(rows: Iterable[Mapping[str, Any]], known: Iterable[Mapping[str, Any]]) -> bool:
    """Can this be all that is known of the Python index? Not with fewer than `FEWEST`, nor without one we know."""
    there: set[str] = set()
    count = 0
    for row in rows:
        if any(each.get("package", {}).get("ecosystem") == "PyPI" for each in row.get("affected", ())):
            count += 1
            there |= _names(row)
    return count >= FEWEST and all(_names(each) & there for each in known)


def _names(row: Mapping[str, Any]) -> set[str]:
    """An advisory has one number in each list that has it."""
    return {str(row["id"]), *map(str, row.get("aliases") or ())}


@cache
def excerpt() -> tuple[Mapping[str, Any], ...]:
    """The advisories that are shipped."""
    return read(SHIPPED.read_bytes()).rows


def _list(plain: Mapping[str, Any]) -> Advisories:
    if plain.get("format") != FORMAT:
        raise ValueError(f"格式要写明“{FORMAT}”")
    try:
        as_of = date.fromisoformat(str(plain["as_of"]))
        rows, source = list(plain["advisories"]), str(plain["source"])
    except (KeyError, TypeError, ValueError):
        raise ValueError("要写明截至日期、来源和漏洞") from None
    return Advisories(as_of, source, plain.get("is_complete") is True, _checked(rows))


def _checked(rows: list[Any]) -> tuple[Mapping[str, Any], ...]:
    for place, each in enumerate(rows, 1):
        if not isinstance(each, dict) or not each.get("id") or not isinstance(each.get("affected", []), list):
            raise ValueError(f"第{place}条没有编号或者写得不对")
    return tuple(rows)


def weaknesses(advisories: Iterable[Mapping[str, Any]], here: Mapping[str, str]) -> Iterator[str]:
    """Advisories that name the version of a package that is here; a withdrawn one counts no more."""
    for advisory in advisories:
        if advisory.get("withdrawn"):
            continue
        for affected in advisory.get("affected", ()):
            package = affected.get("package", {})
            name = normal(str(package.get("name", "")))
            if package.get("ecosystem") == "PyPI" and name in here and _is_affected(here[name], affected):
                yield f"{name} {here[name]} 有已知漏洞 {advisory.get('id', '')}：{advisory.get('summary', '')}"


def normal(name: str) -> str:
    """A name as the Python index compares it."""
    return _NAME.sub("-", name).lower()


def _is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    ranges = (each for each in affected.get("ranges", ()) if each.get("type") == "ECOSYSTEM")
    return version in affected.get("versions", ()) or any(
        _is_within(version, each.get("events", ())) for each in ranges
    )


def _is_within(version: str, events: Iterable[Mapping[str, str]]) -> bool:
    """The events of a range in their order: each begins or ends what is affected."""
    at, is_in = order(version), False
    for event in events:
        if "introduced" in event and (event["introduced"] == "0" or at >= order(event["introduced"])):
            is_in = True
        if "fixed" in event and at >= order(event["fixed"]):
            is_in = False
        if "last_affected" in event and at > order(event["last_affected"]):
            is_in = False
    return is_in


def order(version: str) -> Order:
    """A version as it is compared: its numbers without closing zeros, then dev, a, b, candidate, final, post."""
    found = _VERSION.fullmatch(version.strip())
    if found is None:
        return (), _DEV, 0
    numbers = [int(each) for each in found["release"].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    if found["pre"]:
        return tuple(numbers), _BEFORE.get(found["pre"].lower(), _CANDIDATE), int(found["number"] or 0)
    stage = _DEV if found["dev"] else _POST if found["post"] else _FINAL
    return tuple(numbers), stage, 0
