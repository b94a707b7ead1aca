"""Whose word is not taken (信用记录): barred with reason and way, repaired by review, over on its day (R-146)."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotFound, NotNow, NotYours
from tongban.handling.cases.credit import BadCredit, refuse_barred, standing
from tongban.handling.cases.tests.driving import after, day
from tongban.oversight.regulation import queries
from tongban.oversight.regulation.commands import repairing
from tongban.oversight.regulation.models import CreditRecord
from tongban.oversight.regulation.rules.states import CreditStatus

from .promised import granted_on_promise, revoked

pytestmark = pytest.mark.django_db


def recorded(cast) -> CreditRecord:
    check = revoked(cast)
    return CreditRecord.objects.select_related("party", "agency", "check_of__case").get(check_of=check)


@pytest.mark.req("R-146")
def test_who_broke_a_promise_sees_why_and_how_to_repair_it(cast):
    record = recorded(cast)
    found = standing(record.party_id, on=day(15))
    assert found is not None
    assert "承诺不实" in found.reason
    assert "申请信用修复" in found.repair
    with pytest.raises(BadCredit, match="修复办法"):
        refuse_barred(record.party_id, on=day(15))
    assert queries.record_for(cast("liqiang"), record.pk) == record
    with pytest.raises(NotFound):
        queries.record_for(cast("zhouyou"), record.pk)


@pytest.mark.req("R-146")
def test_inform_sign_decide_check_revoke_bar_repair_and_promise_again(cast):
    record = recorded(cast)
    with pytest.raises(BadCredit):
        granted_on_promise(cast, days=15)
    with pytest.raises(NotNow, match="可以申请信用修复"):
        repairing.ask_repair(record, evidence="制度已经建立。", by=cast("liqiang"), at=after(20))
    late = after(14 + 90)
    repairing.ask_repair(record, evidence="制度已经建立，罚款已经交了。", by=cast("liqiang"), at=late)
    repairing.refuse_repair(record, reason="没有附照片。", by=cast("zhengyawen"), at=late)
    assert standing(record.party_id, on=local_day(late)) is not None
    repairing.ask_repair(record, evidence="制度已经建立，照片见附件。", by=cast("liqiang"), at=late)
    repairing.lift(record, reason="核实过了。", by=cast("zhengyawen"), at=late)
    assert record.status == CreditStatus.LIFTED
    assert standing(record.party_id, on=local_day(late)) is None
    assert granted_on_promise(cast, days=14 + 91).accepts_commitment


@pytest.mark.req("R-146")
def test_a_record_ends_by_itself(cast):
    record = recorded(cast)
    assert standing(record.party_id, on=record.ends_on) is not None
    assert standing(record.party_id, on=record.ends_on + timedelta(days=1)) is None


def test_only_ones_own_record_is_repaired_and_only_by_the_body_or_supervision(cast):
    record = recorded(cast)
    with pytest.raises(NotYours):
        repairing.ask_repair(record, evidence="替他说说。", by=cast("zhouyou"), at=after(200))
    repairing.ask_repair(record, evidence="已经改正了。", by=cast("liqiang"), at=after(200))
    with pytest.raises(NotYours):
        repairing.lift(record, reason="可以。", by=cast("zhaomin"), at=after(200))
