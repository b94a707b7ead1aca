"""Bad input (恶意输入): whatever is typed or sent anywhere, no page breaks, and nothing of it comes back as markup."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.urls.converters import UUIDConverter

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.web.portal.urls import OptionCode, ShortCode, urlpatterns

pytestmark = pytest.mark.django_db
MARKUP = "<script>alert(1)</script><img src=x onerror=y>"
HOSTILE = [
    MARKUP,
    "' OR 1=1; DROP TABLE cases_case; --",
    "\x00\x01\ufeff\u202e乱\ud7ff",
    "𠮷𪚥🀄" * 60,
    "9" * 4000,
    "-1",
    "%00%ff../../etc/passwd",
    "{{ 7*7 }}${7*7}",
    "2026-02-31",
    "١٢٣٤٥٦٧٨٩٠",
]
FIELDS = """
    login password code step next name id_kind id_number phone agree old new party option from-year from-month
    from-day to-year to-month to-day revision wants_deferral accepts_commitment license way remove reuse file once
    reason number pdf has_subject business_type items area form-operator_name form-uscc form-id_number form-phone
    form-item_list form-floor_area files-layout_plan kept-layout_plan license-layout_plan q page show after _ask
    words kind content place privacy satisfaction at draft item wants_sharing result venue day slot
    service title details limit_days ceiling entry_days case conditions process price_standard price_from issuer
    valid_until affiliated_to price days quality
    _asked s cost audience topic agency sort since institution c claim verb minutes part seen subject
    charge address tracking
""".split()  # noqa: SIM905 - a list of a hundred words reads better so


ASKED = (
    "q",
    "page",
    "show",
    "after",
    "next",
    "code",
    "number",
    "area",
    "items",
    "_ask",
    "_asked",
    "audience",
    "topic",
    "cost",
    "revision",
    "agency",
    "sort",
    "since",
    "institution",
    "item",
    "venue",
    "day",
    "at",
    "map",
    "lat",
    "lon",
    "kind",
    "has",
    "open",
    "from",
    "c",
    "part",
    "seen",
    "license",
    "who",
    "fault",
    "subject",
    "service",
    "price",
    "days",
)


@pytest.fixture
def places(browser: Callable[..., Client], person) -> list[str]:
    """Every address of the portal, with a draft and a case of 李强 in it."""
    _, case = lodged(person("liqiang"), at=now(), without=("layout_plan",))
    client = browser("liqiang")
    client.post(f"/items/{food_code()}/begin")
    draft = re.search(r"/drafts/(\d{17})", client.get("/cases").content.decode())
    assert draft is not None
    values: dict[str, object] = {"code": "layout_plan", "place": 1, "key": 1, "entry": 1, "venue": "city-center"}
    values |= {"kind": "permit", "slug": "2026-1", "form": "json", "order": "none"}
    found = []
    for each in urlpatterns:
        route, names = str(each.name), set(each.pattern.converters)
        if route in ("sign-out", "draft-discard"):
            continue
        given = {name: values[name] for name in names if name in values}
        if "number" in names:
            given["number"] = draft[1] if route.startswith("draft") else case.number
        if isinstance(each.pattern.converters.get("code"), OptionCode):
            given["code"] = food_code()
        if "city" in names:
            given |= {"city": "990100", "matter": "YL-FUND"}
        given |= {
            name: UUID(int=0) for name, kind in each.pattern.converters.items() if isinstance(kind, UUIDConverter)
        }
        if isinstance(each.pattern.converters.get("code"), ShortCode):
            given["code"] = "ABCDEFGHJK"
        if route.startswith("assist"):
            given = {"code": UUID(int=0), "verb": "say"} if route == "assist-act" else {"code": UUID(int=0)}
            given = {} if route == "assist-ask" else given
        if route in ("crossing-matter", "crossing-out"):
            given |= {"city": "nowhere", "matter": "nothing"}
        if route == "crossing-in":
            given["code"] = food_code()
        acts = {"outreach-act": "cancel", "hotline-act": "rate", "unresolved-act": "object"}
        acts |= dict.fromkeys(("need-act", "my-agency-act"), "cancel")
        acts |= {"financing-act": "end", "financing-match-act": "grant", "my-bank-act": "score"}
        if route in acts:
            given["verb"] = acts[route]
        if route == "own-bundle-act":
            given["verb"] = "withdraw"
        if route == "intermediary-service":
            given["code"] = "place-test"
        if route == "draft-question":
            given["code"] = "area"
        if route == "file":
            given["key"] = UUID(int=0)
        if route == "venue":
            given["key"] = "city-center"
        if route == "plan-task":
            given["key"] = "T05"
        found.append(reverse(route, kwargs=given))
    return found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_breaks_a_page(text: str, places: list[str], browser: Callable[..., Client]):
    data = {name: [text, text] if name in ("items", "form-item_list") else text for name in FIELDS if name != "once"}
    asked = dict.fromkeys(ASKED, text)
    for login in ("liqiang", ""):
        client = browser(login)
        client.raise_request_exception = False
        for path in places:
            for response in (client.get(path, asked), client.post(path, data)):
                assert response.status_code < 500, (path, response.status_code)
                if response.headers.get("Content-Type", "").startswith("text/html") and text == MARKUP:
                    assert MARKUP not in response.content.decode(), path
            if "/me/" in path and login:
                client = browser(login)
                client.raise_request_exception = False


@pytest.mark.parametrize("name", ["../../x.png", "a" * 300 + ".png", "\u202egnp.exe", "", "图\x00.png"])
def test_no_file_breaks_a_page(name: str, places: list[str], browser: Callable[..., Client]):
    client = browser("liqiang")
    client.raise_request_exception = False
    for path in places:
        if any(part in path for part in ("/materials/", "/correct", "/files/", "/verify")):
            files = {key: SimpleUploadedFile(name or "x", b"GIF89a<html>%PDF-1.7") for key in ("file", "pdf", "x")}
            files["files-layout_plan"] = SimpleUploadedFile(name or "x", b"")
            assert client.post(path, files).status_code < 500, path


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(method: str, places: list[str], browser: Callable[..., Client]):
    client = browser("liqiang")
    assert {getattr(client, method)(path).status_code for path in places} <= {405, 404, 302}


def test_a_form_without_its_token_is_refused(browser: Callable[..., Client]):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser("liqiang").cookies
    for path in ("/sign-in", "/sign-up", "/sign-out", "/me/password", "/me/acting-for", "/me/mandates", "/track"):
        assert strict.post(path, {"login": "x"}).status_code == 403
