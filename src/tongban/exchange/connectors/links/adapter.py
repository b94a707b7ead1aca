"""Looking whether links answer (链接检查): only at hosts that were named, with a timeout, without following away.

A redirect counts as an answer, wherever it leads: it is not followed, so that nobody's page makes the city's server
ask an address of their choice.
"""

import http.client
import ssl
from collections.abc import Collection, Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from tongban.registers.entrances.ports import Looked
from tongban.registers.entrances.rules import Health, host_of

TIMEOUT = 8.0
_AGENT = "tongban-link-check"
_REFUSES_HEAD = frozenset({HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.FORBIDDEN})


class HttpLinkChecker:
    """Asks configured hosts by HEAD, or by GET where HEAD is refused; every other host stays unseen."""

    def __init__(self, hosts: Collection[str], *, timeout: float = TIMEOUT) -> None:
        self._hosts = frozenset(each.lower() for each in hosts)
        self._timeout = timeout

    def look(self, addresses: Sequence[str]) -> dict[str, Looked]:
        return {each: self._look(each) for each in addresses}

    def _look(self, address: str) -> Looked:
        if host_of(address) not in self._hosts:
            return Looked(Health.UNSEEN, "这个网站不在允许检查的名单里，没有检查")
        try:
            status = self._ask(address, "HEAD")
            if status in _REFUSES_HEAD:
                status = self._ask(address, "GET")
        except ssl.SSLError:
            return Looked(Health.FAILING, "网站的安全证书有问题")
        except TimeoutError:
            return Looked(Health.FAILING, f"{self._timeout:.0f}秒没有回应")
        except (OSError, http.client.HTTPException):
            return Looked(Health.FAILING, "连不上这个网站")
        if status >= HTTPStatus.BAD_REQUEST:
            return Looked(Health.FAILING, f"网站回答{status}")
        return Looked(Health.ANSWERING, "能打开")

    def _ask(self, address: str, method: str) -> int:
        parts = urlsplit(address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self._timeout)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, headers={"User-Agent": _AGENT, "Connection": "close"})
            return connection.getresponse().status
        finally:
            connection.close()
