"""The catalogue: searched, owned, put on line only when all five stages have somebody (R-177, R-178, R-195)."""

from time import perf_counter

import pytest
from conftest import MONDAY

from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.registers.agencies.models import Agency
from tongban.registers.resources.commands import keeping
from tongban.registers.resources.models import DataResource, ResourceField, StageDuty
from tongban.registers.resources.queries import catalogue
from tongban.registers.resources.rules.kinds import Stage

pytestmark = pytest.mark.django_db


def insurance() -> DataResource:
    """A resource of the city with one empty cell."""
    return DataResource.objects.select_related("owner").get(code="social-insurance")


@pytest.mark.req("R-177")
def test_a_search_among_five_thousand_resources_takes_less_than_a_fifth_of_a_second(cast):
    model = DataResource.objects.get(code="licenses")
    columns = {each.name: getattr(model, each.attname) for each in model._meta.fields if each.name != "id"}
    columns["owner_id"] = columns.pop("owner")
    words = "电子证照 类型 编号 持有人 签发单位 有效期 状态 " * 4
    DataResource.objects.bulk_create(
        [
            DataResource(**columns | {"code": f"sample-{number}", "words": f"{words}样例{number}"})
            for number in range(5000)
        ],
        batch_size=2500,
    )
    began = perf_counter()
    found = catalogue.resources(cast("zhaomin"), words="证照 样例4999", most=51)
    assert perf_counter() - began < 0.2
    assert [each.code for each in found] == ["sample-4999"]


@pytest.mark.req("R-177")
def test_the_catalogue_is_found_by_words_body_and_way_of_sharing(cast, django_assert_num_queries):
    actor = cast("zhaomin")
    with django_assert_num_queries(1):
        found = catalogue.resources(actor, words="法定代表人", agency="market-regulation", share="1", most=51)
    assert [each.code for each in found] == ["enterprise-basics"]
    assert catalogue.resources(actor, words="没有的东西", most=51) == []
    with pytest.raises(NotFound):
        catalogue.resource_for(actor, "nothing")
    assert not catalogue.visible_to(NOBODY).exists()


@pytest.mark.req("R-178")
def test_every_resource_on_line_has_an_owner_and_every_field_too():
    assert not DataResource.objects.filter(status="live", owner__isnull=True).exists()
    assert not ResourceField.objects.filter(resource__status="live", owner__isnull=True).exists()


@pytest.mark.req("R-178")
def test_a_field_gets_its_own_owner_on_record_and_only_from_who_keeps_the_resource(cast):
    resource, health = DataResource.objects.get(code="licenses"), Agency.objects.get(key="health")
    with pytest.raises(NotYours):
        keeping.name_owner(resource, agency=health, fields=["number"], by=cast("chenli"), at=MONDAY)
    with pytest.raises(Invalid):
        keeping.name_owner(resource, agency=health, fields=["nothing"], by=cast("zhengyawen"), at=MONDAY)
    keeping.name_owner(resource, agency=health, fields=["number"], by=cast("zhengyawen"), at=MONDAY)
    owners = {each.code: each.owner.key for each in catalogue.fields_of(resource) if each.owner}
    assert (owners["number"], owners["holder"]) == ("health", "government-affairs")
    entry = Entry.objects.filter(chain="resource:licenses").latest("seq")
    assert (entry.verb, entry.facts["fields"]) == ("name_owner", ["number"])


@pytest.mark.req("R-195")
def test_one_empty_cell_keeps_a_resource_off_line_until_it_is_filled(cast):
    resource, by = insurance(), cast("yuyanhong")
    with pytest.raises(keeping.NotReady, match="开发利用"):
        keeping.go_live(resource, by=by, at=MONDAY)
    agency = Agency.objects.get(key="human-resources")
    keeping.name_duty(resource, stage=Stage.USE, agency=agency, words="只用于核验", by=by, at=MONDAY)
    keeping.go_live(resource, by=by, at=MONDAY)
    assert insurance().status == "live"
    assert [each.verb for each in Entry.objects.filter(chain=resource.chain).order_by("seq")] == [
        "enter",
        "name_duty",
        "go_live",
    ]


@pytest.mark.req("R-195")
@pytest.mark.parametrize("stage", list(Stage))
def test_each_of_the_five_stages_is_asked_for(cast, stage: Stage):
    resource, by = DataResource.objects.get(code="enterprise-basics"), cast("zhengyawen")
    keeping.take_off(resource, reason="核对责任", by=by, at=MONDAY)
    StageDuty.objects.filter(resource=resource, stage=stage).delete()
    with pytest.raises(keeping.NotReady, match=stage.label):
        keeping.go_live(resource, by=by, at=MONDAY)


@pytest.mark.req("R-195")
def test_on_line_a_cell_is_replaced_and_never_left_without_words(cast):
    resource, by = DataResource.objects.get(code="enterprise-basics"), cast("chenli")
    agency = Agency.objects.get(key="big-data")
    with pytest.raises(Invalid):
        keeping.name_duty(resource, stage=Stage.STORE, agency=agency, words=" ", by=by, at=MONDAY)
    keeping.name_duty(resource, stage=Stage.STORE, agency=agency, words="异地备份", by=by, at=MONDAY)
    assert catalogue.duties_of(resource)[Stage.STORE].words == "异地备份"
    with pytest.raises(NotNow):
        keeping.go_live(resource, by=by, at=MONDAY)
