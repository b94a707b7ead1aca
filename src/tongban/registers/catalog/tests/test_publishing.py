"""Publishing: immutable numbered editions, ex-officio powers refused, equal content changes nothing."""

from datetime import date, datetime, timedelta

import pytest
import yaml
from django.db import DatabaseError, IntegrityError, transaction

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog import item as items
from tongban.registers.catalog import jobs
from tongban.registers.catalog.commands import bring_into_force, load_synonyms, publish
from tongban.registers.catalog.content import content_hash
from tongban.registers.catalog.item import NotOnApplication
from tongban.registers.catalog.loading import load, read_items, read_synonyms
from tongban.registers.catalog.models import HandlingOption, ListVersion, Miss, OptionVersion, Revision, Synonym
from tongban.registers.catalog.queries import guide, guide_of
from tongban.registers.catalog.search.misses import note_miss
from tongban.registers.catalog.tests.samples import _OPTION, document

AT = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
pytestmark = pytest.mark.django_db


def note(effective_on, number=1):
    return {"number": number, "effective_on": effective_on, "reason": "调整", "legal_source": "样例"}


def publish_sample(**changes):
    return publish(document(**changes), by=SYSTEM, at=AT)


def code_of(publication, number="01"):
    return f"{publication.edition.list.code}{number}"


def renamed(name):
    return {"01": {**_OPTION, "name": name}}


@pytest.mark.req("R-022")
def test_a_list_becomes_an_edition_with_codes_hashes_and_one_ledger_entry():
    done = publish_sample()
    assert done.is_new
    assert done.edition.number == 1
    assert len(done.edition.list.code) == 31
    versions = OptionVersion.objects.filter(edition=done.edition)
    assert {each.option.code[-2:] for each in versions} == {"01", "02"}
    assert all(len(each.option.code) == 33 and each.option.current_id == each.pk for each in versions)
    entry = Entry.objects.get(chain=f"list:{done.edition.list.code}")
    assert (entry.verb, entry.facts["hashes"]["01"]) == ("publish", content_hash(document().options["01"]))


def test_equal_content_again_changes_nothing():
    first = publish_sample()
    before = Revision.objects.get().number, ListVersion.objects.count(), Entry.objects.count()
    again = publish_sample()
    assert (again.is_new, again.edition) == (False, first.edition)
    assert (Revision.objects.get().number, ListVersion.objects.count(), Entry.objects.count()) == before


@pytest.mark.req("R-022", "R-026")
def test_a_new_edition_is_in_force_from_its_day_and_the_old_one_stays_readable():
    code = code_of(publish_sample())
    old = guide(code)
    publish_sample(version=note("2026-04-01"), options=renamed("改过的名字"))
    assert guide(code).option_version_id == old.option_version_id
    assert jobs.bring_into_force(datetime(2026, 4, 1, 0, 5, tzinfo=LOCAL)) == 2
    assert (guide(code).name, guide(code).version) == ("改过的名字", 2)
    assert guide_of(old.option_version_id) == old
    assert guide(code, on=date(2026, 3, 31)) == old
    assert guide(code, on=date(2026, 4, 1)).name == "改过的名字"
    assert bring_into_force(on=date(2026, 4, 2)) == 0


def test_an_option_left_out_is_cancelled_and_only_from_that_day():
    code = code_of(publish_sample(), "02")
    publish_sample(version=note("2026-03-02"), options=renamed("只剩一项"))
    with pytest.raises(NotFound):
        guide(code)
    with pytest.raises(NotFound):
        guide(code, on=date(2026, 3, 2))
    assert guide(code, on=date(2026, 3, 1)).version == 1


def test_an_edition_is_not_backdated_before_the_last():
    publish_sample()
    with pytest.raises(Invalid) as caught:
        publish_sample(version=note("2025-12-31"), options=renamed("旧"))
    assert [each.pointer for each in caught.value.faults] == ["/version/effective_on"]


def test_before_its_first_day_there_is_nothing():
    code = code_of(publish_sample(version=note("2026-06-01")))
    with pytest.raises(NotFound):
        guide(code)
    with pytest.raises(NotFound):
        guide(code, on=date(2026, 5, 31))
    assert guide(code, on=date(2026, 6, 1)).version == 1


@pytest.mark.req("R-010")
@pytest.mark.parametrize(
    ("kind", "basic_code", "label"),
    [
        ("penalty", "620131990W00", "行政处罚"),
        ("行政强制", "620131990W00", "行政强制"),
        ("levy", "620131990W00", "行政征收"),
        ("行政检查", "620131990W00", "行政检查"),
        ("license", "000231024000", "行政处罚"),
        ("license", "000631024000", "行政检查"),
    ],
)
def test_ex_officio_powers_are_refused_with_the_reason(kind, basic_code, label):
    with pytest.raises(NotOnApplication) as caught:
        publish_sample(kind=kind, basic_code=basic_code)
    assert label in caught.value.message
    assert "依职权" in caught.value.message


def test_every_defect_is_told_with_its_path():
    broken = {
        **_OPTION,
        "promised_limit": {"value": 11},
        "audience": ["martian"],
        "materials": [
            {"code": "a", "name": "甲", "required_when": "nobody == 1"},
            {"code": "a", "name": "乙", "required_when": "area >"},
        ],
        "questions": [
            {"code": "area", "text": "?", "kind": "number", "show_when": 'later == "x"'},
            {"code": "later", "text": "?", "kind": "choice"},
        ],
        "conditions": [],
        "form": [{"code": "f", "label": "f", "kind": "spell"}],
    }
    found = items.faults(document(options={"00": broken}, level=9, field="health"))
    assert {(each.pointer, each.code) for each in found} == {
        ("/field", "field_unexpected"),
        ("/level", "level"),
        ("/options/00", "option_number"),
        ("/options/00/audience", "audience"),
        ("/options/00/promised_limit", "promise_longer"),
        ("/options/00/materials/a", "twice"),
        ("/options/00/form/f/kind", "kind"),
        ("/options/00/questions/later/choices", "no_choice"),
        ("/options/00/questions/area/show_when", "unknown_name"),
        ("/options/00/materials/a/required_when", "unknown_name"),
        ("/options/00/materials/a/required_when", "expression"),
    }


@pytest.mark.req("R-011")
@pytest.mark.parametrize(("field", "codes"), [("", ["field_missing"]), ("magic", ["field_missing"]), ("health", [])])
def test_a_public_service_has_exactly_one_field(field, codes):
    found = items.faults(document(kind="public_service", field=field, basic_code="622023001W00"))
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    "change",
    [{"agency": "nobody"}, {"basic_code": "12"}, {"kind": "magic"}, {"options": {}}],
    ids=lambda change: next(iter(change)),
)
def test_what_cannot_be_published_writes_nothing(change):
    before = ListVersion.objects.count()
    with pytest.raises(Invalid):
        publish_sample(**change)
    assert ListVersion.objects.count() == before


def test_kind_and_level_of_a_known_item_stay():
    publish_sample()
    with pytest.raises(Invalid):
        publish_sample(kind="confirmation")
    with pytest.raises(Invalid):
        publish_sample(level=5)


def test_only_a_reviewer_publishes():
    with pytest.raises(NotYours):
        publish(document(), by=NOBODY, at=AT)


@pytest.mark.parametrize("table", [OptionVersion, ListVersion])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_lets_nobody_change_an_edition(table, verb):
    publish_sample()
    rows = table.objects.order_by("-pk")[:1]
    rows = table.objects.filter(pk=rows[0].pk)
    with pytest.raises(DatabaseError, match="一经发布"), transaction.atomic():
        rows.update(effective_on="2030-01-01") if verb == "update" else rows._raw_delete("default")


def test_the_database_checks_the_hash():
    publish_sample()
    row = OptionVersion.objects.order_by("-pk")[0]
    row.pk, row.content = None, row.content + " "
    row.edition = ListVersion.objects.create(
        list=row.option.list, number=99, effective_on="2026-03-02", reason="x", legal_source="x", published_at=AT
    )
    with pytest.raises(IntegrityError, match="catalog_option_content_hash"), transaction.atomic():
        row.save(force_insert=True)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "items" / "a").mkdir(parents=True)
    (tmp_path / "synonyms.yaml").write_text("营业执照: [执照本本]\n", "utf-8")
    return tmp_path


def write(folder, name, plain):
    text = plain if isinstance(plain, str) else yaml.safe_dump(plain, allow_unicode=True)
    (folder / "items" / "a" / name).write_text(text, "utf-8")


def plain_document(**changes):
    return {
        "basic_code": "620131990W00",
        "name": "样例许可",
        "kind": "license",
        "agency": "market-regulation",
        "level": 3,
        "version": note(date(2026, 1, 1)),
        "options": {"01": _OPTION},
        **changes,
    }


def test_a_folder_is_loaded_and_loading_again_changes_nothing(folder):
    write(folder, "one.yaml", plain_document())
    done = load(folder, by=SYSTEM, at=AT)
    assert (done.published, done.unchanged, done.options, done.synonyms) == (1, 0, 1, 1)
    again = load(folder, by=SYSTEM, at=AT + timedelta(days=1))
    assert (again.published, again.unchanged, again.synonyms) == (0, 1, 0)
    assert Synonym.objects.get(said="执照本本").meant == "营业执照"
    assert HandlingOption.objects.filter(code__endswith="620131990W0001").count() == 1


def test_every_defect_of_every_file_is_told_at_once(folder):
    write(folder, "1.yaml", "a: [")
    write(folder, "2.yaml", plain_document(kind="penalty"))
    write(folder, "3.yaml", plain_document(options={"01": {**_OPTION, "colour": "red"}, "02": {"name": 5}}, extra=1))
    write(folder, "4.yaml", plain_document(level=0))
    write(folder, "5.yaml", "- a\n")
    with pytest.raises(Invalid) as caught:
        read_items(folder / "items")
    told = {each.pointer for each in caught.value.faults}
    assert told == {
        "a/1.yaml#",
        "a/2.yaml#/kind",
        "a/3.yaml#/options/01",
        "a/3.yaml#/options/02/name",
        "a/3.yaml#",
        "a/4.yaml#/level",
        "a/5.yaml#",
    }
    assert not HandlingOption.objects.filter(code__endswith="620131990W0001").exists()


@pytest.mark.parametrize("text", ["- a", "甲: 乙", "甲: [1]", "甲: [丙]\n乙: [丙]", "a: ["])
def test_a_broken_list_of_synonyms_is_refused(tmp_path, text):
    (tmp_path / "synonyms.yaml").write_text(text, "utf-8")
    with pytest.raises(Invalid):
        read_synonyms(tmp_path / "synonyms.yaml")


def test_a_changed_synonym_moves_the_revision_once():
    before = Revision.objects.get().number
    assert load_synonyms({"执照本本": "营业执照"}) == 1
    assert load_synonyms({"执照本本": "营业执照"}) == 0
    assert load_synonyms({"执照本本": "执照"}) == 1
    assert Revision.objects.get().number == before + 2


def test_searches_that_found_nothing_are_added_up_per_day():
    jobs.flush_misses(AT)
    Miss.objects.all().delete()
    for text in ("养恐龙", "养恐龙 ", "开飞碟", "620200199001011234", "13800000000"):
        note_miss(text)
    assert jobs.flush_misses(AT) == 2
    note_miss("养恐龙")
    assert jobs.flush_misses(AT) == 1
    assert jobs.flush_misses(AT) == 0
    found = Miss.objects.filter(on=AT.date()).values_list("text", "times")
    assert set(found) == {("养恐龙", 3), ("开飞碟", 1)}
