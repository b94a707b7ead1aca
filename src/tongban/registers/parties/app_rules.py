"""Apps that people let in with the city's account (应用授权): what an app may ask, where it may lead back to; pure.

OAuth 2.0 authorization code with PKCE (RFC 6749 4.1, RFC 7636, S256 alone).
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tongban.foundation.kernel.errors import Fault

from .scopes import Scope

CODE_LASTS = timedelta(seconds=60)
LASTS = timedelta(hours=1)
"""How long an app acts for a person after they agreed; then it asks again. Nothing is renewed without the person."""

BASIS = "个人信息保护法 第十四条、第十五条：本人同意，可以撤回"
MOST_ADDRESSES = 5
LONGEST_ADDRESS = 300
LONGEST_STATE = 500
METHOD = "S256"
IN_WORDS = {
    Scope.CASES_SUBMIT: "以您的名义提交申请",
    Scope.CASES_READ: "看您的办件：进度、材料和结果",
    Scope.FILES_WRITE: "替您上传申请材料",
    Scope.MESSAGES_READ: "看发给您的消息",
    Scope.OWN_LICENSES_READ: "看您有哪些证照",
    Scope.RATINGS_WRITE: "替您提交服务评价",
    Scope.FEES_READ: "看您的办件要交多少钱、交了没有",
    Scope.FEES_PAY: "替您开付款单（钱由您自己在支付平台付，它动不了您的钱）",
}
"""What an app may do in a person's name, as the person reads it; nothing else can be asked for."""

_HERE = r"http://(?:127\.0\.0\.1|localhost)"
ORIGIN = re.compile(rf"(?:https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|{_HERE})(?::[0-9]{{1,5}})?")
_RETURN = re.compile(rf"{ORIGIN.pattern}(?:/[A-Za-z0-9._~/-]*)?")
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an app asks of a person (授权请求), as it stands in the address."""

    client: str
    return_to: str
    kind: str
    scopes: tuple[str, ...]
    state: str
    challenge: str
    method: str

    def error(self, allowed: Sequence[str]) -> str:
        """Why it is not shown to the person, in the words of RFC 6749 4.1.2.1; empty if it may be."""
        if self.kind != "code":
            return "unsupported_response_type"
        if self.method != METHOD or not _CHALLENGE.fullmatch(self.challenge) or len(self.state) > LONGEST_STATE:
            return "invalid_request"
        return "" if self.scopes and set(self.scopes) <= set(personal(allowed)) else "invalid_scope"


def personal(scopes: Sequence[str]) -> tuple[str, ...]:
    """Of these scopes those that a person can agree to, in the order in which they are shown."""
    return tuple(each.value for each in IN_WORDS if each.value in scopes)


def is_proof(verifier: str, challenge: str) -> bool:
    """Whether this is what the challenge was made of (RFC 7636 4.6)."""
    if not _VERIFIER.fullmatch(verifier):
        return False
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
    return digest.rstrip(b"=").decode() == challenge


def origin_of(address: str) -> str:
    """The origin of an address that was registered."""
    found = ORIGIN.match(address)
    assert found is not None, "registered addresses are of this form"
    return found[0]


def address_faults(return_to: Sequence[str], origins: Sequence[str]) -> Iterator[Fault]:
    """Addresses are https, or this very machine for trying out; compared letter by letter, so without a query."""
    for name, given, form, words in (
        ("redirect_uris", return_to, _RETURN, "请写https开头的完整地址，不带问号和井号；一行一个"),
        ("origins", origins, ORIGIN, "请写https开头的域名，不带路径；一行一个"),
    ):
        wrong = any(len(each) > LONGEST_ADDRESS or not form.fullmatch(each) for each in given)
        if wrong or len(given) > MOST_ADDRESSES:
            yield Fault(f"/{name}", "format", f"{words}，最多{MOST_ADDRESSES}个。")
