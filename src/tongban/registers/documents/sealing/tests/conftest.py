"""Keys for these tests alone, made once."""

from collections.abc import Mapping

import pytest

from tongban.foundation.kernel.vault import configure, create_keyring
from tongban.foundation.kernel.vault.place import _Place
from tongban.registers.documents.sealing.provider import TestProvider

from . import cast


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], Mapping[str, bytes]]:
    """One sealed PDF and OFD, and the certificates that they can be checked with."""
    before = _Place.configured
    path = tmp_path_factory.mktemp("keys") / "keyring.json"
    create_keyring(path)
    configure(path)
    try:
        return {"pdf": cast.pdf(), "ofd": cast.ofd()}, TestProvider().trusted()
    finally:
        _Place.configured = before


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    """Other keys than those of `files`: another authority."""
    monkeypatch.setattr(_Place, "configured", "")
    create_keyring(tmp_path / "keys" / "keyring.json")
    configure(tmp_path / "keys" / "keyring.json")
