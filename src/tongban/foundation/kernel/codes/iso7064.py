"""The check character of electronic licences (ISO 7064 MOD 37,36, hybrid)."""

import string

_ALPHABET = string.digits + string.ascii_uppercase
_VALUES = {c: value for value, c in enumerate(_ALPHABET)}


def mod_37_36(text: str) -> str:
    """The check character over digits and capital letters (校验位); any other character is a KeyError."""
    product = 36
    for c in text:
        product = (product + _VALUES[c]) % 36 or 36
        product = product * 2 % 37
    return _ALPHABET[(37 - product) % 36]
