"""What the trial of a list measures is what cases really hold."""

from django.db import models

from tongban.handling.cases.models import Clock, Delivery, Material, SpecialRun
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.catalog.quality.trial import WIDTHS


def test_the_widths_of_the_trial_are_those_of_the_tables():
    fields: dict[str, tuple[type[models.Model], str]] = {
        "name": (OptionVersion, "name"),
        "material": (Material, "name"),
        "material_code": (Material, "requirement_code"),
        "result": (Delivery, "result_name"),
        "procedure": (SpecialRun, "name"),
        "code": (Clock, "code"),
        "basis": (Clock, "basis"),
    }
    found = {name: model._meta.get_field(field) for name, (model, field) in fields.items()}
    assert {name: each.max_length for name, each in found.items() if isinstance(each, models.CharField)} == WIDTHS
