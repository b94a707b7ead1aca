import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.codes import check, license_identifier, licenses, mod_37_36

KIND = "11100000000013338W011"
ISSUER = "11620200013961011C"
OURS = f"1.2.156.3005.2.{KIND}.{ISSUER}.20260000001.001.W"

serials = st.text(string.digits + string.ascii_uppercase, min_size=1, max_size=40)


def codes(value: str) -> list[str]:
    return [error.code for error in check("license", value).errors]


@pytest.mark.req("R-207")
@pytest.mark.parametrize(
    "identifier",
    [
        OURS,
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F",
        "1.2.156.3005.2.11100000000013338W087.11370800MB28559184.37080001202411010001.001.3",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
    ],
)
def test_identifiers_of_published_licences_pass(identifier):
    assert check("license", identifier).valid
    assert check("license", identifier).normalized == identifier


@pytest.mark.parametrize(
    "typed",
    [
        OURS.lower(),
        f"  {OURS}\n",
        OURS.replace(".", " . "),
        OURS.replace(".", "。"),
        OURS.replace(".", "．"),
        OURS.translate({ord(c): ord(c) + 0xFEE0 for c in string.digits + string.ascii_uppercase}),
    ],
)
def test_spaces_width_and_kind_of_dot_do_not_matter(typed):
    assert check("license", typed).valid
    assert check("license", typed).normalized == OURS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", ["empty"]),
        (OURS[:-1] + "X", ["check_digit"]),
        (OURS.replace(".001.", ".002."), ["check_digit"]),
        (OURS.replace(".001.", ".01."), ["length", "check_digit"]),
        (OURS.replace(".001.", ".0A1."), ["character", "check_digit"]),
        (OURS.removesuffix(".W"), ["segments"]),
        (OURS.removeprefix("1.2.156.3005.2."), ["root", "segments"]),
        (OURS.replace("3005", "3006"), ["root"]),
        (OURS.replace(KIND, KIND[:-1]), ["length", "check_digit"]),
        (OURS.replace(ISSUER, ISSUER[:-1] + "D"), ["check_digit", "check_digit"]),
        (OURS.replace(KIND, "11100000000013339W011"), ["organisation_check", "check_digit", "check_digit"]),
        (OURS.replace("20260000001", ""), ["serial", "check_digit"]),
        (OURS.replace("20260000001", "2026号"), ["character"]),
        (OURS + "W", ["length"]),
        ("hello", ["root", "segments"]),
    ],
)
def test_each_defect_has_its_code_and_all_are_told_at_once(value, expected):
    assert codes(value) == expected


def test_messages_name_the_part():
    told = check("license", OURS.replace(ISSUER, ISSUER[:-1] + "D")).errors

    assert told[0].message == "颁发机构代码第18位校验码不对，应为C，请核对第1至18位"
    assert told[1].message.startswith("最后一位校验位不对，应为")


def test_a_new_version_changes_the_check_character():
    assert license_identifier(KIND, ISSUER, "20260000001", 1) == OURS
    assert license_identifier(KIND, ISSUER, "20260000001", 2)[-1] != OURS[-1]


@pytest.mark.parametrize(
    ("kind", "issuer", "serial", "version"),
    [(KIND[:-1], ISSUER, "1", 1), (KIND, ISSUER[:-1] + "D", "1", 1), (KIND, ISSUER, "", 1), (KIND, ISSUER, "1", 1000)],
)
def test_no_identifier_is_made_of_wrong_parts(kind, issuer, serial, version):
    with pytest.raises(AssertionError):
        license_identifier(kind, issuer, serial, version)


@given(serials, st.integers(1, 999))
def test_an_identifier_gives_back_its_parts(serial, version):
    identifier = license_identifier(KIND, ISSUER, serial, version)

    assert check("license", identifier).valid
    assert licenses.parts(identifier) == licenses.LicenseIdentifier(KIND, ISSUER, serial, version)


@given(st.text(string.digits + string.ascii_uppercase, min_size=1, max_size=60), st.data())
def test_mod_37_36_catches_every_wrong_character(text, data):
    position = data.draw(st.integers(0, len(text) - 1))
    for wrong in string.digits + string.ascii_uppercase:
        changed = text[:position] + wrong + text[position + 1 :]
        assert (mod_37_36(changed) == mod_37_36(text)) == (changed == text)


def test_mod_37_36_gives_the_character_of_a_published_example():
    assert mod_37_36("A12425GABC1234002") == "M"  # the published example of GRid, which uses the same system
