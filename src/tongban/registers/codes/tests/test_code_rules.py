"""The code itself: what stands in it, what does not, and that nobody makes or stretches one but the city."""

from datetime import datetime, timedelta
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.kernel.signing import Suite, certificates, suites
from tongban.foundation.kernel.signing.certificates import Issuer, Request
from tongban.registers.codes.rules.codes import Age, Kind, NotACode, address_of, age_of, is_genuine, made, read
from tongban.registers.codes.rules.scopes import Scope, asked_of, check_scope, granted_of

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
HANDLE = bytes(range(12))


class Signer:
    """A key of a suite with its own certificate."""

    number, made_at = 1, AT

    def __init__(self, suite: Suite) -> None:
        self.suite, self.made_at = suite, AT
        self.secret, self.point = suites.new_key(suite)
        asked = Request("样例", self.point, 17, AT, AT + timedelta(days=9))
        self.certificate = certificates.certify(suite, asked, by=Issuer("样例", self.secret, self.point))
        self.trusted = {certificates.fingerprint(self.certificate): self.certificate}

    def sign(self, message: bytes) -> bytes:
        return suites.sign(self.suite, self.secret, self.point, message)


@lru_cache
def signer(suite: Suite = Suite.INTL) -> Signer:
    return Signer(suite)


def code(kind=Kind.PERSON, at=AT, **told):
    return made(kind, HANDLE, by=signer(), at=at, **told)


@pytest.mark.req("R-153")
@pytest.mark.parametrize("suite", list(Suite))
def test_a_code_is_checked_with_the_public_key_alone(suite):
    by = signer(suite)
    found = read(made(Kind.PERSON, HANDLE, by=by, at=AT).text)
    assert is_genuine(found, trusted=by.trusted)
    assert not any(is_genuine(found, trusted=others) for others in ({}, Signer(suite).trusted))


@pytest.mark.req("R-153")
@pytest.mark.parametrize(
    ("after", "age"),
    [
        (-6, Age.EARLY),
        (-5, Age.LIVE),
        (0, Age.LIVE),
        (30, Age.LIVE),
        (59.9, Age.LIVE),
        (60, Age.STALE),
        (3600, Age.STALE),
    ],
)
def test_a_live_code_dies_within_sixty_seconds(after, age):
    assert age_of(code(), at=AT + timedelta(seconds=after)) is age


def test_the_code_of_a_door_plate_does_not_die():
    assert age_of(code(Kind.DOORPLATE, words="样例路1号"), at=AT + timedelta(days=4000)) is Age.LIVE


@pytest.mark.req("R-153")
def test_nothing_of_anybody_stands_in_a_persons_code():
    found = code()
    assert (found.words, len(found.payload)) == ("", 20)
    with pytest.raises(AssertionError):
        code(words="李强")


def test_the_picture_leads_to_the_page_and_is_read_back_from_it():
    found = code()
    address = address_of(found.text, base_url="https://example.gov.cn/")
    assert read(address) == read(f"  {found.text.lower()} ") == found
    assert address.startswith("https://example.gov.cn/codes/scan?c=TB1")
    assert len(address) < 190


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=31))
def test_a_changed_character_is_seen(place, by):
    text = code(Kind.LICENSE, words="食品经营许可证").text
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    at = 3 + place % (len(text) - 3)
    changed = text[:at] + alphabet[(alphabet.index(text[at]) + by) % 32] + text[at + 1 :]
    try:
        found = read(changed)
    except NotACode:
        return
    assert not is_genuine(found, trusted=signer().trusted)


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text("TB1ACDE27=? c", max_size=200).map("TB1".__add__))
def test_no_text_makes_the_reader_stumble(typed):
    try:
        found = read(typed)
    except NotACode:
        return
    assert not is_genuine(found, trusted=signer().trusted)


@pytest.mark.req("R-153")
def test_a_scene_asks_out_of_a_fixed_list_for_a_purpose():
    check_scope(Scope(("name", "age_at_least(60)", "in_force(id_card)"), "核对身份", "样例窗口"))
    with pytest.raises(Invalid) as refused:
        check_scope(Scope(("name", "salary"), " ", "", keeps=timedelta(days=1)))
    assert {each.pointer for each in refused.value.faults} == {"/claims", "/purpose", "/verifier", "/keeps"}


@pytest.mark.req("R-153")
def test_more_than_was_asked_cannot_be_granted():
    scope = Scope(("name", "id_number", "legal_representative"), "核对身份", "样例窗口")
    assert asked_of(scope, Kind.PERSON) == ("name", "id_number")
    assert granted_of(("name", "id_number"), ("id_number",)) == ("id_number",)
    for chosen in ((), ("phone",), ("name", "phone")):
        with pytest.raises(Invalid):
            granted_of(("name", "id_number"), chosen)
    with pytest.raises(Invalid):
        asked_of(Scope(("legal_representative",), "核对身份", "样例窗口"), Kind.PERSON)
