"""Help in person as the portal and the desk both show it (上门帮办): the form, days and slots in words."""

from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.models import Entry
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.rules.asking import Asked, days_offered
from tongban.handling.outreach.rules.flow import FLOW
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.states import AskedBy, Need, OutreachChannel, OutreachKind

_VERBS = {"ask": "申请", **{each.verb: each.label for each in FLOW}}
FIELDS = ("kind", "channel", "name", "phone", "address", "asked_by", "note", "wanted_on", "wanted_slot", "item")


def typed_in(data: QueryDict) -> dict[str, Any]:
    """What was typed, so that it can be shown again."""
    typed: dict[str, Any] = {name: plain(data.get(name, ""))[:500] for name in FIELDS}
    return typed | {"needs": [plain(each)[:20] for each in data.getlist("needs")[:20]]}


def asked_from(typed: dict[str, Any], *, channel: str) -> Asked:
    """The same as the command wants it; nothing is judged here."""
    return Asked(
        kind=typed["kind"],
        channel=channel,
        name=typed["name"],
        phone=typed["phone"],
        address=typed["address"],
        needs=tuple(typed["needs"]),
        asked_by=typed["asked_by"] or AskedBy.SELF.value,
        option_code=typed["item"][:33],
        note=typed["note"],
        wanted_on=day_of(typed["wanted_on"]),
        wanted_slot=typed["wanted_slot"],
    )


def choices(at: datetime) -> dict[str, Any]:
    """Everything that can be chosen in the form."""
    days = days_offered(BOUND.policy, today=local_day(at), calendar=calendar())
    return {
        "kinds": [(each.value, each.label, each.hint) for each in OutreachKind],
        "channels": [(each.value, each.label) for each in OutreachChannel if each is not OutreachChannel.WEB],
        "askers": [(each.value, each.label) for each in AskedBy],
        "needs": [(each.value, each.label) for each in Need],
        "days": [("", "请选择"), *((each.isoformat(), describe(each)) for each in days)],
        "slots": [("", "请选择"), *BOUND.policy.choices()],
    }


def when_words(day: date | None, slot: str) -> str:
    """Day with weekday and part of the day; empty while nothing is fixed."""
    found = BOUND.policy.slot(slot)
    return f"{describe(day)}{found.label}" if day is not None and found is not None else ""


def day_of(text: str) -> date | None:
    """A day of a form; none where it is none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def plain(text: str) -> str:
    """One text of a form, without what no database can keep."""
    return text[:5000].replace("\x00", "").encode("utf-8", "replace").decode().strip()


def told_steps(found: Outreach) -> list[dict[str, Any]]:
    """What happened, the newest first; what a helper did in the person's name is marked 代 (one statement)."""
    return [
        {
            "at": each.at,
            "label": _VERBS.get(each.verb, "查看姓名、电话和地址"),
            "is_on_behalf": bool(each.on_behalf or each.facts.get("is_on_behalf")),
            "by": each.by_name,
            "words": each.facts.get("reason") or each.facts.get("words") or "",
        }
        for each in Entry.objects.filter(chain=found.chain).order_by("-seq")
    ]
