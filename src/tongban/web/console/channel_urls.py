"""The addresses of channels (渠道): entrances, systems, third-party platforms."""

from django.urls import path

from . import (
    entrances,
    inclusion,
    mobile,
    partners,
    row_keys,  # noqa: F401 - the keys of rows are known before any address is
    systems,
)

ADDRESSES = [
    path("console/inclusion", inclusion.register, name="console-inclusion"),
    path("console/inclusion/new", inclusion.enter, name="console-inclusion-new"),
    path("console/inclusion/<row:pk>", inclusion.one, name="console-inclusion-one"),
    path("console/inclusion/<row:pk>/acts/<slug:verb>", inclusion.take, name="console-inclusion-take"),
    path("console/mobile", mobile.fields, name="console-mobile"),
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
