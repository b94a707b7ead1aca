"""What excuses a matter from going the whole way online (特殊规定除外, plan 三(三)3); pure. R-094."""

from .content import OnlineException
from .vocabulary import LEGAL_GROUNDS


def is_legal(exception: OnlineException | None) -> bool:
    """A law or secrecy, named; any other ground excuses nothing."""
    return exception is not None and exception.ground in LEGAL_GROUNDS and bool(exception.basis.law.strip())
