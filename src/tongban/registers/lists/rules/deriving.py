"""How rows follow from the catalogue in force (由目录生成): one function for each kind, over guides; pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Basis, Fee, MaterialRequirement, SpecialProcedure, Stage
from tongban.registers.catalog.deferral import listed_materials, when_words
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.kinds import ItemKind, Necessity

from .kinds import STATE_SECRET, Kind, Origin
from .mandatory import ground_of
from .rows import Row

LEVELS = {1: "国家级", 2: "省级", 3: "市级", 4: "县级", 5: "镇街级", 6: "村级", 7: "其他"}
FREE, NO_SPECIAL = "不收费", "无"


@dataclass(frozen=True, slots=True)
class Derived:
    """What the catalogue gives for a list: rows in the order of the catalogue, and how many are told as a number."""

    rows: tuple[Row, ...]
    withheld: int = 0


def derive(kind: Kind, guides: Sequence[Guide], *, local: frozenset[str] = frozenset()) -> Derived:
    """The rows of a derived kind; `local` are the implementation codes of local features (本地特色)."""
    assert kind.origin is Origin.DERIVED, f"{kind.code} does not follow from the catalogue"
    rows = tuple(_MAKERS[kind.code](guides, local))
    return Derived(rows, withheld=_secrets(guides) if kind.code == "online_exception" else 0)


def not_online(guides: Iterable[Guide]) -> list[Guide]:
    """Options without an online channel and without an exception that says why (plan 二(二))."""
    return [
        each
        for each in guides
        if not {"web", "mobile"} & set(each.option.channels) and each.option.online_exception is None
    ]


def _permits(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    for item in _items(guides, ItemKind.LICENSE):
        yield {**_of_item(item), "basis": _laws(item), "level": LEVELS[item[0].level]}


def _responsibilities(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    """Every permit in force: who supervises it is written by hand (R-050)."""
    for item in _items(guides, ItemKind.LICENSE):
        yield _of_item(item)


def _norms(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    for item in _items(guides, ItemKind.LICENSE):
        options = [each.option for each in item]
        yield {
            **_of_item(item),
            "conditions": _each(condition.text for option in options for condition in option.conditions),
            "materials": _each(_material(each) for option in options for each in option.materials),
            "procedure": _each(_stage(each) for option in options for each in option.stages),
            "limits": _each(_limits(each) for each in item),
            "fees": _each(_fee(each) for option in options for each in option.fees) or [FREE],
            "special": _each(_special(each) for option in options for each in option.special_procedures)
            or [NO_SPECIAL],
            "results": _each(each.name for option in options for each in option.results),
        }


def _local_services(guides: Sequence[Guide], local: frozenset[str]) -> Iterator[Row]:
    for item in _items(guides, ItemKind.PUBLIC_SERVICE):
        if item[0].implementation_code in local:
            yield {**_of_item(item), "field": item[0].field_label, "basis": _laws(item)}


def _exceptions(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    for guide in guides:
        found = guide.option.online_exception
        if found is not None and found.ground != STATE_SECRET:
            yield {
                **_of_option(guide),
                "ground": vocabulary.OFFLINE_GROUNDS.get(found.ground, found.ground),
                "basis": _basis(found.basis),
                "approved_by": found.approved_by,
                "review_on": found.review_on,
            }


def _secrets(guides: Iterable[Guide]) -> int:
    grounds = [each.option.online_exception.ground for each in guides if each.option.online_exception is not None]
    return grounds.count(STATE_SECRET)


def _deferrals(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    yield from (row for guide in guides if (row := deferral_row(guide)) is not None)


def deferral_row(guide: Guide) -> Row | None:
    """What the published list says of one option (容缺材料清单); its guide page shows the same row (R-152)."""
    names = _each(each.name for each in listed_materials(guide.option))
    if not names:
        return None
    return {**_of_option(guide), "materials": names, "supplement": when_words(guide.option.deferral)}


def _commitments(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    for guide in guides:
        rule = guide.option.commitment
        if rule.is_offered:
            yield {
                **_of_option(guide),
                "kind": vocabulary.COMMITMENTS.get(rule.kind, rule.kind),
                "promises": list(rule.promises),
                "replaced": _each(each.name for each in guide.option.materials if _is_replaced(each)),
                "consequence": rule.consequence,
            }


def _intermediaries(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    """Only what a law, a regulation or a decision of the State Council demands; the rest is to be cleaned up."""
    for guide in guides:
        for each in guide.option.intermediaries:
            if not ground_of(each.basis).suffices:
                continue
            yield {
                "key": f"{guide.option_code}/{each.name}",
                "option_code": guide.option_code,
                "service": each.name,
                "name": guide.name,
                "agency": guide.agency_name,
                "qualification": each.qualification,
                "limit": each.limit,
                "price": each.price,
                "basis": _basis(each.basis) if each.basis else "",
            }


def _cross_province(guides: Sequence[Guide], _: frozenset[str]) -> Iterator[Row]:
    for guide in guides:
        mode = guide.option.cross_province_mode
        if mode:
            scope = vocabulary.SCOPES.get(guide.option.scope, guide.option.scope)
            yield {**_of_option(guide), "scope": scope, "mode": vocabulary.CROSS_PROVINCE_MODES.get(mode, mode)}


_MAKERS: dict[str, Callable[[Sequence[Guide], frozenset[str]], Iterable[Row]]] = {
    "permit": _permits,
    "permit_norm": _norms,
    "responsibility": _responsibilities,
    "local_service": _local_services,
    "online_exception": _exceptions,
    "deferral": _deferrals,
    "commitment": _commitments,
    "intermediary": _intermediaries,
    "cross_province": _cross_province,
}


def _items(guides: Iterable[Guide], kind: ItemKind) -> list[list[Guide]]:
    """The options of each implementation list of this kind, in the order of the catalogue."""
    found: dict[str, list[Guide]] = {}
    for guide in guides:
        if guide.kind is kind:
            found.setdefault(guide.implementation_code, []).append(guide)
    return list(found.values())


def _of_item(item: Sequence[Guide]) -> Row:
    first = item[0]
    code = first.implementation_code
    return {"key": code, "code": code, "name": first.item_name, "agency": first.agency_name}


def _of_option(guide: Guide) -> Row:
    code = guide.option_code
    return {"key": code, "code": code, "name": guide.name, "agency": guide.agency_name}


def _laws(item: Iterable[Guide]) -> list[str]:
    return _each(each.text for guide in item for each in guide.option.legal_basis)


def _each(found: Iterable[str]) -> list[str]:
    """Every text once, in the order of the first."""
    return list(dict.fromkeys(each for each in found if each))


def _basis(basis: Basis) -> str:
    return f"{basis.text}：{basis.gist}" if basis.gist else basis.text


def _limits(guide: Guide) -> str:
    promised, statutory = guide.option.promised_limit, guide.option.statutory_limit
    return f"{guide.name}：法定{statutory.words}，承诺{promised.words}"


def _material(each: MaterialRequirement) -> str:
    return each.name if each.necessity is Necessity.REQUIRED else f"{each.name}（{each.necessity.label}）"


def _stage(each: Stage) -> str:
    return f"{each.name}（{each.limit.words}）" if each.limit is not None else each.name


def _special(each: SpecialProcedure) -> str:
    return f"{each.name}（{each.limit.words}）" if each.limit.value else each.name


def _fee(each: Fee) -> str:
    return f"{each.name}：{each.standard}（{each.basis.text}）"


def _is_replaced(each: MaterialRequirement) -> bool:
    by = each.spared_by
    return each.necessity is Necessity.COMMITTABLE or (by is not None and by.way == "commitment")
