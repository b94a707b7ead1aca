"""Signatures that others can check (电子签名): two suites behind one port, and the built-in test authority."""

from .authority import Authority, TestSigner, authority, known, rotate
from .suites import Signer, Suite, verify

__all__ = ["Authority", "Signer", "Suite", "TestSigner", "authority", "known", "rotate", "verify"]
