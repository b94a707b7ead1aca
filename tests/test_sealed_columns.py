"""Every sealed column is on the list, follows a new key, may be interrupted, and the ledger tells of the rotation."""

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import BinaryField

from tongban.config.sealed import SEALED
from tongban.config.subscriptions import SUBSCRIPTIONS
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.kernel.vault import BrokenSealError, configure, create_keyring, vault
from tongban.foundation.kernel.vault.place import _Place
from tongban.foundation.kernel.vault.resealing import progress, reseal
from tongban.foundation.ledger.keys import rotate_keys
from tongban.foundation.ledger.models import Entry
from tongban.registers.licenses.models import LicenseEdition
from tongban.registers.licenses.queries import face_of
from tongban.registers.licenses.subscribers import files_are_made
from tongban.registers.licenses.tests.cast import AT, FACE, give
from tongban.registers.parties import sealed
from tongban.registers.parties.models import Party
from tongban.registers.parties.rules import Field


def test_every_sealed_column_is_on_the_list():
    found = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, BinaryField) and field.name.endswith("_sealed")
    }
    assert found == {(each.model, each.field) for each in SEALED}


def test_the_files_of_every_new_edition_are_heard_of():
    heard = next(each for each in SUBSCRIPTIONS if each.hears is files_are_made)
    assert heard.chains == ("license",)
    assert {"issue", "take_in", "change", "renew", "correct"} == heard.verbs


@pytest.fixture
def own_keyring(tmp_path, monkeypatch, db):
    """The same keys in a file of its own, so that the rotation of this test is nobody else's."""
    before = vault()._path
    path = tmp_path / "keys" / "keyring.json"
    assert before is not None
    create_keyring(path)
    path.write_bytes(before.read_bytes())
    monkeypatch.setattr(_Place, "configured", "")
    configure(path)
    return path


@pytest.mark.req("R-131")
def test_values_follow_a_new_key_and_an_interruption_loses_nothing(own_keyring, cast):
    edition = give(cast).editions.get()
    persons = {each.pk: sealed.open_field(each, Field.ID_NUMBER) for each in Party.objects.all()}
    assert all(each.waiting == 0 for each in progress(SEALED))
    rotate_keys(by=cast("tianhui"), at=AT)
    ids = next(each for each in SEALED if each.purpose == sealed.ID)
    assert progress([ids])[0].waiting == len(persons)
    first = next(reseal(ids, step=3))
    assert first == 3
    assert progress([ids])[0].waiting == len(persons) - 3
    for column in SEALED:
        list(reseal(column, step=7))
    assert [each.waiting for each in progress(SEALED)] == [0] * len(SEALED)
    assert [sum(reseal(each)) for each in SEALED] == [0] * len(SEALED)
    assert {each.pk: sealed.open_field(each, Field.ID_NUMBER) for each in Party.objects.all()} == persons
    assert face_of(LicenseEdition.objects.get(pk=edition.pk)) == FACE
    told = Entry.objects.get(chain="house:keys")
    assert (told.verb, told.facts["data"]) == ("rotate_keys", 2)


def test_a_value_that_does_not_open_stops_the_work(own_keyring, cast):
    rotate_keys(by=cast("tianhui"), at=AT)
    party = Party.objects.earliest("pk")
    Party.objects.filter(pk=party.pk).update(id_sealed=bytes(party.id_sealed)[:-1] + b"x")
    ids = next(each for each in SEALED if each.purpose == sealed.ID)
    with pytest.raises(BrokenSealError):
        list(reseal(ids))


def test_only_the_security_administrator_rotates(own_keyring, cast):
    with pytest.raises(NotYours):
        rotate_keys(by=cast("zhaomin"), at=AT)
    assert len([1 for kind, *_ in vault().inventory() if kind == "data"]) == 1


def test_the_face_of_an_edition_changes_its_key_only(db, cast):
    edition = give(cast).editions.get()
    rows = LicenseEdition.objects.filter(pk=edition.pk)
    for change in ({"face_sealed": bytes(edition.face_sealed)[:-1] + b"x"}, {"reason": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
