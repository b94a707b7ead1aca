"""What the console's pages are about: a draft at each place of its way, a round, a list of the city."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft, Round
from tongban.registers.compiling.rules.pushed import PushedItem
from tongban.registers.compiling.tests import making

Cast = Callable[[str], Actor]


def food_list() -> ImplementationList:
    """A list of 市场监管局 that is in force."""
    return ImplementationList.objects.filter(agency__key="market-regulation", versions__isnull=False).order_by("pk")[0]


def another_list() -> ImplementationList:
    rows = ImplementationList.objects.filter(agency__key="market-regulation", versions__isnull=False)
    return rows.order_by("pk")[1]


def begun(person: Cast, note: Mapping[str, Any], **changes: Any) -> ListDraft:
    """A change of a list that is in force, just begun by 吴涛."""
    standing = changes.pop("standing", None) or food_list()
    made = commands.begin(
        Operation.CHANGE, standing=standing, document={"version": note}, by=person(making.EDITOR), at=now()
    )
    return making.fresh(made)


def submitted(person: Cast, note: Mapping[str, Any], **changes: Any) -> ListDraft:
    """Handed in, with one thing changed."""
    draft = begun(person, note, **changes)
    document = draft.document
    for option in document["options"].values():
        option["hours"] = "工作日 9:00至17:00（样例）"
    commands.save(draft, document, revision=draft.revision, by=person(making.EDITOR), at=now())
    commands.submit(making.fresh(draft), by=person(making.EDITOR), at=now())
    return making.fresh(draft)


def words_for(draft: ListDraft) -> dict[str, str]:
    return {f"{each['code']}:{each['pointer']}": "核对过，情况属实。" for each in draft.findings}


def reviewed(person: Cast, note: Mapping[str, Any], **changes: Any) -> ListDraft:
    draft = submitted(person, note, **changes)
    for login in (making.JUSTICE, making.BUREAU_TOO):
        draft = making.fresh(draft)
        commands.review(draft, opinion="同意。", words=words_for(draft), by=person(login), at=now())
    return making.fresh(draft)


def published(person: Cast, note: Mapping[str, Any], **changes: Any) -> ListDraft:
    draft = reviewed(person, note, **changes)
    commands.publish(draft, by=person(making.BUREAU), at=now())
    return making.fresh(draft)


def pushed(number: int = 1, **changes: Any) -> ListDraft:
    return making.fresh(commands.push([making.pushed_item(number, **changes)], by=SYSTEM, at=now()).created[0])


def pushed_ready(name: str) -> ListDraft:
    """One from above that is written well enough for the city's gate: a list of the city under another code."""
    item = next(each for each in read_items(CITY / "items") if each.agency == "market-regulation")
    first = item.options[min(item.options)]
    version = msgspec.structs.replace(item.version, reason="上级推送", legal_source="甘肃省统一清单（样例）")
    made = msgspec.structs.replace(
        item,
        basic_code="000131970000",
        name=name,
        version=version,
        options={"01": msgspec.structs.replace(first, name=name, aliases=(), everyday_words=())},
    )
    return making.fresh(commands.push([PushedItem("province:ready", made)], by=SYSTEM, at=now()).created[0])


def opened(person: Cast, title: str = "公共服务事项梳理（样例）") -> Round:
    """A round that asks 市场监管局 and another body."""
    agencies = list(Agency.objects.filter(key__in=["market-regulation", "justice"]))
    today = local_day(now())
    return commands.open_round(
        title,
        agencies=agencies,
        opens_on=today,
        due_on=today + timedelta(days=20),
        by=person(making.BUREAU),
        at=now(),
    )
