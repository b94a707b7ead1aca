"""A14 密钥: the inventory without secrets, a rotation, and how far the data has followed; for one role alone."""

import base64

import pytest

from tongban.foundation.kernel.vault import configure, create_keyring, load_keyring, vault
from tongban.foundation.kernel.vault.place import _Place


@pytest.fixture
def keyring(tmp_path, monkeypatch, db):
    """The same keys in a file of its own."""
    before = vault()._path
    path = tmp_path / "keys" / "keyring.json"
    assert before is not None
    create_keyring(path)
    path.write_bytes(before.read_bytes())
    monkeypatch.setattr(_Place, "configured", "")
    configure(path)
    return path


@pytest.mark.req("R-131")
def test_the_security_administrator_sees_keys_without_secrets_and_rotates(keyring, at_console):
    client = at_console("tianhui")
    page = client.get("/console/keys").content.decode()
    assert "第1号" in page
    assert "条数据用的是旧密钥" not in page
    secrets = [each.secret for each in (*load_keyring(keyring).data, *load_keyring(keyring).signing)]
    assert not any(base64.b64encode(each).decode() in page or each.hex() in page for each in secrets)
    sent = client.post("/console/keys/rotate", {"once": "one"})
    assert client.post("/console/keys/rotate", {"once": "one"}).url == sent.url
    page = client.get(sent.url).content.decode()
    assert "已换用新密钥" in page
    assert "条数据用的是旧密钥" in page
    assert "第2号" in page
    assert len(load_keyring(keyring).data) == 2


@pytest.mark.parametrize("login", ["", "zhaomin", "chenli"])
def test_nobody_else_sees_the_page(at_console, login):
    assert at_console(login).get("/console/keys").status_code in (302, 403, 404)
    assert at_console(login).post("/console/keys/rotate").status_code in (302, 403, 404)
