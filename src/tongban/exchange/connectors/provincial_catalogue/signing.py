"""Signing a comparison (比对报告签名): with the key that also signs the ledger's anchors."""

import hashlib

from tongban.foundation.kernel.vault import vault

_SIGNED = b"library-reconciliation:"


def signature(content: str) -> bytes:
    return vault().sign(_SIGNED + content.encode())


def is_genuine(content: str, signed: bytes | memoryview) -> bool:
    """Does the signature fit what the report says? Anybody with the house's public key can tell."""
    return vault().verify(_SIGNED + content.encode(), signed)


def fingerprint(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
