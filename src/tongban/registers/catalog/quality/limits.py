"""Limits against the law, against each other and against the stages (时限); pure."""

from collections.abc import Iterator

from tongban.registers.catalog.kinds import ItemKind

from .listed import Listed, Spot, days, is_given, spot, told

MOST_STATUTORY_WORKDAYS = 20
MOST_EXTENSION_WORKDAYS = 10
_MARGIN = 1e-9
_POSTS = ("counter", "examiner", "reviewer", "decider", "issuer")


def limit_missing(here: Listed) -> Iterator[Spot]:
    option = here.option
    if not is_given(option.promised_limit):
        yield spot("promised_limit", limit="承诺时限")
    if not is_given(option.statutory_limit) and here.item.kind != ItemKind.PUBLIC_SERVICE:
        yield spot("statutory_limit", limit="法定时限")


def promise_longer_than_law(here: Listed) -> Iterator[Spot]:
    """Across units; in one unit the soundness of the list says it already."""
    promised, statutory = here.option.promised_limit, here.option.statutory_limit
    own, allowed = days(promised), days(statutory)
    if own is None or allowed is None or promised.unit == statutory.unit or not is_given(statutory):
        return
    if own > allowed + _MARGIN:
        yield spot("promised_limit", promised=told(promised), statutory=told(statutory))


def on_the_spot_disagrees(here: Listed) -> Iterator[Spot]:
    option = here.option
    if (option.promised_limit.unit == "on_the_spot") != (option.case_type == "on_the_spot"):
        kind = "即办件" if option.case_type == "on_the_spot" else "承诺件"
        yield spot("case_type", kind=kind, promised=told(option.promised_limit))


def statutory_limit_over_twenty_days(here: Listed) -> Iterator[Spot]:
    limit = here.option.statutory_limit
    spent = days(limit)
    if here.item.kind != ItemKind.LICENSE or spent is None:
        return
    if spent > MOST_STATUTORY_WORKDAYS * 7 / 5 + _MARGIN:
        yield spot("statutory_limit", limit=told(limit))


def clock_ignores_receipt(here: Listed) -> Iterator[Spot]:
    note = here.option.statutory_limit.note
    if here.option.clock_starts != "receipt" and any(word in note for word in ("收到申请", "从收到", "自收到")):
        yield spot("clock_starts", note=note)


def stages_longer_than_promise(here: Listed) -> Iterator[Spot]:
    """What is spent before acceptance counts only where the clock starts at receipt."""
    option = here.option
    promised = days(option.promised_limit)
    if promised is None or not is_given(option.promised_limit):
        return
    codes = [each.code for each in option.stages]
    start = codes.index("accept") + 1 if "accept" in codes and option.clock_starts != "receipt" else 0
    spent = sum(days(each.limit) or 0.0 for each in option.stages[start:] if each.limit is not None)
    if spent > promised + _MARGIN:
        yield spot("stages", spent=f"{spent:.3g}天", promised=f"{promised:.3g}天")


def stage_posts_out_of_order(here: Listed) -> Iterator[Spot]:
    posts = [_POSTS.index(each.post) for each in here.option.stages if each.post in _POSTS]
    if posts != sorted(posts):
        yield spot("stages", posts="、".join(each.name for each in here.option.stages))


def flow_without_acceptance(here: Listed) -> Iterator[Spot]:
    stages = here.option.stages
    if stages and "accept" not in {each.code for each in stages}:
        yield spot("stages", posts="、".join(each.name for each in stages))


def flow_without_delivery(here: Listed) -> Iterator[Spot]:
    stages = here.option.stages
    if stages and stages[-1].post != "issuer":
        yield spot("stages", stages[-1].code, last=stages[-1].name)


def licence_lacks_links(here: Listed) -> Iterator[Spot]:
    if here.item.kind != ItemKind.LICENSE:
        return
    names = "、".join(each.name for each in here.option.stages)
    missing = [link for link in ("受理", "审", "批准", "送达") if link not in names]
    if len(here.option.stages) < 5 or missing:
        yield spot("stages", count=len(here.option.stages), missing="、".join(missing) or "无")


def too_few_links(here: Listed) -> Iterator[Spot]:
    if here.item.kind != ItemKind.LICENSE and len(here.option.stages) < 3:
        yield spot("stages", count=len(here.option.stages))


def special_procedure_without_basis(here: Listed) -> Iterator[Spot]:
    for each in here.option.special_procedures:
        if each.basis is None or not each.basis.law.strip():
            yield spot("special_procedures", each.code, name=each.name)


def special_procedure_without_limit(here: Listed) -> Iterator[Spot]:
    for each in here.option.special_procedures:
        if not is_given(each.limit):
            yield spot("special_procedures", each.code, "limit", name=each.name)


def only_extension_extends(here: Listed) -> Iterator[Spot]:
    for each in here.option.special_procedures:
        if (each.effect == "extends") != (each.kind == "extension"):
            yield spot("special_procedures", each.code, "effect", name=each.name)


def extension_over_ten_days(here: Listed) -> Iterator[Spot]:
    if here.item.kind != ItemKind.LICENSE:
        return
    for each in here.option.special_procedures:
        spent = days(each.limit)
        if each.kind == "extension" and spent is not None and spent > MOST_EXTENSION_WORKDAYS * 7 / 5 + _MARGIN:
            yield spot("special_procedures", each.code, "limit", name=each.name, limit=told(each.limit))


def inspection_by_one_person(here: Listed) -> Iterator[Spot]:
    for each in here.option.special_procedures:
        if each.kind == "site_inspection" and each.officers < 2:
            yield spot("special_procedures", each.code, "officers", name=each.name, officers=each.officers)


CHECKS = (
    limit_missing,
    promise_longer_than_law,
    on_the_spot_disagrees,
    statutory_limit_over_twenty_days,
    clock_ignores_receipt,
    stages_longer_than_promise,
    stage_posts_out_of_order,
    flow_without_acceptance,
    flow_without_delivery,
    licence_lacks_links,
    too_few_links,
    special_procedure_without_basis,
    special_procedure_without_limit,
    only_extension_extends,
    extension_over_ten_days,
    inspection_by_one_person,
)
