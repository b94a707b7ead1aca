import json
import multiprocessing
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tongban.foundation.kernel.vault import KeyringError, add_key, create_keyring, keyring, load_keyring

SPAWN = multiprocessing.get_context("spawn")


def secret_of(path: str) -> bytes:
    return create_keyring(Path(path)).data[0].secret


def rotated(path: str) -> int:
    return add_key(Path(path)).data[-1].id


@pytest.fixture
def path(tmp_path):
    return tmp_path / "keys" / "keyring.json"


@pytest.mark.req("R-199")
def test_the_key_file_is_for_its_owner_only(path):
    before = os.umask(0)
    try:
        create_keyring(path)
        add_key(path)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_was_created_is_what_is_read(path):
    assert create_keyring(path) == load_keyring(path)
    assert [p.name for p in path.parent.iterdir()] == ["keyring.json"]


def test_an_existing_key_file_is_never_overwritten(path):
    first = create_keyring(path)

    assert create_keyring(path) == first
    assert create_keyring(path, profile="guomi") == first


def test_two_cities_never_have_the_same_keys(tmp_path):
    one, other = create_keyring(tmp_path / "a"), create_keyring(tmp_path / "b")

    assert one.data[0].secret != other.data[0].secret
    assert one.django_secret != other.django_secret
    assert len({one.data[0].secret, one.index[0].secret, one.signing[0].secret}) == 3


def test_threads_that_create_at_once_all_get_the_same_keys(path):
    with ThreadPoolExecutor(16) as pool:
        rings = list(pool.map(lambda _: create_keyring(path), range(32)))

    assert all(ring == rings[0] for ring in rings)


def test_processes_that_create_at_once_all_get_the_same_keys(path):
    with SPAWN.Pool(4) as pool:
        secrets = pool.map(secret_of, [str(path)] * 8)

    assert len(set(secrets)) == 1
    assert load_keyring(path).data[0].secret == secrets[0]


def test_threads_that_rotate_at_once_lose_no_key(path):
    create_keyring(path)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(rotated, [str(path)] * 16))

    assert sorted(numbers) == list(range(2, 18))
    assert [key.id for key in load_keyring(path).data] == list(range(1, 18))


def test_no_secret_shows_in_a_log(path):
    ring = create_keyring(path)

    for shown in (repr(ring), str(ring.data[0])):
        assert ring.django_secret not in shown
        assert repr(ring.data[0].secret) not in shown


def test_a_missing_key_file_is_told(path):
    with pytest.raises(KeyringError, match="没有密钥文件"):
        load_keyring(path)


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(KeyringError, match="无法读取"):
        load_keyring(tmp_path)


def test_a_key_file_that_others_may_read_is_refused(path):
    create_keyring(path)
    path.chmod(0o640)

    with pytest.raises(KeyringError, match="chmod 600"):
        load_keyring(path)


def damaged(**changes) -> dict[str, Any]:
    key = {"id": 1, "algorithm": "AES-256-GCM", "secret": "A" * 43 + "="}
    mac, signer = {**key, "algorithm": "HMAC-SHA256"}, {**key, "algorithm": "Ed25519"}
    whole = {
        "format": 1,
        "profile": "intl",
        "data": [key],
        "index": [mac],
        "signing": [signer],
        "django_secret": "s" * 64,
    }
    return {**whole, **changes}


KEY = damaged()["data"][0]


@pytest.mark.parametrize(
    "document",
    [
        damaged(format=2),
        damaged(profile="other"),
        damaged(data=[]),
        damaged(data=[KEY, KEY]),
        damaged(data=[{**KEY, "id": 2}, KEY]),
        damaged(data=[{**KEY, "id": 0}]),
        damaged(data=[{**KEY, "id": 65536}]),
        damaged(data=[{**KEY, "secret": "AAAA"}]),
        damaged(data=[{**KEY, "secret": "!"}]),
        damaged(data=[{**KEY, "algorithm": "ROT13"}]),
        damaged(data=None),
        damaged(data="x"),
        damaged(django_secret="short"),
        damaged(django_secret=7),
        {},
        [],
        None,
    ],
)
def test_a_damaged_key_file_is_told_without_its_content(path, document):
    path.parent.mkdir()
    path.touch(0o600)
    path.write_text(json.dumps(document))

    with pytest.raises(KeyringError, match="已损坏") as raised:
        load_keyring(path)
    assert raised.value.__suppress_context__
    assert KEY["secret"] not in str(raised.value)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_is_told(path, raw):
    path.parent.mkdir()
    path.touch(0o600)
    path.write_bytes(raw)

    with pytest.raises(KeyringError, match="已损坏"):
        load_keyring(path)


def test_the_whole_sample_is_accepted_so_that_the_damage_is_what_is_refused(path):
    path.parent.mkdir()
    path.touch(0o600)
    path.write_text(json.dumps(damaged()))

    assert load_keyring(path).profile == "intl"


def test_the_last_key_number_is_told(path):
    ring = create_keyring(path)
    full = replace(ring, data=(replace(ring.data[0], id=keyring.LAST_KEY_ID),))
    path.write_text(json.dumps(keyring._document(full)))

    with pytest.raises(KeyringError, match="已用完"):
        add_key(path)
