"""Which code of others it is (识别互通码): by how it is written, and never one of our own numbers."""

from datetime import datetime

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from yaml import safe_load

from tongban.exchange.connectors.foreign_codes.rules import LONGEST, ForeignKind, read_forms, recognised
from tongban.exchange.connectors.foreign_codes.simulator import SAMPLES, Fault, shown_code
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.checklists.rules import is_code
from tongban.registers.codes.rules.codes import found_in

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
FORMS = read_forms(safe_load((settings.CITY / "foreign_codes.yaml").read_bytes())["codes"])
OURS = ("case_number", "id_card", "uscc", "option", "license")


def test_the_city_knows_how_all_three_are_written() -> None:
    assert {each.kind for each in FORMS} == set(ForeignKind)


@pytest.mark.req("R-157")
@given(
    st.sampled_from(ForeignKind),
    st.sampled_from(sorted(SAMPLES)),
    st.sampled_from(Fault),
    st.datetimes(datetime(2026, 1, 1), datetime(2090, 1, 1)),
)
def test_each_kind_is_recognised_as_itself_and_as_nothing_of_ours(
    kind: ForeignKind, who: str, fault: Fault, moment: datetime
) -> None:
    text = shown_code(kind, SAMPLES[who], fault=fault, at=moment.replace(tzinfo=LOCAL))
    assert recognised(text, FORMS) is kind
    assert recognised(f" {text[:9]} {text[9:]}\r\n", FORMS) is kind
    assert not any(check(each, text).valid for each in OURS)
    assert not is_code(text)
    assert found_in(text) == ""
    assert SAMPLES[who].id_number not in text


@given(st.text(max_size=400))
def test_any_other_text_is_none(text: str) -> None:
    assert recognised(text, FORMS) in {None, ForeignKind.MEDICAL_INSURANCE}


@pytest.mark.parametrize(
    "text", ["", " ", "28" + "１" * 26, "28" + "1" * 26 + "1", "ssc1" + "A" * 40, "1" * (LONGEST + 1)]
)
def test_what_only_resembles_one_is_none(text: str) -> None:
    assert recognised(text, FORMS) is None


def test_two_forms_that_fit_are_no_answer_and_bad_lists_are_told_whole() -> None:
    rows = [{"kind": "health_card", "pattern": "[0-9]+"}, {"kind": "medical_insurance", "pattern": "[0-9A-F]+"}]
    assert recognised("123", read_forms(rows)) is None
    with pytest.raises(Invalid) as refusal:
        read_forms([*rows, {"kind": "health_card", "pattern": "x"}, {"kind": "social_security_card", "pattern": "("}])
    assert len(refusal.value.faults) == 2
