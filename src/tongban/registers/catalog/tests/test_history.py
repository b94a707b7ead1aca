"""The public history: every edition in sentences, nothing that changed without a word (R-090)."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.catalog.changes import every_change
from tongban.registers.catalog.content import Option, Span
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.history import editions_of, name_of
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.queries import forget, guide
from tongban.registers.catalog.tests.editions import food_code, listed
from tongban.registers.catalog.tests.samples import option

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    yield
    forget()


def other(value: Any) -> Any:
    """Something else of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}改"
    if isinstance(value, tuple):
        return value[1:] if value else ("改",)
    if isinstance(value, Span):
        return Span(value=value.value + 1)
    return msgspec.structs.replace(value, is_offered=not value.is_offered) if hasattr(value, "is_offered") else None


@pytest.mark.req("R-090")
@given(st.sampled_from(Option.__struct_fields__))
def test_no_element_changes_without_a_sentence(name: str):
    before = option()
    after = msgspec.structs.replace(before, **{name: other(getattr(before, name))})
    if after != before:
        said = every_change(before, after)
        assert said
        assert all("_" not in each for each in said)


def test_what_is_equal_changed_nothing():
    assert every_change(option(), option()) == ()


@pytest.mark.django_db
@pytest.mark.req("R-090")
def test_the_history_tells_each_edition_and_which_is_in_force():
    code = food_code()
    first = editions_of(code, on=TODAY)
    assert [(each.changes, each.is_in_force) for each in first] == [(("首次公布",), True)]
    with listed(promised_limit=Span(value=2)):
        newest, before = editions_of(code, on=TODAY)
        assert newest.changes == ("承诺时限由5个工作日改为2个工作日",)
        assert (newest.is_in_force, before.is_in_force) == (True, False)
        assert newest.content_hash == guide(code).content_hash != before.content_hash
    assert name_of(code) == guide(code).name


@pytest.mark.django_db
def test_a_matter_that_never_was_has_no_history():
    with pytest.raises(NotFound):
        editions_of("11620200707000071C362013199000099", on=TODAY)
    assert name_of("11620200707000071C362013199000099") == ""


def test_a_guide_knows_whether_one_can_apply():
    assert {each.name: each.default for each in fields(Guide)}["state"] is ListState.IN_FORCE
