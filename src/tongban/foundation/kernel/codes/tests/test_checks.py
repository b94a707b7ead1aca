import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import KINDS, check
from tongban.foundation.kernel.codes.reading import LONGEST, squeeze

anything = st.text(st.characters(), max_size=LONGEST + 20)
nearly = st.text("0123456789XOIWМ.-  。:+()１Ｘx\u200b\0\ud800", max_size=80)


@pytest.mark.req("R-207")
@pytest.mark.parametrize("kind", KINDS)
@given(value=anything | nearly, on=st.none() | st.dates())
@example(value="\0", on=None)
@example(value="01\ud8000", on=None)
@example(value="\ud800\udfff", on=None)
@example(value="62020119900307001\ud800", on=None)
@example(value="\ufdfa" * LONGEST, on=None)
@example(value="1.2.156.3005.2....", on=None)
@example(value="." * LONGEST, on=None)
def test_no_text_makes_a_check_raise_and_every_answer_can_be_sent(kind, value, on):
    answer = check(kind, value, on=on)

    assert answer.valid is (answer.errors == ())
    answer.normalized.encode("utf-8")
    for error in answer.errors:
        assert error.code
        assert error.message.encode("utf-8")
        assert "\0" not in error.message


@pytest.mark.parametrize("kind", KINDS)
@given(value=nearly)
def test_what_was_normalised_is_judged_the_same_again(kind, value):
    once = check(kind, value)
    if once.valid:
        assert check(kind, once.normalized) == once


@pytest.mark.parametrize("kind", KINDS)
def test_a_megabyte_is_refused_at_once(kind):
    begun = time.perf_counter()
    answer = check(kind, "9" * 1_000_000)

    assert [error.code for error in answer.errors] == ["too_long"]
    assert answer.normalized == ""
    assert time.perf_counter() - begun < 0.1


@given(st.text(st.characters()))
def test_an_unknown_kind_is_told_with_the_known_ones(kind):
    if kind not in KINDS:
        answer = check(kind, "1")
        assert [error.code for error in answer.errors] == ["unknown_kind"]
        assert all(known in answer.errors[0].message for known in KINDS)


def test_the_kinds_are_those_of_the_interface_and_the_telephone():
    assert set(KINDS) == {
        "id_card",
        "uscc",
        "basic_item",
        "implementation",
        "option",
        "license",
        "case_number",
        "phone",
    }


def test_no_message_only_says_that_the_format_is_wrong():
    for kind in KINDS:
        for value in ("", "x", "123", "99" * 9, "A" * 18, "0" * 31, "0" * 33, "1.2.3"):
            for error in check(kind, value, on=date(2026, 1, 1)).errors:
                assert "格式错误" not in error.message
                assert any(word in error.message for word in ("请", "可以"))


@pytest.mark.parametrize(
    ("typed", "squeezed"),
    [
        ("abc", "ABC"),
        ("ａｂｃ１", "ABC1"),
        (" a-b_c ", "ABC"),
        ("1\u200b2\ufeff3\u00ad4", "1234"),
        ("1\ufe0f2\u28003", "123"),
        ("ß", "ß"),  # only ASCII letters change case: anything else would grow or change its meaning
        ("ı", "ı"),
    ],
)
def test_what_carries_no_meaning_is_dropped(typed, squeezed):
    assert squeeze(typed) == squeezed
