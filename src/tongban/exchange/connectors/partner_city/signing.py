"""Signatures of partner cities (对方签名): Ed25519 over the face of a letter."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tongban.handling.crossing.rules.letters import Sealed


def key_of_simulated(city: str) -> Ed25519PrivateKey:
    """The key of a simulated city: made from its code, so that anybody can make it; it protects nothing real."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"simulated city {city}".encode()).digest())


def public_part(key: Ed25519PrivateKey) -> str:
    """The public key in hex, as an agreement states it."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_signed(letter: Sealed, public_key: str) -> bool:
    """Does the signature fit the face? What is no key or no signature has signed nothing."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(letter.signature), letter.signed)
    except (ValueError, InvalidSignature):
        return False
    return True
