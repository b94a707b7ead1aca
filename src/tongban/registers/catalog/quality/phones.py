"""Two telephones, two numbers (咨询、投诉电话); pure."""

import re
from collections.abc import Iterator

from .listed import Listed, Spot, spot
from .surroundings import AgencyFacts

_LABELS = {"enquiry_phone": "咨询电话", "complaint_phone": "监督投诉电话"}
_NOTE = re.compile(r"[（(][^（()）]*[)）]")
_SHORT = r"1[12]\d{3}|1[12]\d|9[56]\d{3}"
_CALLABLE = re.compile(
    rf"0\d{{2,3}}-\d{{7,8}}(-\d{{1,5}})?|400-?\d{{3}}-?\d{{4}}|1[3-9]\d{{9}}|(0\d{{2,3}}-)?({_SHORT})"
)


def phone_missing(here: Listed) -> Iterator[Spot]:
    for name, label in _LABELS.items():
        if not _phone(here, name):
            yield spot(name, label=label)


def phones_are_the_same(here: Listed) -> Iterator[Spot]:
    enquiry, complaint = (_phone(here, name) for name in _LABELS)
    if enquiry and _bare(enquiry) == _bare(complaint):
        yield spot("complaint_phone", phone=enquiry)


def phone_cannot_be_called(here: Listed) -> Iterator[Spot]:
    for name, label in _LABELS.items():
        numbers = [
            _bare(each) for each in re.split(r"[、，,;；/或]", _NOTE.sub("", _phone(here, name))) if each.strip()
        ]
        wrong = [each for each in numbers if not _CALLABLE.fullmatch(each)]
        if wrong:
            yield spot(name, label=label, phone=wrong[0])


def _phone(here: Listed, name: str) -> str:
    """The option's own number, else its agency's."""
    agency = here.around.agencies.get(here.item.agency, AgencyFacts())
    of_agency = agency.phone if name == "enquiry_phone" else agency.complaint_phone
    own: str = getattr(here.option, name)
    return own.strip() or of_agency.strip()


def _bare(phone: str) -> str:
    return re.sub(
        r"[\s\u2014\u2013\u2212－]", lambda found: "" if found.group().isspace() else "-", _NOTE.sub("", phone)
    )


CHECKS = (phone_missing, phones_are_the_same, phone_cannot_be_called)
