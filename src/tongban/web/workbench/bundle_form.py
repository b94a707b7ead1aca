"""The intake page of a joint application as it stands (一件事收件页): who asks, the form, and what was brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.http import HttpRequest

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.handling.bundles.queries.holding import holding
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.cases.models import Channel
from tongban.handling.cases.rules.applications import ApplicantGiven
from tongban.registers.bundles.queries import InForce
from tongban.registers.documents.models import StoredFile
from tongban.registers.parties.queries import find_party, masked
from tongban.registers.parties.rules import Field, IdKind
from tongban.web.ui.brought import Brought, brought
from tongban.web.ui.bundles import BundleForm, PaperLine, opened, read_form

from .arriving import Arrival, arrival_of, on_file

APPLICANT = ("id_kind", "id_number", "name", "phone")


@dataclass(frozen=True)
class DeskForm:
    """Everything that the intake page knows at this moment."""

    form: BundleForm
    arrival: Arrival = field(default_factory=Arrival)
    applicant: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Brought] = field(default_factory=dict)

    @property
    def party_number(self) -> str:
        """The number of the party on file, masked."""
        return masked(self.arrival.party, Field.ID_NUMBER) if self.arrival.party is not None else ""

    @property
    def papers(self) -> list[tuple[PaperLine, Sequence[StoredFile]]]:
        return [(each, self.files[each.code].files if each.code in self.files else ()) for each in self.form.papers]

    @property
    def application(self) -> BundleApplication:
        """What this page stands for; reading it is the command's work."""
        party, typed = self.arrival.party, self.applicant
        kind = "enterprise" if typed.get("id_kind") == IdKind.USCC else "person"
        given = ApplicantGiven(
            kind, typed.get("name", ""), typed.get("id_kind", ""), typed.get("id_number", ""), typed.get("phone", "")
        )
        return BundleApplication(
            code=self.form.bundle.code,
            channel=Channel.WINDOW,
            applicant=party.pk if party is not None else given,
            values=self.form.values,
            files={each.key: tuple(file.pk for file in files) for each, files in self.papers if files},
            licenses=self.form.licenses,
            left_out=self.form.left_out,
        )


def begun(found: InForce) -> DeskForm:
    """A page that has just been opened."""
    return DeskForm(opened(found, {}))


def read(found: InForce, request: HttpRequest, *, by: Actor, at: datetime) -> DeskForm:
    """The page as the browser sent it."""
    post = request.POST
    arrival = arrival_of(post.get("token", ""), by)
    applicant = {name: post.get(name, "").replace("\x00", "")[:120].strip() for name in APPLICANT}
    if arrival.party is None and applicant["id_number"]:
        arrival = replace(arrival, party=find_party(id_kind=applicant["id_kind"], id_number=applicant["id_number"]))
    party = arrival.party.pk if arrival.party is not None else None
    known = on_file(arrival.party) | holding(found.content, party, on=local_day(at))
    form = read_form(found, post, known)
    files = brought(request, [each.code for each in form.papers], by=by, at=at)
    return DeskForm(form, arrival, applicant, files)
