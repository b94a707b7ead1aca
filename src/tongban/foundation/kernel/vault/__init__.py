"""Encryption of personal data field by field, its blind index, and the city's signature (字段加密、盲索引与签名).

`vault()` is the city's vault; `create_keyring` makes its key file once. Basis: 个人信息保护法 第五十一条第三项.
"""

from .keyring import Keyring, KeyringError, Profile, VaultError, add_key, create_keyring, load_keyring
from .place import configure, stay, vault
from .sealing import BrokenSealError, UnknownKeyError, Vault

__all__ = [
    "BrokenSealError",
    "Keyring",
    "KeyringError",
    "Profile",
    "UnknownKeyError",
    "Vault",
    "VaultError",
    "add_key",
    "configure",
    "create_keyring",
    "load_keyring",
    "stay",
    "vault",
]
