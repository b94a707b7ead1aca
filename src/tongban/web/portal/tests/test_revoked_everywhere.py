"""Revoked is revoked everywhere at once (撤销立即生效), and verifying is quick among many (R-127)."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.codes import license_identifier
from tongban.registers.licenses.commands import make_files, revoke
from tongban.registers.licenses.models import License, LicenseEdition
from tongban.registers.licenses.queries import content_of, usable, verification
from tongban.registers.licenses.queries.answers import evidence_of
from tongban.registers.licenses.queries.bulletins import bulletin_file
from tongban.registers.licenses.rules.bulletins import hidden
from tongban.registers.licenses.rules.predicates import Ask, Question, evaluate
from tongban.registers.licenses.tests.cast import AT, KIND, give
from tongban.registers.parties.models import Party
from tongban.web.portal.verifying import CHECKS

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-127")]
Browser = Callable[..., Client]
API = "/api/v1/licenses/verify"
PATH, MANY, P95_SECONDS = "/verify/license", 5_000, 0.05
WITHIN = timedelta(minutes=1)


@pytest.fixture
def made(cast: Callable[..., Actor]) -> License:
    return give(cast, holder=Party.objects.get(name="李强"))


def surfaces(browser: Browser, made: License, file: bytes) -> dict[str, bool]:
    """Does each place, asked now, still say that the licence holds?"""
    visitor, today = browser(), local_day(now())
    by_file = visitor.post(PATH, {"file": SimpleUploadedFile("face.pdf", file)}).content.decode()
    question = Question(Ask.IN_FORCE, KIND)
    offline = bulletin_file(at=now()).decode()
    salt = offline.split('salt\\":\\"')[1].split("\\")[0]
    return {
        "核验页": "真实有效" in visitor.get(PATH, {"identifier": made.identifier}).content.decode(),
        "版式文件": "真实有效" in by_file,
        "接口": visitor.get(API, {"identifier": made.identifier}).json()["is_in_force"] is True,
        "我的证照": ">有效<" in browser("liqiang").get("/me/licenses").content.decode(),
        "这本证照": ">有效<" in browser("liqiang").get(f"/me/licenses/{made.public_id}").content.decode(),
        "登记簿": ">有效<" in browser("zhaomin").get(f"/workbench/licenses/{made.public_id}").content.decode(),
        "免交材料": made in usable(made.holder_id, [KIND], on=today),
        "是否类核验": evaluate(question, evidence_of(made.holder, question, on=today), on=today),
        "离线名单": hidden(made.identifier, salt) not in offline,
    }


def test_what_was_revoked_is_so_at_every_place_within_a_minute(
    browser: Browser, cast: Callable[..., Actor], made: License
) -> None:
    edition = made.editions.get()
    make_files(edition, base_url="https://example.invalid", at=AT)
    file = content_of(edition.files.get(kind="pdf"))
    before = surfaces(browser, made, file)
    assert all(before.values()), before
    revoke(made, ground="行政许可法 第六十九条", reason="样例理由", by=cast("chenli"), at=now())
    began = time.monotonic()
    after = surfaces(browser, made, file)
    assert not any(after.values()), after
    assert time.monotonic() - began < WITHIN.total_seconds()


def test_verifying_takes_less_than_fifty_milliseconds_for_95_of_100_among_thousands(
    browser: Browser, made: License
) -> None:
    numbers = _many(made)
    asked = [numbers[place * 37 % MANY] for place in range(200)]
    visitor = browser()
    visitor.get(PATH, {"identifier": asked[0]})
    for name, ask in {
        "query": lambda each: verification(each, on=AT.date()).verdict.value,
        "page": lambda each: visitor.get(PATH, {"identifier": each}).status_code,
    }.items():
        spent = []
        for each in asked:
            CHECKS.forget()
            began = time.perf_counter()
            assert ask(each) in ("in_force", 200)
            spent.append(time.perf_counter() - began)
        spent.sort()
        p50, p95 = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
        print(f"{name}: p50 {p50 * 1000:.1f} ms, p95 {p95 * 1000:.1f} ms")
        assert p95 < P95_SECONDS


def _many(made: License) -> list[str]:
    serials = [f"2026{place:07d}" for place in range(1_000_000, 1_000_000 + MANY)]
    numbers = [license_identifier(made.type.code, made.issuer.uscc, each, 1) for each in serials]
    same: dict[str, Any] = {
        "type": made.type,
        "issuer": made.issuer,
        "holder": made.holder,
        "status": made.status,
        "issued_on": made.issued_on,
        "valid_from": made.valid_from,
        "valid_to": made.valid_to,
    }
    fresh = [License(**same, serial=serial, identifier=number) for serial, number in zip(serials, numbers, strict=True)]
    rows = License.objects.bulk_create(fresh, batch_size=1000)
    edition = made.editions.get()
    told = {
        each.attname: getattr(edition, each.attname)
        for each in LicenseEdition._meta.concrete_fields
        if each.attname not in ("id", "license_id", "identifier")
    }
    pairs = zip(rows, numbers, strict=True)
    editions = [LicenseEdition(**told, license=row, identifier=number) for row, number in pairs]
    LicenseEdition.objects.bulk_create(editions, batch_size=1000)
    return numbers
