"""A browser without scripts for every member of the cast, fresh counters and shelves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.benefits.queries.finding import forget as forget_policies
from tongban.handling.interpretations.queries import forget as forget_interpretations
from tongban.registers.bundles.queries.shelf import forget as forget_bundles
from tongban.registers.upkeep.queries import forget as forget_care
from tongban.web.portal import (
    answering,
    appointments,
    assisting,
    financing,
    finding,
    guides,
    hotline,
    keeping,
    mandate_codes,
    mandates,
    needs,
    outreach,
    published,
    ratings,
    reporting,
    unresolved,
    verifying,
)
from tongban.web.ui.sessions import COOKIE

PACES = (
    answering.QUESTIONS,
    appointments.BOOKINGS,
    assisting.ASKS,
    financing.NEEDS,
    finding.SEARCHES,
    keeping.KEEPS,
    keeping.OPENINGS,
    mandate_codes.TRIES,
    mandate_codes.TRIES_OF_PLACE,
    mandates.LOOKUPS,
    published.FILES,
    ratings.OPENINGS,
    reporting.LOOKUPS,
    reporting.REPORTS,
    hotline.ORDERS,
    needs.NEEDS,
    outreach.ASKS,
    unresolved.REPORTS,
    verifying.CHECKS,
)


@pytest.fixture(autouse=True)
def own_house(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    for pace in PACES:
        pace.forget()
    guides.SHELF.forget()
    forget_care()
    forget_bundles()
    forget_policies()
    forget_interpretations()


@pytest.fixture
def browser(sign_in: Callable[..., str]) -> Callable[..., Client]:
    """The browser of somebody of the cast: `browser("liqiang")`; a visitor's without a name."""

    def open_for(login: str = "", **columns: Any) -> Client:
        client = Client()
        if login:
            client.cookies[COOKIE] = sign_in(login, now(), **columns)
        return client

    return open_for


@pytest.fixture
def person(cast: Callable[..., Actor]) -> Callable[[str], Actor]:
    """An actor of the cast as of this moment."""
    return lambda login: cast(login, now())
