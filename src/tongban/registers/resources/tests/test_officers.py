"""Data officers: a body without one is red, and nobody leaves without a handover (R-182)."""

import pytest
from conftest import MONDAY

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.commands import disable_staff, set_leave
from tongban.registers.agencies.models import Staff
from tongban.registers.resources.commands.officers import appoint, hand_over
from tongban.registers.resources.models import DataOfficer
from tongban.registers.resources.queries.officers import is_officer, posts, speaks_for

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-182")]
TODAY = local_day(MONDAY)


def person(login: str) -> Staff:
    return Staff.objects.get(account__login=login)


def post_of(key: str):
    return next(each for each in posts(on=TODAY) if each.agency.key == key)


def officer(login: str) -> DataOfficer:
    return DataOfficer.objects.get(staff__account__login=login, ended_at__isnull=True)


def test_a_body_without_an_officer_is_red_and_stands_first():
    assert posts(on=TODAY)[0].is_red
    assert (post_of("transport").is_red, post_of("transport").words) == (True, "没有数据专员")
    assert (post_of("market-regulation").is_red, post_of("medical-insurance").words) == (False, "没有备岗")


def test_the_leader_appoints_somebody_of_the_body_and_the_red_goes(cast):
    leader = cast("yinxiaoyan")
    with pytest.raises(NotYours):
        appoint(person("qiuxiufang"), is_backup=False, by=cast("chenli"), at=MONDAY)
    appoint(person("qiuxiufang"), is_backup=False, by=leader, at=MONDAY)
    assert not post_of("transport").is_red
    with pytest.raises(NotNow, match="已经有人"):
        appoint(person("mengzihan"), is_backup=False, by=leader, at=MONDAY)
    assert Entry.objects.filter(chain__startswith="data-officers:", verb="appoint").count() == 1


def test_an_officer_without_a_backup_cannot_leave_before_the_handover(cast):
    alone, admin = person("aiming"), cast("gaoyuan")
    with pytest.raises(NotNow, match="先在“数据专员”里办理交接"):
        set_leave(alone, until=TODAY, by=cast("aiming"), at=MONDAY)
    with pytest.raises(NotNow, match="数据专员"):
        disable_staff(alone, reason="调走", by=admin, at=MONDAY)
    with pytest.raises(Invalid):
        hand_over(officer("aiming"), to=person("zhaomin"), words="交接了目录和在办申请", by=cast("aiming"), at=MONDAY)
    hand_over(officer("aiming"), to=person("fanmingzhe"), words="交接了目录和在办申请", by=cast("aiming"), at=MONDAY)
    disable_staff(alone, reason="调走", by=admin, at=MONDAY)
    assert officer("fanmingzhe").is_backup is False
    assert DataOfficer.objects.get(staff=alone).handed_over == "交接了目录和在办申请"


def test_with_a_backup_there_the_main_officer_may_go_on_leave_but_not_both(cast):
    set_leave(person("wutao"), until=TODAY, by=cast("wutao"), at=MONDAY)
    with pytest.raises(NotNow):
        set_leave(person("zhaomin"), until=TODAY, by=cast("zhaomin"), at=MONDAY)
    assert not post_of("market-regulation").is_red


def test_the_backup_who_takes_over_leaves_the_backups_post(cast):
    hand_over(officer("wutao"), to=person("zhaomin"), words="目录、在办申请都已交接", by=cast("chenli"), at=MONDAY)
    assert post_of("market-regulation").words == "没有备岗"
    by = cast("zhaomin")
    assert is_officer(by, by.agency_id)
    assert not speaks_for(by, person("aiming").agency_id)
