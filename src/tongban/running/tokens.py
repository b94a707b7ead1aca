"""`tongban token`, `tongban front-table`: what another system signs in with, printed once and kept as a hash only."""

import importlib
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence

from tongban.foundation.kernel.errors import Declined
from tongban.running.folder import DataFolder
from tongban.running.opening import As, opened

ISSUING = "tongban.running.issuing"
FRONTING = "tongban.running.fronting"

Issue = Callable[[str, Sequence[str], str, str], tuple[str, str]]


class NothingAsked(Declined):
    """No scope was named (没有写明范围)."""

    code = "no_scope"
    sentence = '请用 --scope 写明范围，例如 --scope "items:read cases:submit"。'


def token(asked: Namespace, folder: DataFolder) -> int:
    """Print a token on standard output, and on standard error what it is for."""
    scopes = asked.scope.replace(",", " ").split()
    if not scopes:
        raise NothingAsked()
    with opened(folder, As.WEB):
        issue: Issue = importlib.import_module(ISSUING).issue
        issued, words = issue(asked.client, scopes, asked.login or "", asked.agency)
    print(words, file=sys.stderr)
    print(issued)
    return 0


def front_table(asked: Namespace, folder: DataFolder) -> int:
    """Print name and password of a department's account for the front table (前置表), shown once."""
    with opened(folder, As.OWNER):
        open_login: Callable[[str], tuple[str, str, str]] = importlib.import_module(FRONTING).open_login
        login, password, words = open_login(asked.agency)
    print(words, file=sys.stderr)
    print(f"{login} {password}")
    return 0
