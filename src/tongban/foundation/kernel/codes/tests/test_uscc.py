import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import check, uscc

VALID = ["11620200013961011C", "1262020043800003XM", "91620200MA7D0001X9", "92620200MA7E00029U"]


@st.composite
def credit_codes(draw) -> str:
    registrar = draw(st.sampled_from(sorted(uscc.CLASSES)))
    kind = draw(st.sampled_from(uscc.CLASSES[registrar]))
    organisation = draw(st.text(uscc.ALPHABET, min_size=8, max_size=8))
    body = f"{registrar}{kind}620200{organisation}{uscc.organisation_check(organisation)}"
    return body + uscc.check_character(body)


def codes(value: str) -> list[str]:
    return [error.code for error in check("uscc", value).errors]


@pytest.mark.req("R-207")
@pytest.mark.parametrize("code", VALID)
def test_a_valid_code_passes_however_it_is_typed(code):
    for typed in (code, code.lower(), f" {code[:8]} {code[8:]} ", f"{code[:8]}-{code[8:17]}-{code[17]}"):
        assert check("uscc", typed).valid
        assert check("uscc", typed).normalized == code


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["empty"]),
        ("1162020001396101", ["length"]),
        ("11620200013961011CC", ["length"]),
        ("11620200013961011D", ["check_digit"]),
        ("11620200013961012C", ["organisation_check", "check_digit"]),
        ("B1620200013961011C", ["registrar", "check_digit"]),
        ("17620200013961011C", ["organisation_class", "check_digit"]),
        ("11990200013961011C", ["division", "check_digit"]),
        ("11620A00013961011C", ["division", "check_digit"]),
        ("1162O200013961011C", ["character"]),
        ("11620200I13961Z11C", ["character"]),
        ("B1990200013961I12C", ["character", "registrar", "division"]),
    ],
)
def test_each_defect_has_its_code_and_all_are_told_at_once(value, expected):
    assert codes(value) == expected


def test_messages_say_where_and_what_to_do():
    assert check("uscc", "11620200013961011D").errors[0].message == "第18位校验码不对，应为C，请核对第1至18位"
    told = check("uscc", "11620200I13961Z11C").errors[0].message
    assert "第9位“I”、第15位“Z”" in told
    assert "“I”可能是数字1" in told
    assert "“Z”可能是数字2" in told


def test_bodies_of_the_nation_have_its_division():
    body = "11100000" + "00000001" + uscc.organisation_check("00000001")
    code = body + uscc.check_character(body)

    assert check("uscc", code).valid
    assert uscc.division(code) == "100000"


@given(credit_codes())
def test_every_generated_code_is_valid_and_tells_its_division(code):
    assert check("uscc", code).valid
    assert check("uscc", code).normalized == code
    assert uscc.division(code) == "620200"


@pytest.mark.req("R-207")
@given(credit_codes())
def test_every_wrong_character_and_every_swap_of_neighbours_is_caught(code):
    for position, right in enumerate(code):
        for wrong in uscc.ALPHABET:
            if wrong != right:
                assert any(uscc.faults(code[:position] + wrong + code[position + 1 :]))
    for i in range(17):
        if code[i] != code[i + 1]:
            assert any(uscc.faults(code[:i] + code[i + 1] + code[i] + code[i + 2 :]))
