"""The applicant's own will at a window (本人的意思): written down with what only the applicant can give."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.handling.cases.models import Case
from tongban.handling.cases.rules.deferral import Way
from tongban.handling.cases.rules.query_codes import query_index
from tongban.registers.documents.commands import attach

from .materials import read_materials

SIGNED_PAPER = "signed_paper"
"""The code under which the paper comes among the materials of the form."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that it is the applicant's will: the query code was told, or a paper signed."""

    way: Way
    file_id: UUID | None = None

    def as_facts(self) -> dict[str, Any]:
        """What the ledger keeps: how, and which paper."""
        return {"by_way": self.way.value} | ({"paper": str(self.file_id)} if self.file_id is not None else {})


def proof_of_will(case: Case, given: Mapping[str, Any], *, act: str, besides: Collection[str] = ()) -> Proof:
    """The query code, which nobody else has, or one signed paper; `Invalid` when there is neither.

    `besides` are the materials that come along and are not the paper.
    """
    code = "".join(str(given.get("signature") or "").split())
    files = [
        file
        for each in read_materials(given.get("materials") or ())
        if each.requirement_code not in besides
        for file in each.file_ids
    ]
    if given.get("way") == Way.QUERY_CODE and code:
        if bytes(query_index(case.number, code)) != bytes(case.query_index):
            said = "查询码不对。查询码在申请人的收件凭证短信里，请申请人再报一次。"
            raise Invalid(faults=[Fault("/signature", "query_code", said)])
        return Proof(Way.QUERY_CODE)
    if given.get("way") == Way.PAPER and len(files) == 1:
        return Proof(Way.PAPER, files[0])
    said = f"窗口不能替申请人{act}：请申请人报查询码，或者请申请人在纸上签字，扫描上传一份。"
    raise Invalid(faults=[Fault("/signature", "not_yours_to_choose", said)])


def own_or_proved(
    case: Case, given: Mapping[str, Any], *, act: str, by: Actor, besides: Collection[str] = ()
) -> dict[str, Any]:
    """Facts of whose will it is: none for the applicant, for a window the proof; its paper is kept with the case."""
    if not by.is_staff:
        return {}
    proof = proof_of_will(case, given, act=act, besides=besides)
    if proof.file_id is not None:
        attach([proof.file_id], holder=case.chain, by=by)
    return proof.as_facts()
