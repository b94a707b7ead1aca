"""Where the city's key file is, and the one vault that is open on it (密钥环位置).

Without `configure` it is `keys/keyring.json` under TONGBAN_DATA. Nothing is read before the first use.
"""

import os
from functools import cache
from pathlib import Path
from typing import ClassVar

from .keyring import KeyringError
from .sealing import Vault

DATA_VARIABLE = "TONGBAN_DATA"


class _Place:
    configured: ClassVar[str] = ""


def configure(path: Path) -> None:
    """Use this key file from now on in this process (指定密钥环)."""
    _Place.configured = str(path)


def stay() -> None:
    """Keep to the key file that the environment names now (不再改变): a server need not ask at every value."""
    _Place.configured = _Place.configured or _default()


def vault() -> Vault:
    """The city's vault (保险库); KeyringError when there is no key file yet."""
    return _opened(_Place.configured or _default())


def key_folder() -> Path:
    """The folder of the key file (密钥目录): other keys of this house lie beside it, for its owner only."""
    return Path(_Place.configured or _default()).parent


def _default() -> str:
    folder = os.environ.get(DATA_VARIABLE)
    if not folder:
        raise KeyringError(f"没有设置环境变量 {DATA_VARIABLE}(数据目录)，无法找到密钥文件")
    return f"{folder}/keys/keyring.json"


@cache
def _opened(path: str) -> Vault:
    return Vault.at(Path(path))
