"""Taking guides in: drafts that wait to be claimed, the same again changes nothing, work in hand is left alone."""

import json
import time
from datetime import timedelta
from functools import partial

import pytest
from conftest import MONDAY
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import NOBODY, SYSTEM, Actor, Role
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog import item as items
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.importing import reading
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.reading import Source, read_sources
from tongban.registers.catalog.importing.tests.samples import ON, SETTING, blob, imported, many, one_thing, ordinary
from tongban.registers.catalog.importing.tests.test_garbage import bent
from tongban.registers.catalog.importing.writing import write
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.tests.samples import document
from tongban.registers.compiling.commands.importing import take_in
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Origin, Status

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def guide(**changes):
    return imported(ordinary(**changes))


def take(*guides, at=MONDAY, by=SYSTEM):
    done = take_in(guides, by=by, at=at)
    return done.created, done.changed, done.unchanged


def entries():
    return Entry.objects.filter(verb="import")


def refs():
    return list(ListDraft.objects.filter(origin=Origin.IMPORTED).order_by("pk").values_list("source_ref", flat=True))


def work_on(status=Status.COMPILING):
    """Somebody claimed it, outside of this module."""
    ListDraft.objects.filter(origin=Origin.IMPORTED).update(status=status)


def test_a_guide_becomes_a_draft_that_waits_for_its_agency():
    assert take(guide()) == (1, 0, 0)
    draft = ListDraft.objects.get(source_ref="import:000131999000-01@market-regulation")
    assert (draft.status, draft.origin, draft.operation) == (Status.PUSHED, Origin.IMPORTED, Operation.ADD)
    assert draft.agency is not None
    assert draft.agency.key == "market-regulation"
    assert (draft.basic_code, draft.name, draft.kind) == ("000131999000", "样例：露营地登记", "license")
    assert (draft.revision, draft.version) == (0, 0)
    assert items.from_plain(draft.document).options["01"].name == "样例：露营地登记"
    assert {"agency_assumed"} <= {each["code"] for each in draft.findings}
    assert draft.kept["unifyId"] == "sample-1"


def test_one_entry_tells_of_the_whole_batch():
    take(guide(), guide(rightsCode="000131998000"), imported(one_thing()))
    entry = entries().get()
    assert entry.chain.startswith("import:")
    assert (entry.facts["created"], entry.facts["changed"]) == (3, 0)


def test_the_same_again_changes_nothing_and_records_nothing():
    guides = [guide(), imported(one_thing())]
    assert take(*guides) == (2, 0, 0)
    before = list(ListDraft.objects.values().order_by("pk"))
    assert take(*guides, at=LATER) == (0, 0, 2)
    assert list(ListDraft.objects.values().order_by("pk")) == before
    assert entries().count() == 1


def test_new_content_rewrites_a_draft_that_still_waits():
    take(guide())
    assert take(guide(unifyName="样例：露营登记"), at=LATER) == (0, 1, 0)
    draft = ListDraft.objects.get(origin=Origin.IMPORTED)
    assert (draft.name, draft.revision, draft.updated_at, draft.created_at) == ("样例：露营登记", 1, LATER, MONDAY)
    assert entries().count() == 2


@pytest.mark.parametrize("status", [Status.COMPILING, Status.SUBMITTED, Status.DECLINED])
def test_work_in_hand_is_left_alone_and_the_news_laid_beside_it(status):
    Agency.objects.get(key="market-regulation")
    take(guide())
    work_on(status)
    done = take_in([guide(unifyName="样例：露营登记")], by=SYSTEM, at=LATER)
    assert (done.created, done.changed) == (1, 0)
    assert [each.code for each in done.findings] == ["draft_in_progress"]
    ref = "import:000131999000-01@market-regulation"
    assert refs() == [ref, f"{ref}#2"]
    first, second = ListDraft.objects.filter(origin=Origin.IMPORTED).order_by("pk")
    assert (first.name, first.status) == ("样例：露营地登记", status)
    assert (second.name, second.status) == ("样例：露营登记", Status.PUSHED)
    assert "draft_in_progress" in {each["code"] for each in second.findings}
    assert take(guide(unifyName="样例：露营登记")) == (0, 0, 1)
    assert take(guide(unifyName="样例：第三次")) == (0, 1, 0)
    assert len(refs()) == 2


def test_the_order_of_keys_and_housekeeping_of_the_envelope_do_not_count():
    take(guide())
    plain = ordinary()
    turned = {"msg": "别的话", "code": 0, "data": dict(reversed(plain["data"].items()))}
    assert take(imported(turned)) == (0, 0, 1)


@pytest.mark.req("R-010")
def test_an_ex_officio_power_makes_no_draft_and_is_counted():
    done = take_in([guide(typeName="行政处罚"), guide()], by=SYSTEM, at=MONDAY)
    assert (done.created, done.refused) == (1, 1)


def test_a_guide_without_an_agency_waits_without_one():
    take(imported(ordinary(), setting=Setting(on=ON)))
    assert ListDraft.objects.get(source_ref="import:000131999000-01").agency is None


def test_an_agency_may_be_named_in_words_and_an_unknown_one_is_told():
    named, unknown = (
        imported(ordinary(rightsCode=code), setting=Setting(on=ON, agency=said))
        for code, said in (
            ("000131999000", "市卫生健康委员会"),
            ("000131998000", "市魔法局"),
        )
    )
    take(named, unknown)
    first, second = ListDraft.objects.filter(origin=Origin.IMPORTED).order_by("pk")
    assert first.agency is None or first.document["agency"] == first.agency.key
    assert second.agency is None
    assert "agency_open" in {each["code"] for each in second.findings}


def test_a_list_that_is_published_already_is_changed_by_its_draft():
    edition = publish(document(), by=SYSTEM, at=MONDAY).edition
    found = reading.read_blob("a.xlsx", write([document()]), SETTING)
    take(*found.guides)
    draft = ListDraft.objects.get(origin=Origin.IMPORTED)
    assert (draft.operation, draft.base_id) == (Operation.CHANGE, edition.pk)


def test_only_who_compiles_may_import_and_editors_only_for_their_own():
    with pytest.raises(NotYours):
        take(guide(), by=NOBODY)
    market, health = (Agency.objects.get(key=each) for each in ("market-regulation", "health"))
    editors = [
        Actor(name="编制", roles=frozenset({Role.CATALOG_EDITOR}), agency_id=each.pk) for each in (market, health)
    ]
    with pytest.raises(NotYours, match="不是本部门"):
        take(guide(), by=editors[1])
    assert take(guide(), by=editors[0]) == (1, 0, 0)


def test_strange_codes_find_a_place_too():
    strange = [guide(rightsCode="X" * 500), guide(rightsCode=None, unifyId="#" * 90), guide(unifyName="长" * 5000)]
    assert take(*strange) == (3, 0, 0)
    assert take(*strange) == (0, 0, 3)


def test_statements_grow_with_batches_and_not_with_guides(django_assert_num_queries):
    guides = [guide(rightsCode=f"000131{each:06}") for each in range(60)]
    # savepoint, agencies, lock, standing drafts, editions, insert, entry, release
    with django_assert_num_queries(8):
        take(*guides)


def test_three_thousand_guides_are_taken_in_within_a_minute():
    sources = [Source(name, partial(bytes, content)) for name, content in many(3000)]
    begun = time.process_time()
    seen = []
    found = read_sources(sources, SETTING)
    done = take_in(found.guides, by=SYSTEM, at=MONDAY, progress=lambda done, total: seen.append((done, total)))
    assert time.process_time() - begun < 45
    assert done.created == 3000
    assert seen[-1] == (3000, 3000)
    assert take_in(found.guides, by=SYSTEM, at=MONDAY).unchanged == 3000


def test_what_is_stored_is_plain_json_that_reads_back():
    take(imported(json.loads(blob(ordinary(strange={"a": [None, 1.5, True]})))))
    assert ListDraft.objects.get(origin=Origin.IMPORTED).kept["strange"] == {"a": [None, 1.5, True]}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(bent(), min_size=1, max_size=3))
def test_the_database_holds_whatever_was_read(plains):
    sources = [Source(f"{place}.json", partial(bytes, json.dumps(each).encode())) for place, each in enumerate(plains)]
    guides = read_sources(sources, SETTING).guides
    with transaction.atomic():
        take_in(guides, by=SYSTEM, at=MONDAY)
        assert take_in(guides, by=SYSTEM, at=MONDAY).created == 0
        transaction.set_rollback(True)
