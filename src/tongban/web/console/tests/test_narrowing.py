"""A page of a list leads to the next one, whether its rows are models or lines that the page made of them."""

from types import SimpleNamespace
from typing import Any

import pytest

from tongban.web.console.narrowing import Narrowed


@pytest.mark.parametrize("row", [lambda key: {"pk": key}, lambda key: SimpleNamespace(pk=key)])
def test_the_next_page_begins_after_the_last_row_that_is_shown(row: Any) -> None:
    asked = Narrowed("/console/questions", {"status": "asked"})
    page = asked.page([row(key) for key in (7, 8, 9)], 2)
    assert len(page.rows) == 2
    assert page.next_href == "/console/questions?status=asked&after=8"
    assert asked.page([row(7)], 2).next_href == ""
