"""The query code (查询码): lets somebody without an account follow one case; told once, kept as a blind index only."""

from tongban.foundation.kernel.codes.spoken import drawn
from tongban.foundation.kernel.vault import vault

LENGTH = 8


def new_query_code() -> str:
    """Eight characters of thirty: 39 bits, and tries are limited."""
    return drawn(LENGTH)


def query_index(number: str, typed: str) -> bytes:
    """What is kept of a query code: bound to its case, useless without the key."""
    upper = typed.upper()
    plain = (upper if upper.isalnum() else "".join(each for each in upper if each.isalnum()))[:32]
    return vault().index(f"{number}|{plain}", purpose="case.query_code")
