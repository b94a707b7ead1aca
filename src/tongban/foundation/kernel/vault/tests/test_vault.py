import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel import vault as vault_module
from tongban.foundation.kernel.errors import Declined
from tongban.foundation.kernel.vault import (
    BrokenSealError,
    Keyring,
    KeyringError,
    UnknownKeyError,
    Vault,
    VaultError,
    add_key,
    create_keyring,
    load_keyring,
)
from tongban.foundation.kernel.vault.ciphers import is_available
from tongban.foundation.kernel.vault.keyring import Key

PURPOSE = "party.id"
OWNER = "17"
NUMBER = "620201199003070017"

PROFILES = [
    "intl",
    pytest.param("guomi", marks=pytest.mark.skipif(not is_available("HMAC-SM3"), reason="OpenSSL without SM3")),
]


@pytest.fixture(scope="module", params=PROFILES)
def place(request, tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("keys") / "keyring.json"
    create_keyring(path, profile=request.param)
    return path


@pytest.fixture
def city(place) -> Vault:
    return Vault.at(place)


@pytest.fixture(scope="module")
def shared(place) -> Vault:
    return Vault.at(place)


@pytest.mark.req("R-199")
def test_a_sealed_value_opens_in_its_place(city):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)

    assert NUMBER.encode() not in sealed
    assert city.open(sealed, purpose=PURPOSE, owner=OWNER) == NUMBER
    assert city.open(memoryview(sealed), purpose=PURPOSE, owner=OWNER) == NUMBER


@given(text=st.text(st.characters()), owner=st.text(st.characters()))
def test_every_text_comes_back_as_it_was(shared, text, owner):
    assert shared.open(shared.seal(text, purpose=PURPOSE, owner=owner), purpose=PURPOSE, owner=owner) == text


def test_equal_values_do_not_look_equal(city):
    assert len({city.seal(NUMBER, purpose=PURPOSE, owner=OWNER) for _ in range(100)}) == 100


@pytest.mark.req("R-199")
@pytest.mark.parametrize(
    ("purpose", "owner"), [("party.phone", OWNER), (PURPOSE, "18"), (PURPOSE, ""), (PURPOSE, "|17"), ("party.id1", "7")]
)
def test_a_value_moved_to_another_place_does_not_open(city, purpose, owner):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)

    with pytest.raises(BrokenSealError):
        city.open(sealed, purpose=purpose, owner=owner)


def test_a_purpose_cannot_pretend_to_be_another_place(city):
    with pytest.raises(AssertionError):
        city.seal(NUMBER, purpose="party|id", owner=OWNER)


@pytest.mark.req("R-199")
def test_every_flipped_bit_is_noticed(city):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)

    for position in range(len(sealed)):
        for bit in range(8):
            altered = bytearray(sealed)
            altered[position] ^= 1 << bit
            with pytest.raises(VaultError):
                city.open(bytes(altered), purpose=PURPOSE, owner=OWNER)


def test_every_cut_is_noticed(city):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)

    for length in range(len(sealed)):
        with pytest.raises(BrokenSealError):
            city.open(sealed[:length], purpose=PURPOSE, owner=OWNER)


@given(st.binary(max_size=80))
def test_what_was_never_sealed_does_not_open(shared, raw):
    with pytest.raises(VaultError):
        shared.open(raw, purpose=PURPOSE, owner=OWNER)


def test_another_citys_key_of_the_same_number_does_not_open(city, tmp_path):
    other = Vault(create_keyring(tmp_path / "keyring.json", profile=city._keys.ring.profile))

    with pytest.raises(BrokenSealError):
        other.open(city.seal(NUMBER, purpose=PURPOSE, owner=OWNER), purpose=PURPOSE, owner=OWNER)


def test_a_fault_of_the_keys_is_no_refusal_to_a_person():
    assert not issubclass(VaultError, Declined)


def test_messages_hold_neither_value_nor_owner(city):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=NUMBER)

    with pytest.raises(BrokenSealError) as raised:
        city.open(sealed[:-1] + b"\0\0", purpose=PURPOSE, owner=NUMBER)
    assert NUMBER not in str(raised.value)
    assert PURPOSE in str(raised.value)


@pytest.mark.req("R-199")
@pytest.mark.parametrize("profile", PROFILES)
def test_after_a_rotation_old_values_open_and_are_stale(tmp_path, profile):
    path = tmp_path / "keyring.json"
    create_keyring(path, profile=profile)
    city = Vault.at(path)
    old, index = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER), city.index(NUMBER, purpose=PURPOSE)
    assert not city.is_stale(old)

    city.add_key()
    new = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)

    assert city.open(old, purpose=PURPOSE, owner=OWNER) == city.open(new, purpose=PURPOSE, owner=OWNER) == NUMBER
    assert city.is_stale(old)
    assert city.is_stale(memoryview(old))
    assert not city.is_stale(new)
    assert city.index(NUMBER, purpose=PURPOSE) == index


@pytest.mark.req("R-199")
def test_a_process_that_missed_the_rotation_still_opens_new_values(tmp_path):
    path = tmp_path / "keyring.json"
    create_keyring(path)
    sleeper, rotator = Vault.at(path), Vault.at(path)
    for _ in range(3):
        rotator.add_key()
        sealed = rotator.seal(NUMBER, purpose=PURPOSE, owner=OWNER)
        assert sleeper.open(sealed, purpose=PURPOSE, owner=OWNER) == NUMBER
        assert not sleeper.is_stale(sealed)


def test_a_value_of_a_lost_key_says_so(tmp_path):
    path = tmp_path / "keyring.json"
    create_keyring(path)
    backup = path.read_bytes()
    city = Vault.at(path)
    city.add_key()
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)
    path.write_bytes(backup)

    with pytest.raises(UnknownKeyError, match="第2号密钥"):
        Vault.at(path).open(sealed, purpose=PURPOSE, owner=OWNER)


def test_one_key_file_may_hold_keys_of_both_profiles(tmp_path):
    intl = create_keyring(tmp_path / "a")
    guomi = create_keyring(tmp_path / "b", profile="guomi")
    before = Vault(intl)
    after = Vault(replace(intl, profile="guomi", data=(*intl.data, replace(guomi.data[0], id=2))))
    old, new = (each.seal(NUMBER, purpose=PURPOSE, owner=OWNER) for each in (before, after))

    assert (old[0], new[0]) == (1, 2)
    assert after.open(old, purpose=PURPOSE, owner=OWNER) == after.open(new, purpose=PURPOSE, owner=OWNER) == NUMBER
    assert after.is_stale(old)


@pytest.mark.req("R-199")
def test_the_index_finds_equal_values_and_only_them(city):
    index = city.index(NUMBER, purpose=PURPOSE)

    assert len(index) == 16
    assert index == city.index(" 620201-19900307-0017 ", purpose=PURPOSE)
    assert index == city.index("６２０２０１１９９００３０７００１７", purpose=PURPOSE)
    assert index != city.index("620201199003070018", purpose=PURPOSE)
    assert city.index("abc", purpose=PURPOSE) == city.index("ABC", purpose=PURPOSE)


def test_the_index_of_one_purpose_says_nothing_about_another(city):
    assert city.index(NUMBER, purpose="party.id") != city.index(NUMBER, purpose="party.phone")
    assert city.index("b", purpose="a") != city.index("", purpose="ab")


def test_the_index_depends_on_the_key(city, tmp_path):
    other = Vault(create_keyring(tmp_path / "keyring.json"))

    assert other.index(NUMBER, purpose=PURPOSE) != city.index(NUMBER, purpose=PURPOSE)


def test_the_city_recognises_its_signature_and_no_other(city, tmp_path):
    signature = city.sign(b"anchor 1")

    assert city.verify(b"anchor 1", signature)
    assert city.verify(b"anchor 1", memoryview(signature))
    assert not city.verify(b"anchor 2", signature)
    assert not any(city.verify(b"anchor 1", signature[:length]) for length in range(len(signature)))
    for position in range(len(signature)):
        altered = bytearray(signature)
        altered[position] ^= 1
        assert not city.verify(b"anchor 1", bytes(altered))
    assert not Vault(create_keyring(tmp_path / "k")).verify(b"anchor 1", signature)


def test_others_can_check_a_signature_with_the_public_key_alone(city):
    signature = city.sign(b"anchor 1")
    number = int.from_bytes(signature[1:3])

    Ed25519PublicKey.from_public_bytes(city.public_keys()[number]).verify(signature[3:], b"anchor 1")


def test_the_web_frameworks_secret_is_long_and_stays(place, city):
    assert len(city.django_secret()) >= 50
    assert Vault.at(place).django_secret() == city.django_secret()


def test_nothing_secret_shows_in_a_log(city, place):
    ring = load_keyring(place)

    assert ring.django_secret not in repr(city)
    assert str(place) in repr(city)


def test_threads_may_share_a_vault_while_the_key_changes(tmp_path):
    path = tmp_path / "keyring.json"
    create_keyring(path)
    city = Vault.at(path)
    expected = city.index(NUMBER, purpose=PURPOSE)

    def use(turn: int) -> bool:
        if turn % 100 == 0:
            add_key(path)
        other = Vault.at(path) if turn % 50 == 0 else city
        sealed = other.seal(f"{NUMBER}{turn}", purpose=PURPOSE, owner=str(turn))
        return (
            city.open(sealed, purpose=PURPOSE, owner=str(turn)) == f"{NUMBER}{turn}"
            and city.index(NUMBER, purpose=PURPOSE) == expected
        )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(1000)))


@pytest.mark.parametrize(
    ("cipher", "mac", "sealed", "index"),
    [
        (
            Key(7, "AES-256-GCM", bytes(range(32))),
            "HMAC-SHA256",
            "010007b099f7f4b1ec434a0a01dcc5e4eae5ac630c3a11ece9d38cc5f2121305730771016279b453",
            "e02d99fda5b77d0ea40b3c347853f65d",
        ),
        (
            Key(7, "SM4-GCM", bytes(range(16))),
            "HMAC-SM3",
            "020007df73f6856fbb3da896039480188b70aa1741e2a4d1e47eddf0fdd4d2069615a5257c6c494f",
            "7c2b01e2177257cfc665fa3cf457bb78",
        ),
    ],
)
def test_values_stored_by_the_first_edition_are_read_by_this_one(cipher, mac, sealed, index):
    key = bytes(range(32))
    city = Vault(Keyring("intl", (cipher,), (Key(1, mac, key),), (Key(1, "Ed25519", key),), django_secret="s" * 50))

    assert city.open(bytes.fromhex(sealed), purpose="party.name", owner="17") == "王小峰"
    assert city.index(NUMBER, purpose=PURPOSE).hex() == index


@pytest.fixture
def _nothing_configured(monkeypatch):
    monkeypatch.setattr("tongban.foundation.kernel.vault.place._Place.configured", "")


@pytest.mark.usefixtures("_nothing_configured")
def test_the_citys_vault_is_where_the_data_is(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGBAN_DATA", str(tmp_path))
    ring = create_keyring(tmp_path / "keys" / "keyring.json")

    assert vault_module.vault().django_secret() == ring.django_secret
    assert vault_module.vault() is vault_module.vault()


@pytest.mark.usefixtures("_nothing_configured")
def test_a_configured_place_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("TONGBAN_DATA", str(tmp_path / "elsewhere"))
    ring = create_keyring(tmp_path / "own.json")
    vault_module.configure(tmp_path / "own.json")

    assert vault_module.vault().django_secret() == ring.django_secret


@pytest.mark.usefixtures("_nothing_configured")
def test_without_a_place_or_a_file_the_operator_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("TONGBAN_DATA", raising=False)
    with pytest.raises(KeyringError, match="TONGBAN_DATA"):
        vault_module.vault()

    monkeypatch.setenv("TONGBAN_DATA", str(tmp_path))
    with pytest.raises(KeyringError, match="没有密钥文件"):
        vault_module.vault()
    create_keyring(tmp_path / "keys" / "keyring.json")
    assert vault_module.vault()


def test_a_field_costs_microseconds(city):
    sealed = city.seal(NUMBER, purpose=PURPOSE, owner=OWNER)
    acts = {
        "seal": lambda: city.seal(NUMBER, purpose=PURPOSE, owner=OWNER),
        "open": lambda: city.open(sealed, purpose=PURPOSE, owner=OWNER),
        "index": lambda: city.index(NUMBER, purpose=PURPOSE),
    }
    for name, act in acts.items():
        begun = time.perf_counter()
        for _ in range(2000):
            act()
        microseconds = (time.perf_counter() - begun) / 2000 * 1e6
        print(f"{name}: {microseconds:.1f} µs")
        assert microseconds < 500
