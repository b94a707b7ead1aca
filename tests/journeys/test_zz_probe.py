import pytest
from .test_every_page import *


@pytest.mark.parametrize("g", ["materials"])
def test_probe(city, g):
    person = city.person("wutao")
    person.resize(1280)
    person.open(f"/console/drafts/{city.samples['draft_compiling']}/edit/{g}")
    print(
        person.page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0,160) + ' ' + e.getBoundingClientRect().right + getComputedStyle(e).position).slice(0,12)"""
        )
    )
    assert 0
