import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import check, implementations, options

BODY = "11620200013961011C"
BASIC = "620117001W00"
IMPLEMENTATION = BODY + "3" + BASIC
OPTION = IMPLEMENTATION + "02"


def codes(kind: str, value: str) -> list[str]:
    return [error.code for error in check(kind, value).errors]


@pytest.mark.req("R-207")
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("basic_item", "000131003000"),
        ("basic_item", "432017001W00"),
        ("basic_item", "432036005W01"),
        ("basic_item", "00070910500Y"),
        ("basic_item", "00016301300Y"),
        ("basic_item", BASIC),
        ("implementation", IMPLEMENTATION),
        ("implementation", "12441500196720244T3442199806003"),
        ("option", OPTION),
        ("option", "11440600007039469J344014700200402"),
    ],
)
def test_valid_codes_pass_in_any_case_and_spacing(kind, value):
    for typed in (value, value.lower(), " ".join(value), f"{value[:8]}-{value[8:]}"):
        assert check(kind, typed).valid
        assert check(kind, typed).normalized == value


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("basic_item", "", ["empty"]),
        ("basic_item", "00013100300", ["length"]),
        ("basic_item", "0001310030000", ["length"]),
        ("basic_item", "990131003000", ["source"]),
        ("basic_item", "00A131003000", ["character"]),
        ("basic_item", "9901O100300#", ["character", "character", "source"]),
        ("implementation", IMPLEMENTATION[:-1], ["length"]),
        ("implementation", OPTION, ["length"]),
        ("implementation", BODY + "8" + BASIC, ["character"]),
        ("implementation", BODY[:-1] + "D" + "8" + "99" + BASIC[2:], ["check_digit", "character", "source"]),
        ("option", IMPLEMENTATION, ["length"]),
        ("option", IMPLEMENTATION + "00", ["option_number"]),
        ("option", IMPLEMENTATION + "0O", ["character"]),
        ("option", BODY[:-1] + "D" + "3" + BASIC + "00", ["check_digit", "option_number"]),
    ],
)
def test_each_defect_has_its_code_and_all_are_told_at_once(kind, value, expected):
    assert codes(kind, value) == expected


def test_positions_are_those_of_the_whole_code():
    told = [e.message for e in check("option", BODY + "8" + "6201A7001W00" + "0O").errors]

    assert "第19位“8”" in told[0]
    assert "第24位“A”" in told[1]
    assert "第33位“O”" in told[2]


def test_a_longer_code_gives_back_its_parts():
    assert options.implementation_code(OPTION) == IMPLEMENTATION
    assert implementations.basic_code(OPTION) == BASIC
    assert implementations.basic_code(IMPLEMENTATION) == BASIC


@given(st.from_regex(r"(00|62|43)[0-9]{4}[0-9A-Z]{6}", fullmatch=True), st.integers(1, 99), st.sampled_from("1234567"))
def test_every_well_formed_code_passes(basic, number, level):
    assert check("basic_item", basic).valid
    assert check("implementation", BODY + level + basic).valid
    assert check("option", f"{BODY}{level}{basic}{number:02d}").valid
