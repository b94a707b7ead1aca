"""Help in person (演示上门帮办): a door of tomorrow, an errand with originals out; by the same commands as people."""

from datetime import datetime, timedelta
from typing import Any

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.handling.outreach.commands.acting import act_for, sign_mandate
from tongban.handling.outreach.commands.arranging import Plan, arrange
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.papers import Original, take_papers
from tongban.handling.outreach.commands.volunteers import register
from tongban.handling.outreach.models import Outreach
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.rules.asking import Asked, days_offered
from tongban.handling.outreach.rules.policy import BOUND
from tongban.registers.catalog.queries import current_guides
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field

from .contacts import _citizen, _staff


def load_outreach(*, at: datetime) -> int:
    """One of each, told once: where somebody asked already nothing is added; the number told."""
    if Outreach.objects.exists():
        return 0
    wangfang, maxiuying = _staff("wangfang"), _citizen("maxiuying")
    days = days_offered(BOUND.policy, today=local_day(at), calendar=calendar())
    day = next((each for each in days if each > local_day(at)), days[-1])
    people = helpers(on=day)
    mine = next(each.number for each in people if each.pk == wangfang.staff_id)
    other = next(each.number for each in people if each.number != mine)
    said: dict[str, Any] = {
        "name": "马秀英（样例）",
        "phone": "13993700000",
        "address": "雄关街道样例路1号2单元301",
        "needs": ("elder", "ill"),
        "note": "样例：耳朵背，请大声敲门",
        "wanted_on": day,
    }
    food = next(each for each in current_guides() if each.option_code.endswith("01") and each.option.questions)
    door = ask(Asked(kind="home", channel="web", wanted_slot="am1", **said), by=maxiuying, at=at)
    arrange(door, Plan(on=day, slot="am1", helper=mine, companion=other), by=wangfang, at=at)
    asked = Asked(kind="agent", channel="web", wanted_slot="pm1", option_code=food.option_code, **said)
    errand = ask(asked, by=maxiuying, at=at)
    arrange(errand, Plan(on=day, slot="pm1", helper=mine), by=wangfang, at=at)
    sign_mandate(errand, until=local_day(at) + timedelta(days=10), by=maxiuying, at=at)
    take_papers(errand, [Original("样例：房产证"), Original("样例：户口簿")], by=wangfang, at=at)
    act_for(errand, words="样例：代交申请表和身份证复印件", by=wangfang, at=at)
    helper = Party.objects.get(pk=_citizen("zhouyou").party_id or 0)
    until = local_day(at) + timedelta(days=BOUND.policy.volunteer_days)
    register(helper.name, open_field(helper, Field.ID_NUMBER), until=until, by=wangfang, at=at)
    return 3
