"""Tokens and secrets (令牌): shown once, kept as a hash."""

import hashlib
import secrets


def new_token() -> str:
    """256 random bits, fit for a cookie and a header."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What is kept of a token (32 bytes); it is random, so a plain SHA-256 cannot be reversed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
