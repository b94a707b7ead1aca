"""Loading element templates: once, by whom, never changed; the version stands on every edition."""

import msgspec
import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.errors import Invalid, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog import elements
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.models import ListVersion
from tongban.registers.catalog.tests.samples import document
from tongban.registers.compiling.commands.templates import VersionTaken, load_template, read_template
from tongban.registers.compiling.models import ElementTemplate
from tongban.registers.compiling.queries.templates import template_in_force, templates

from conftest import MONDAY  # isort: skip

pytestmark = pytest.mark.django_db
SHIPPED = msgspec.to_builtins(elements.shipped())


def provincial(**changes: object) -> elements.Template:
    return read_template({**SHIPPED, "version": "省2026", "source": "样例文件", "is_reconstruction": False, **changes})


@pytest.mark.req("R-016")
def test_every_edition_of_the_demo_city_records_its_template():
    versions = set(ListVersion.objects.values_list("template", flat=True))
    assert versions == {elements.shipped().version}


@pytest.mark.req("R-016")
def test_the_provinces_template_is_in_force_from_its_loading_and_old_editions_keep_theirs(cast):
    before = ListVersion.objects.order_by("pk")[0]
    load_template(provincial(elements=SHIPPED["elements"][:3]), by=cast("linjing"), at=MONDAY)
    assert template_in_force().version == "省2026"
    assert len(template_in_force().elements) == 3
    done = publish(document(), by=SYSTEM, at=MONDAY, template=template_in_force().version)
    assert (done.edition.template, ListVersion.objects.get(pk=before.pk).template) == ("省2026", before.template)
    assert [each.version for each in templates()] == ["省2026", elements.shipped().version]
    assert Entry.objects.filter(chain="templates", verb="load_template").count() == 2


def test_loading_again_changes_nothing_and_another_content_needs_another_name():
    first = load_template(provincial(), by=SYSTEM, at=MONDAY)
    count = Entry.objects.count()
    assert load_template(provincial(), by=SYSTEM, at=MONDAY) == first
    assert Entry.objects.count() == count
    with pytest.raises(VersionTaken):
        load_template(provincial(elements=SHIPPED["elements"][:2]), by=SYSTEM, at=MONDAY)


def test_only_a_reviewer_loads_and_defects_are_told_at_once(cast):
    with pytest.raises(NotYours):
        load_template(provincial(), by=NOBODY, at=MONDAY)
    with pytest.raises(NotYours):
        load_template(provincial(), by=cast("wutao"), at=MONDAY)
    broken = [{**each, "path": "/options/*/nonsense", "each": None} for each in SHIPPED["elements"][2:4]]
    with pytest.raises(Invalid) as refused:
        provincial(elements=broken)
    assert len(refused.value.faults) == 2
    with pytest.raises(Invalid):
        read_template({"version": "x"})
    assert ElementTemplate.objects.count() == 1
