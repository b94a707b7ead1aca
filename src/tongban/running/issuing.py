"""Issuing a token at the machine itself (本机签发): whoever may start the house may let a system in."""

from collections.abc import Sequence

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import now
from tongban.foundation.kernel.errors import NotFound, NotNow
from tongban.registers.agencies.models import Agency
from tongban.registers.parties.commands import issue_token, register_client, widen_client
from tongban.registers.parties.models import Account, ApiClient
from tongban.registers.parties.queries import accounts_with_login


def issue(name: str, scopes: Sequence[str], login: str, agency: str = "") -> tuple[str, str]:
    """The token, and the sentence about it; a client that is not registered yet is, with these scopes.

    `agency` answers for a client that is new (责任部门); for one that is registered it is as it was registered.
    """
    at = now()
    account = _account(login) if login else None
    if agency and not Agency.objects.filter(key=agency, is_active=True).exists():
        raise NotFound(f"没有标识为 {agency} 的部门。")
    client = ApiClient.objects.filter(name=name).first()
    if client is None:
        client, _ = register_client(name=name, scopes=scopes, agency_key=agency, by=SYSTEM, at=at)
    elif agency and client.agency_key != agency:
        raise NotNow(f"调用方 {name} 已经登记，责任部门不是 {agency}。请换一个调用方名称。")
    else:
        client = widen_client(client, scopes=scopes, by=SYSTEM, at=at)
    issued, row = issue_token(client, scopes=scopes, account=account, by=SYSTEM, at=at)
    whose = f"，以账号 {login} 的身份" if login else ""
    return (
        issued,
        f"调用方 {name}{whose}，范围 {' '.join(row.scopes)}，有效到 {row.expires_at:%Y-%m-%d}。只显示这一次。",
    )


def _account(login: str) -> Account:
    found = accounts_with_login(login).first()
    if found is None:
        raise NotFound(f"没有登录名为 {login} 的账号。")
    return found
