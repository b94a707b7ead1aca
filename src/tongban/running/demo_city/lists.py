"""The demo city's published lists (演示清单), drafted and published by two of its people with the usual commands."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides
from tongban.registers.lists import commands
from tongban.registers.lists.models import Edition, EditionDraft
from tongban.registers.lists.queries import lead
from tongban.registers.lists.rules.kinds import KINDS, Origin
from tongban.registers.lists.rules.rows import key_of, words

EARLIER = timedelta(days=30)
Kept = dict[str, Any]


def load_lists(folder: Path, *, at: datetime) -> int:
    """The first editions of all lists, and a second one where a change is to be seen; the number published.

    A list that has an edition already stays as it is.
    """
    kept: Kept = read_yaml((folder / "kept.yaml").read_bytes())
    standing: set[tuple[str, str | None]] = set(Edition.objects.values_list("kind", "institution__key"))
    stationed = {key: rows for key, rows in kept["stationing"].items() if ("stationing", key) not in standing}
    missing = [each for each in KINDS.values() if not each.is_per_institution and (each.code, None) not in standing]
    if not stationed and not missing:
        return 0
    editor, reviewer = bureau_actor(Role.CATALOG_EDITOR), bureau_actor(Role.CATALOG_REVIEWER)
    drafted = 0
    for key, rows in stationed.items():
        drafted += _stationing(key, rows, editor, reviewer, at)
    for kind in missing:
        if kind.origin is Origin.EXTERNAL:
            outside = read_yaml((folder / f"{kind.code}.yaml").read_bytes())
            draft = commands.take_in(kind.code, outside["rows"], source=outside["source"], by=editor, at=at)
        else:
            draft = commands.start(kind.code, by=editor, at=at)
            _WRITE.get(kind.code, _nothing)(draft, kept, editor, at)
        _publish(draft, editor, reviewer, at)
        drafted += 1
    return drafted


def _stationing(institution: str, rows: Kept, editor: Actor, reviewer: Actor, at: datetime) -> int:
    """One edition, or two when the file tells what stood before."""
    turns = [(rows["before"], at - EARLIER)] if "before" in rows else []
    for wanted, day in [*turns, (rows["rows"], at)]:
        draft = commands.start("stationing", institution=institution, by=editor, at=day)
        for row in draft.rows:
            if key_of(row) not in {each["key"] for each in wanted}:
                commands.drop_row(draft, key=key_of(row), reason="已经进驻（样例）", by=editor, at=day)
        for each in wanted:
            cells = {name: value for name, value in each.items() if name != "key"}
            commands.put_row(draft, key=each["key"], cells=cells, by=editor, at=day)
        if day == at and rows.get("withheld"):
            commands.withhold(draft, count=rows["withheld"], by=editor, at=day)
        _publish(draft, editor, reviewer, day)
    return len(turns) + 1


def _publish(draft: EditionDraft, editor: Actor, reviewer: Actor, at: datetime) -> None:
    commands.propose(draft, by=editor, at=at)
    commands.publish(draft, by=reviewer, at=at)


def _nothing(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    """All of the list follows from the catalogue."""


def _supervision(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    basic = {each.implementation_code: each.basic_code for each in current_guides()}
    for row in list(draft.rows):
        said = kept["supervision"].get(basic[key_of(row)])
        if said:
            commands.put_row(draft, key=key_of(row), cells={"supervision": said}, by=by, at=at)


def _responsibilities(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    """Who approves supervises, but where the city's file names another body."""
    table, ways = kept["responsibility"], kept["supervision"]
    basic = {each.implementation_code: each.basic_code for each in current_guides()}
    for row in list(draft.rows):
        code = basic[key_of(row)]
        own = {"supervisor": words(row["agency"]), **table["default"], "way": ways.get(code, "")}
        commands.put_row(draft, key=key_of(row), cells=table["apart"].get(code, own), by=by, at=at)


def _cancelled(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    for each in kept["cancelled"]:
        cells = {name: value for name, value in each.items() if name != "key"}
        commands.put_row(draft, key=each["key"], cells=cells, by=by, at=at)


def _commitments(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    table, short = kept["commitment"], {each.option_code: _short(each) for each in current_guides()}
    for row in list(draft.rows):
        cells = table.get(short[key_of(row)], table["default"])
        commands.put_row(draft, key=key_of(row), cells=cells, by=by, at=at)


def _partners(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    table = kept["cross_province"]
    for row in list(draft.rows):
        partner = table.get(words(row["scope"]), table["全省通办"])
        commands.put_row(draft, key=key_of(row), cells={"partner": partner}, by=by, at=at)


def _protected(draft: EditionDraft, kept: Kept, by: Actor, at: datetime) -> None:
    """Where and when each protected matter is done by hand, from its guide."""
    guides = {_short(each): each for each in current_guides()}
    for field, codes in kept["offline_protected"].items():
        for guide in (guides[code] for code in codes if code in guides):
            cells = {
                "code": guide.option_code,
                "name": guide.name,
                "agency": guide.agency_name,
                "field": field,
                "place": [each.name for each in guide.places[:3]],
                "hours": guide.option.hours or guide.places[0].hours,
            }
            commands.put_row(draft, key=guide.option_code, cells=cells, by=by, at=at)


_WRITE: dict[str, Callable[[EditionDraft, Kept, Actor, datetime], None]] = {
    "permit_norm": _supervision,
    "responsibility": _responsibilities,
    "cancelled": _cancelled,
    "commitment": _commitments,
    "cross_province": _partners,
    "offline_protected": _protected,
}


def _short(guide: Guide) -> str:
    return f"{guide.basic_code}-{guide.option_code[-2:]}"


def bureau_actor(role: Role) -> Actor:
    """The first of the leading body in this role."""
    body = lead()
    person = Staff.objects.filter(agency=body, roles__contains=[role.value], is_active=True).order_by("number").first()
    assert person is not None, f"nobody of {body.key} is {role.label}"
    return Actor(
        name=person.name,
        roles=frozenset({role}),
        account_id=person.account_id,
        staff_id=person.pk,
        agency_id=body.pk,
        agency=body.short_name,
        post=person.post,
    )
