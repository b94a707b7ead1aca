"""The demo city's bundles (演示的一件事), drafted and approved by two of its people with the usual commands."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.written import read_yaml
from tongban.registers.bundles import commands
from tongban.registers.bundles.models import BundleEdition
from tongban.registers.bundles.rules.content import Content, from_plain
from tongban.registers.catalog.models import HandlingOption

from .lists import bureau_actor

IN_FORCE_SINCE = timedelta(days=30)


def load_bundles(*files: Path, at: datetime) -> int:
    """The first edition of every bundle of the files that has none, in force since a month: there are applications.

    The number published (one query when all have).
    """
    rows: list[dict[str, Any]] = [row for file in files for row in read_yaml(file.read_bytes())["bundles"]]
    standing = set(BundleEdition.objects.values_list("bundle__code", flat=True))
    missing = [row for row in rows if row["code"] not in standing]
    if not missing:
        return 0
    editor, reviewer = bureau_actor(Role.CATALOG_EDITOR), bureau_actor(Role.CATALOG_REVIEWER)
    codes, at = _codes(), at - IN_FORCE_SINCE
    for row in missing:
        content = content_from(row["content"], codes)
        draft = commands.start(
            row["code"], lead=row["lead"], title=content.title, is_sample=content.is_sample, by=editor, at=at
        )
        commands.revise(draft, content=content, by=editor, at=at)
        commands.propose(draft, reason=row["reason"], by=editor, at=at)
        commands.approve(draft, effective_on=local_day(at), words="样例", by=reviewer, at=at)
    return len(missing)


def content_from(plain: dict[str, Any], codes: dict[str, str]) -> Content:
    """The document of a row of the file: `option` is body/item-number, in the house it is the option's code."""
    members = [
        {**{name: value for name, value in each.items() if name != "option"}, "option_code": codes[each["option"]]}
        for each in plain["members"]
    ]
    return from_plain({**plain, "members": members})


def _codes() -> dict[str, str]:
    rows = HandlingOption.objects.values_list("code", "list__basic__code", "list__agency__key")
    return {f"{agency}/{basic}-{code[-2:]}": code for code, basic, agency in rows}
