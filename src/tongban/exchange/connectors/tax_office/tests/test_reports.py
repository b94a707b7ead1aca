"""A report opens the gate only if it is genuine (前置信息的核对): one sentence for each way to be no good."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice, key_of_simulated
from tongban.handling.bundles.rules.reports import EventReport, trouble_with
from tongban.handling.cases.tests.applying import MONDAY

NUMBER, PAYER = "62020020260000017", "620201199003070017"
GOOD = EventReport("完税1", NUMBER, PAYER, "paid", 750000, MONDAY)
KEY = SimulatedTaxOffice().public_key


def signed(report: EventReport) -> EventReport:
    return replace(report, signature=key_of_simulated().sign(report.signed).hex())


def trouble(report: EventReport, key: str = KEY) -> str:
    return trouble_with(report, case_number=NUMBER, payer_code=PAYER, public_key=key, at=MONDAY)


@pytest.mark.req("R-082")
@pytest.mark.parametrize(
    ("report", "words"),
    [
        (signed(GOOD), ""),
        (signed(replace(GOOD, outcome="exempt", amount=0)), ""),
        (GOOD, "签名对不上"),
        (replace(signed(GOOD), amount=1), "签名对不上"),
        (replace(signed(GOOD), signature="没有"), "签名对不上"),
        (signed(replace(GOOD, number="")), "编号读不出来"),
        (signed(replace(GOOD, case_number="62020020260000025")), "另一个办件"),
        (signed(replace(GOOD, payer_code="620201198511120020")), "另一个人"),
        (signed(replace(GOOD, outcome="open")), "元，缴清以后自动接着办"),
        (signed(replace(GOOD, amount=0)), "金额不对"),
        (signed(replace(GOOD, happened_at=MONDAY + timedelta(days=1))), "时间在将来"),
    ],
)
def test_each_report_is_taken_or_refused_in_words(report, words):
    assert words in trouble(report)
    assert bool(trouble(report)) is bool(words)


@pytest.mark.req("R-082")
@given(key=st.text(max_size=70), signature=st.text(max_size=140), number=st.text(max_size=80))
def test_nothing_that_comes_over_the_line_breaks_the_judging(key, signature, number):
    assert trouble(replace(GOOD, number=number, signature=signature), key)
