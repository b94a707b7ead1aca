"""What is given in the end: a certificate is a licence, with its type and a sample (办理结果); pure."""

import re
from collections.abc import Iterator

from .listed import Listed, Spot, is_given, spot

_CERTIFICATE = re.compile(r"(?<![凭公])证(书)?(（.*）|\(.*\))?$|执照(（.*）|\(.*\))?$")


def certificate_not_a_licence(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.results):
        if each.kind != "license" and _CERTIFICATE.search(each.name.strip()):
            yield spot("results", place, "kind", name=each.name)


def licence_without_sample(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.results):
        if each.kind == "license" and not each.sample.strip():
            yield spot("results", place, "sample", name=each.name)


def licence_without_type(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.results):
        if each.kind == "license" and not each.license_type.strip():
            yield spot("results", place, "license_type", name=each.name)


def validity_of_nothing(here: Listed) -> Iterator[Spot]:
    for place, each in enumerate(here.option.results):
        if each.validity is not None and (not is_given(each.validity) or each.validity.unit == "on_the_spot"):
            yield spot("results", place, "validity", name=each.name)


CHECKS = (certificate_not_a_licence, licence_without_sample, licence_without_type, validity_of_nothing)
