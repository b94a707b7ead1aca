"""How the demo city's lists came about (演示编制): the round of 2022 with what came of it, and what waits in the inbox.

Everything is done by the same commands that people use, by different persons, at times before today.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import SYSTEM, Actor, Role
from tongban.foundation.kernel.clock import LOCAL, local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.registers.agencies.models import Agency, Staff
from tongban.registers.catalog import item as items
from tongban.registers.catalog.commands import bring_into_force
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import FoundingOpinion, ListDraft, Round
from tongban.registers.compiling.rules.pushed import PushedItem

FOLDER, ROUND, INBOX = "compiling", "round-2022.yaml", "inbox.yaml"
NOTE = {"effective_on": "2022-12-01", "reason": "未纳入平台的公共服务事项，首次发布", "legal_source": "实施方案 二(一)"}


@dataclass(slots=True)
class Story:
    """A round as it is told: its drafts by the names that the file gives them."""

    within: Round
    lists: Mapping[str, Any]
    people: dict[str, Actor]
    drafts: dict[str, ListDraft] = field(default_factory=dict)


def load_compiling(city: Path, *, at: datetime) -> bool:
    """The round of 2022 and the inbox, told once; was it told now? A city without the folder has nothing to tell."""
    folder = city / FOLDER
    if not folder.is_dir() or Round.objects.exists() or ListDraft.objects.exists():
        return False
    _tell_round(_read(folder / ROUND))
    _tell_inbox(_read(folder / INBOX), at=at)
    bring_into_force(on=local_day(at))
    return True


def load_founding_review(*, at: datetime) -> int:
    """The joint review of what was loaded as a whole: 司法局 and the bureau, and 财政局 for what is 司法局's own.

    Told once: a list that was founded since is reviewed by people.
    """
    if FoundingOpinion.objects.exists():
        return 0
    people = _people()
    justice, finance, lead = (people[each] for each in ("zhouyaqin", "shenjie", "linjing"))
    told = commands.review_founding(opinion="首次建库（样例）：依据现行有效，同意纳入目录。", by=justice, at=at)
    told += commands.review_founding(
        opinion="首次建库（样例）：收费有依据，同意纳入目录。", only={"justice"}, by=finance, at=at
    )
    return told + commands.review_founding(opinion="首次建库（样例）：要素齐全，同意发布。", by=lead, at=at)


def _read(path: Path) -> Any:
    return read_yaml(path.read_bytes())


def _tell_round(told: Mapping[str, Any]) -> None:
    people = _people()
    lead, opens_on = people[told["lead"]], told["opens_on"]
    known = {each.key: each for each in Agency.objects.filter(key__in=told["agencies"])}
    within = commands.open_round(
        told["title"],
        agencies=[known[key] for key in told["agencies"]],
        opens_on=opens_on,
        due_on=told["due_on"],
        by=lead,
        at=datetime.combine(opens_on, time(9), LOCAL),
    )
    story = Story(within, told["lists"], people)
    for act in told["acts"]:
        _ACTS[act["do"]](story, act, _moment(act["at"]))
    commands.close_round(within, by=lead, at=_moment(told["closed_at"]))


def _hand_in(story: Story, act: Mapping[str, Any], at: datetime) -> None:
    document = {"kind": "public_service", "is_local_feature": True, "version": NOTE, **story.lists[act["list"]]}
    story.drafts[act["list"]] = commands.hand_in(story.within, document, by=story.people[act["by"]], at=at)


def _begin(story: Story, act: Mapping[str, Any], at: datetime) -> None:
    """A further operation on a list that was published, or a new list that others are merged into."""
    operation, by = Operation(act["operation"]), story.people[act["by"]]
    if operation is Operation.MERGE:
        document = {"kind": "public_service", "is_local_feature": True, **story.lists[act["list"]]}
        document["version"] = act["version"]
        codes = [_edition(story, name).list.code for name in act["of"]]
        draft = commands.begin(operation, document=document, ancestors=codes, by=by, at=at)
    else:
        standing = _edition(story, act["list"]).list
        draft = commands.begin(operation, standing=standing, document={"version": act["version"]}, by=by, at=at)
    story.drafts[act.get("as", act["list"])] = draft


def _edition(story: Story, name: str) -> Any:
    draft = ListDraft.objects.select_related("published__list__basic").get(pk=story.drafts[name].pk)
    assert draft.published is not None, f"{name} was not published"
    return draft.published


def _act(call: Callable[..., Any], words: str = "") -> Callable[[Story, Mapping[str, Any], datetime], None]:
    """A verb on a draft that the story knows; warnings are answered by the bureau's own words."""

    def done(story: Story, act: Mapping[str, Any], at: datetime) -> None:
        draft = ListDraft.objects.select_related("agency", "base__list").get(pk=story.drafts[act["list"]].pk)
        more = {words: act["words"]} if words else {}
        if call is commands.review:
            warned = [each for each in draft.findings if each["severity"] == "warning"]
            more["words"] = {f"{each['code']}:{each['pointer']}": "已核实，可以发布。" for each in warned}
        call(draft, **more, by=story.people[act["by"]], at=at)

    return done


_ACTS: dict[str, Callable[[Story, Mapping[str, Any], datetime], None]] = {
    "hand_in": _hand_in,
    "begin": _begin,
    "submit": _act(commands.submit),
    "review": _act(commands.review, "opinion"),
    "send_back": _act(commands.send_back, "reason"),
    "publish": _act(commands.publish),
}


def _tell_inbox(told: Mapping[str, Any], *, at: datetime) -> None:
    rows, people = told["items"], _people()
    for ago in sorted({each["pushed_ago"] for each in rows}, reverse=True):
        batch = [_pushed(each) for each in rows if each["pushed_ago"] == ago]
        commands.push(batch, by=SYSTEM, at=_workdays_before(at, ago))
    drafts = {each.source_ref: each for each in ListDraft.objects.filter(source_ref__in=[row["ref"] for row in rows])}
    for row in rows:
        for act in row.get("then", ()):
            by, when = people[act["by"]], _workdays_before(at, act["ago"])
            if act["do"] == "claim":
                commands.claim(drafts[row["ref"]], by=by, at=when)
            else:
                commands.decline(drafts[row["ref"]], reason=act["words"], by=by, at=when)


def _pushed(row: Mapping[str, Any]) -> PushedItem:
    option = {
        "name": row["name"],
        "statutory_limit": {"value": row["statutory"], "note": "样例数据"},
        "promised_limit": {"value": row["promised"], "note": "样例数据"},
        "legal_basis": [{"law": row["law"]}],
    }
    item = items.from_plain(
        {
            "basic_code": row["code"],
            "name": row["name"],
            "kind": row["kind"],
            "agency": "",
            "level": 3,
            "version": {"effective_on": "2026-01-01", "reason": "", "legal_source": "甘肃省统一清单（样例）"},
            "options": {"01": option},
        }
    )
    return PushedItem(source_ref=row["ref"], item=item, body_name=row["body"])


def _people() -> dict[str, Actor]:
    """Everybody who compiles or reviews, by their login (one statement)."""
    wanted = {Role.CATALOG_EDITOR, Role.CATALOG_REVIEWER}
    rows = Staff.objects.select_related("agency", "account").filter(is_active=True)
    return {
        row.account.login: Actor(
            name=row.name,
            roles=frozenset(Role(each) for each in row.roles),
            account_id=row.account_id,
            staff_id=row.pk,
            agency_id=row.agency_id,
            agency=row.agency.short_name,
            post=row.post,
        )
        for row in rows
        if wanted & set(row.roles)
    }


def _workdays_before(at: datetime, count: int) -> datetime:
    """So many workdays before today at nine; today itself never past now."""
    if not count:
        return at
    return datetime.combine(add_workdays(local_day(at), -count, calendar=calendar()), time(9), LOCAL)


def _moment(told: Any) -> datetime:
    return datetime.strptime(str(told)[:16], "%Y-%m-%d %H:%M").replace(tzinfo=LOCAL)
