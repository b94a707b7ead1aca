"""The test authority: its keys are for their owner only, are rotated, and its certificates are what they say."""

import base64
import os
import shutil
import stat
import subprocess
from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.signing import Suite, authority, certificates, der, known, rotate, suites, verify
from tongban.foundation.kernel.signing.authority import FILE
from tongban.foundation.kernel.vault import KeyringError, configure, create_keyring
from tongban.foundation.kernel.vault.place import _Place

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
OPENSSL = shutil.which("openssl")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(_Place, "configured", "")
    create_keyring(tmp_path / "keys" / "keyring.json")
    configure(tmp_path / "keys" / "keyring.json")
    return tmp_path / "keys"


@pytest.mark.req("R-131")
def test_the_keys_are_for_their_owner_only_and_show_in_no_log(folder):
    before = os.umask(0)
    try:
        made = authority(at=AT)
        rotate(at=AT)
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    for key in (*made.roots, *made.signers):
        assert repr(key.secret) not in repr(made)
        assert base64.b64encode(key.secret).decode() not in repr(key)
    (folder / FILE).chmod(0o644)
    with pytest.raises(KeyringError, match="chmod 600"):
        known()


@pytest.mark.req("R-131")
def test_after_a_rotation_a_new_key_signs_and_the_old_one_still_verifies(folder):
    old = authority(at=AT).signer(Suite.GUOMI)
    signed = old.sign(b"before")
    new = rotate(at=AT + timedelta(days=365)).signer(Suite.GUOMI)
    assert (old.number, new.number) == (1, 2)
    assert new.certificate != old.certificate
    kept = known().trusted[certificates.fingerprint(old.certificate)]
    assert verify(Suite.GUOMI, certificates.parsed(kept).point, b"before", signed)


def test_a_broken_file_tells_no_secret(folder):
    authority(at=AT)
    (folder / FILE).write_text('{"format": 1, "roots": "secret-secret"}')
    with pytest.raises(KeyringError) as told:
        known()
    assert "secret-secret" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("suite", Suite)
def test_a_certificate_names_what_it_is_and_is_signed_by_its_root(folder, suite):
    made = authority(at=AT)
    found = certificates.parsed(made.signer(suite).certificate)
    assert "无法律效力" in found.name
    assert found.is_signed_by(made.root(suite).point)
    assert not found.is_signed_by(found.point)


@pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
@pytest.mark.parametrize("suite", Suite)
def test_openssl_accepts_the_chain(folder, suite, tmp_path):
    made = authority(at=AT)
    paths = []
    for name, key in (("root", made.root(suite)), ("signer", made.signer(suite))):
        body = base64.encodebytes(key.certificate).decode()
        paths.append(tmp_path / f"{name}.pem")
        paths[-1].write_text(f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n")
    id_ = ["-vfyopt", f"distid:{suites.SM2_ID.decode()}"] if suite is Suite.GUOMI else []
    asked = [OPENSSL or "", "verify", *id_, "-x509_strict", "-attime", str(int(AT.timestamp()) + 60)]
    told = subprocess.run([*asked, "-CAfile", *map(str, paths)], capture_output=True, check=False)
    assert told.returncode == 0, told.stderr


def test_what_is_no_certificate_is_said_to_be_none(folder):
    whole = authority(at=AT).signer(Suite.INTL).certificate
    for size in range(0, len(whole), 7):
        with pytest.raises(der.NotDer):
            certificates.parsed(whole[:size])
