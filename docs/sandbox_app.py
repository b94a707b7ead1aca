"""A sandbox app (沙箱应用): what an app needs, by the public API alone and nothing but Python's own library.

People sign in with the city's account; the app reads a guide, hands in an application, leads them to where a fee is
paid, and carries messages, licences and ratings. Register it at /console/partners with the address below, renew its
secret there, then:

    python3 docs/sandbox_app.py http://127.0.0.1:8000 gan-kuai-ban SECRET

Money goes at the payment platform, at the address that `pay` tells; the app opens it in the person's browser.
"""

import base64
import hashlib
import json
import secrets
import sys
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

RETURN = "http://127.0.0.1:9100/signed-in"
SCOPES = "cases:submit cases:read files:write messages:read licenses:read ratings:write fees:read fees:pay"


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The API said no: the problem document is the answer."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status} {problem.get('title', '')}")
        self.status, self.problem = status, problem


class SandboxApp:
    """One app with one person signed in; `asked` keeps every address that it called."""

    def __init__(self, site: str, name: str, secret: str) -> None:
        self.site, self.name, self.secret = site.rstrip("/"), name, secret
        self.state, self.verifier = secrets.token_urlsafe(16), secrets.token_urlsafe(48)
        self.token = ""
        self.asked: list[str] = []

    # Signing in: the person's browser is sent to the city, and comes back with a code.

    def sign_in_address(self) -> str:
        digest = hashlib.sha256(self.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.name,
            "redirect_uri": RETURN,
            "scope": SCOPES,
            "state": self.state,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.site}/sign-in/app?{urlencode(asked)}"

    def come_back(self, address: str) -> dict[str, Any]:
        """The address to which the browser came back; the code in it is exchanged, once."""
        told = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        if not secrets.compare_digest(told.get("state", ""), self.state):
            raise Refused(400, {"title": "不是这次登录"})
        if "code" not in told:
            raise Refused(403, {"title": told.get("error", "没有同意")})
        sent = {
            "grant_type": "authorization_code",
            "code": told["code"],
            "redirect_uri": RETURN,
            "code_verifier": self.verifier,
            "client_id": self.name,
            "client_secret": self.secret,
        }
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self._send("POST", "/oauth/token", urlencode(sent).encode(), form)
        self.token = answer["access_token"]
        return answer

    # What an app does.

    def find(self, words: str) -> list[dict[str, Any]]:
        return self._get("/items", q=words)["results"]

    def guide(self, code: str) -> dict[str, Any]:
        return self._get(f"/items/{code}")

    def checklist(self, code: str, answers: dict[str, Any]) -> dict[str, Any]:
        return self._post(f"/items/{code}/checklist", {"answers": answers})

    def upload(self, name: str, content: bytes) -> str:
        """One file, as multipart/form-data."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        form = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self._send("POST", "/api/v1/files", body, form)["id"]

    def apply(self, application: dict[str, Any]) -> dict[str, Any]:
        return self._post("/cases", application)

    def case(self, number: str) -> dict[str, Any]:
        return self._get(f"/cases/{number}")

    def fees(self, number: str) -> dict[str, Any]:
        """What a case costs, in fen."""
        return self._get(f"/cases/{number}/fees")

    def pay(self, number: str, charge: str) -> dict[str, Any]:
        """The order of one charge, the same one as long as it runs; the person pays at its `pay_at`."""
        return self._post(f"/cases/{number}/payments", {"charge": charge})

    def payment(self, number: str, code: str) -> dict[str, Any]:
        return self._get(f"/cases/{number}/payments/{code}")

    def look(self, number: str, code: str) -> dict[str, Any]:
        """The same after the payment platform was asked at once."""
        return self._post(f"/cases/{number}/payments/{code}/look", {})

    def paper(self, address: str) -> bytes:
        """A PDF, by the address that the API told."""
        return self._ask("GET", address)

    def messages(self) -> list[dict[str, Any]]:
        return self._get("/me/messages")["results"]

    def licenses(self) -> list[dict[str, Any]]:
        return self._get("/me/licenses")["results"]

    def ratings(self) -> list[dict[str, Any]]:
        return self._get("/me/ratings")["results"]

    def rate(self, code: str, grade: int, words: str = "") -> dict[str, Any]:
        """From 1, very satisfied, to 5."""
        return self._post(f"/me/ratings/{code}", {"grade": grade, "words": words})

    # How it speaks.

    def _get(self, path: str, **asked: str) -> Any:
        return self._send("GET", f"/api/v1{path}" + (f"?{urlencode(asked)}" if asked else ""))

    def _post(self, path: str, plain: dict[str, Any]) -> Any:
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())}
        return self._send("POST", f"/api/v1{path}", json.dumps(plain).encode(), headers)

    def _send(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Any:
        return json.loads(self._ask(method, path, body, headers))

    def _ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
        self.asked.append(f"{method} {path.partition('?')[0]}")
        request = Request(self.site + path, body, headers or {}, method=method)  # noqa: S310 - the site is ours
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urlopen(request, timeout=20) as answer:  # noqa: S310
                return bytes(answer.read())
        except HTTPError as refusal:
            raise Refused(refusal.code, json.load(refusal)) from refusal


def address_come_back_to() -> str:
    """Listen until the browser comes back, once."""
    found: list[str] = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write('<!doctype html><link rel="icon" href="data:,"><p>可以回到应用了。</p>'.encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    here = urlsplit(RETURN)
    with HTTPServer((here.hostname or "", here.port or 0), Door) as door:
        while not found or not found[-1].startswith(here.path):
            door.handle_request()
    return found[-1]


def main(site: str, name: str, secret: str) -> None:
    app = SandboxApp(site, name, secret)
    print("在浏览器里打开，登录后点“同意”：\n", app.sign_in_address())
    app.come_back(address_come_back_to())
    for each in app.messages()[:5]:
        print("消息：", each["text"])
    for each in app.licenses()[:5]:
        print("证照：", each["name"], each["identifier"])
    for each in app.find("开个小饭馆")[:3]:
        print("能办：", each["name"], each["agency"])


if __name__ == "__main__":
    main(*sys.argv[1:4])
