"""The two suites against the standards' own numbers, against the OpenSSL program, and against altered bytes."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import gmssl_pyx
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.signing import Suite, der, suites

OPENSSL = shutil.which("openssl")
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="the openssl program is not installed")
MESSAGE = "嘉峪关市测试证照".encode()


def openssl(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([OPENSSL or "", *words], capture_output=True, check=False)


def raw(suite: Suite) -> list[str]:
    if suite is Suite.GUOMI:
        return ["-rawin", "-digest", "sm3", "-pkeyopt", f"distid:{suites.SM2_ID.decode()}"]
    return ["-rawin", "-digest", "sha256"]


@pytest.mark.req("R-131")
def test_sm3_and_sm4_give_the_numbers_of_their_standards():
    # GB/T 32905-2016 appendix A.1, by both libraries; GB/T 32907-2016 appendix A.1.
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert hashlib.new("sm3", b"abc").hexdigest() == bytes(gmssl_pyx.sm3_hash(b"abc")).hex() == expected
    block = bytes.fromhex("0123456789abcdeffedcba9876543210")
    sealer = Cipher(algorithms.SM4(block), modes.ECB()).encryptor()
    assert (sealer.update(block) + sealer.finalize()).hex() == "681edf34d206965e86b3e94f536e4246"


@pytest.mark.req("R-131")
def test_sm2_takes_the_signature_of_its_standard_and_no_other():
    # GM/T 0003.5-2012 appendix A.2: the key, the message and the signature on the curve that is in use.
    x = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    r = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
    s = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
    point, signature = bytes.fromhex(x + y), der.seq(der.number(r), der.number(s))
    assert suites.verify(Suite.GUOMI, point, b"message digest", signature)
    assert not suites.verify(Suite.GUOMI, point, b"message digest", der.seq(der.number(r), der.number(s + 1)))


@pytest.mark.req("R-131")
@pytest.mark.parametrize("suite", Suite)
def test_what_is_signed_verifies_and_nothing_else_does(suite):
    secret, point = suites.new_key(suite)
    signature = suites.sign(suite, secret, point, MESSAGE)
    assert suites.verify(suite, point, MESSAGE, signature)
    assert not suites.verify(suite, point, MESSAGE + b"!", signature)
    assert not suites.verify(suite, suites.new_key(suite)[1], MESSAGE, signature)
    for place in range(len(signature)):
        for turned in (1, 0x80):
            altered = signature[:place] + bytes((signature[place] ^ turned,)) + signature[place + 1 :]
            assert not suites.verify(suite, point, MESSAGE, altered)


@needs_openssl
@pytest.mark.req("R-131")
@pytest.mark.parametrize("suite", Suite)
def test_openssl_verifies_ours(suite, tmp_path: Path):
    secret, point = suites.new_key(suite)
    (tmp_path / "key").write_bytes(suites.key_info(suite, point))
    (tmp_path / "message").write_bytes(MESSAGE)
    (tmp_path / "signature").write_bytes(suites.sign(suite, secret, point, MESSAGE))
    asked = ["pkeyutl", "-verify", *raw(suite), "-pubin", "-keyform", "DER", "-inkey", str(tmp_path / "key")]
    asked += ["-in", str(tmp_path / "message"), "-sigfile", str(tmp_path / "signature")]
    assert openssl(*asked).returncode == 0
    (tmp_path / "message").write_bytes(MESSAGE + b"!")
    assert openssl(*asked).returncode != 0


@needs_openssl
@pytest.mark.req("R-131")
@pytest.mark.parametrize("suite", Suite)
def test_we_verify_what_openssl_signed(suite, tmp_path: Path):
    secret, point = suites.new_key(suite)
    (tmp_path / "key").write_bytes(suites.secret_info(suite, secret, point))
    (tmp_path / "message").write_bytes(MESSAGE)
    asked = ["pkeyutl", "-sign", *raw(suite), "-keyform", "DER", "-inkey", str(tmp_path / "key")]
    made = openssl(*asked, "-in", str(tmp_path / "message"))
    assert made.returncode == 0, made.stderr
    assert suites.verify(suite, point, MESSAGE, made.stdout)
    assert not suites.verify(suite, point, MESSAGE + b"!", made.stdout)


@settings(deadline=None)
@given(blob=st.binary(max_size=80))
def test_no_bytes_make_the_reader_stumble(blob):
    try:
        assert der.read(blob).whole == blob
    except der.NotDer:
        assert not suites.verify(Suite.GUOMI, bytes(64), MESSAGE, blob)


@settings(deadline=None, max_examples=50)
@given(blob=st.binary(max_size=80), point=st.binary(min_size=64, max_size=64))
def test_no_bytes_are_a_signature_by_chance(blob, point):
    assert not any(suites.verify(suite, point, MESSAGE, blob) for suite in Suite)
