"""The addresses of channels (渠道): entrances, systems, third-party platforms."""

from django.urls import path

from . import (
    entrances,
    partners,
    row_keys,  # noqa: F401 - the keys of rows are known before any address is
    systems,
)

ADDRESSES = [
    path("console/entrances", entrances.entrances, name="console-entrances"),
    path("console/systems", systems.systems, name="console-systems"),
    path("console/partners", partners.register, name="console-partners"),
    path("console/partners/new", partners.enter, name="console-partner-new"),
    path("console/partners/<row:pk>", partners.partner, name="console-partner"),
    path("console/partners/<row:pk>/terms", partners.terms, name="console-partner-terms"),
    path("console/partners/<row:pk>/secret", partners.secret, name="console-partner-secret"),
    path("console/partners/<row:pk>/stop", partners.stop, name="console-partner-stop"),
    path("console/partners/<row:pk>/restart", partners.restart, name="console-partner-restart"),
]
