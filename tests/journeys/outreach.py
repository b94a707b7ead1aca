"""Help in person for the pages to show: one that waits, one that was arranged."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.queries import calendar
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.outreach.commands.acting import sign_mandate
from tongban.handling.outreach.commands.arranging import Plan, arrange
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.commands.papers import Original, give_back, take_papers
from tongban.handling.outreach.commands.visiting import take_visit
from tongban.handling.outreach.commands.volunteers import help_as_volunteer, register
from tongban.handling.outreach.queries.papers import papers_out
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.rules.asking import Asked, days_offered
from tongban.handling.outreach.rules.policy import BOUND
from tongban.handling.outreach.rules.visiting import Filled
from tongban.registers.parties.commands import agree_to_code, make_code
from tongban.registers.parties.models import MandateCode, Party
from tongban.registers.parties.rules import Field
from tongban.registers.parties.sealed import open_field


def people_the_outreach(cast: Callable[[str], Actor]) -> dict[str, str]:
    """Samples for the addresses: asked, arranged with a mandate, and the day of it."""
    maxiuying, wangfang, at = cast("maxiuying"), cast("wangfang"), now()
    day = days_offered(BOUND.policy, today=local_day(at), calendar=calendar())[-1]
    said = Asked(
        kind="home",
        channel="web",
        name="马秀英",
        phone="13993700000",
        address="雄关街道样例路1号2单元301",
        needs=("elder", "ill"),
        option_code=food_code(),
        note="耳朵背，请大声敲门",
        wanted_on=day,
        wanted_slot="am1",
    )
    waiting, coming = ask(said, by=maxiuying, at=at), ask(said, by=maxiuying, at=at)
    people = helpers(on=day)
    mine = next(each for each in people if each.pk == wangfang.staff_id)
    other = next(each for each in people if each.pk != mine.pk)
    arrange(coming, Plan(on=day, slot="am1", helper=mine.number, companion=other.number), by=wangfang, at=at)
    sign_mandate(coming, until=local_day(at), by=maxiuying, at=at)
    take_papers(coming, [Original("房产证"), Original("户口簿", 2)], by=wangfang, at=at)
    give_back(coming, [papers_out(coming)[0].code], way="online", by=wangfang, at=at)
    # Filled in on the route as it stood before the papers were taken: kept beside what was done since.
    stale = Filled(
        key=uuid4(),
        seen=2,
        filled_at=at,
        outcome="collected",
        words="看过房子，材料收齐了",
        confirmation="refused",
        reason="手受伤，同去的人在场",
        is_together=True,
    )
    take_visit(coming.code, stale, by=wangfang, at=at)
    return {
        **_helpers(cast, at),
        "outreach_asked": str(waiting.code),
        "outreach_arranged": str(coming.code),
        "outreach_day": day.isoformat(),
    }


def _helpers(cast: Callable[[str], Actor], at: datetime) -> dict[str, str]:
    """A volunteer of the hall, and 周游 who helps 马秀英 as such: what he may see, and what waits for her to agree."""
    maxiuying, zhouyou, wangfang = cast("maxiuying"), cast("zhouyou"), cast("wangfang")
    helper = Party.objects.get(pk=zhouyou.party_id or 0)
    until = local_day(at) + timedelta(days=90)
    register("周游", open_field(helper, Field.ID_NUMBER), until=until, by=wangfang, at=at)
    principal = Party.objects.get(pk=maxiuying.party_id or 0)
    seen = ["field:phone", "material:layout_plan", "papers"]
    taken = []
    for _ in range(2):
        _, code = make_code(principal, option_code=food_code(), days=5, data=seen, by=maxiuying, at=at)
        taken.append(help_as_volunteer(code, by=zhouyou, at=at))
        if len(taken) == 1:
            mandate = agree_to_code(MandateCode.objects.get(pk=taken[0].pk), by=maxiuying, at=at)
    return {"helping": str(mandate.pk), "helper_code": str(taken[1].pk)}
