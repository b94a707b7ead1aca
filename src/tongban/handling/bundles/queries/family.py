"""One joint application with its cases (一件事和它的各环节): what the commands act on and the pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import describe
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.rules.applications import front_of
from tongban.handling.bundles.rules.branches import Branch, names, undecided_before, waiting_for
from tongban.handling.bundles.rules.delivering import kept_for, let_go_on
from tongban.handling.cases.models import Case, Delivery
from tongban.registers.bundles.queries.editions import document
from tongban.registers.bundles.rules.content import Content
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.queries import guide_of


@dataclass(frozen=True)
class Family:
    """A joint application, its children in the order of its edition, and what they look like as branches."""

    bundle: BundleCase
    children: Sequence[BundleChild]

    @cached_property
    def content(self) -> Content:
        return document(self.bundle.edition.content)

    @cached_property
    def options(self) -> dict[str, Option]:
        """The lists under which the cases were received, by member."""
        return {each.member: guide_of(each.case.option_version_id).option for each in self.children}

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        front = front_of(self.content, frozenset(each.member for each in self.children))
        return tuple(self._branch(each, front[each.member]) for each in self.children)

    @property
    def made_at(self) -> dict[str, datetime | None]:
        """When the result of each member was made."""
        return {each.member: _made_at(each.case) for each in self.children}

    @property
    def cases(self) -> list[Case]:
        return [each.case for each in self.children]

    @property
    def is_sent_together(self) -> bool:
        """Are the results sent together (一次发证)? As the edition says, unless the applicant wants them one by one."""
        return self.content.is_ended_together and self.bundle.singly_since is None

    def kept_for(self, key: str, *, on: date) -> tuple[Branch, ...]:
        """The branches for whose results this one's waits on this day."""
        if not self.is_sent_together:
            return ()
        return kept_for(self.branch(key), self.branches, on=on, calendar=calendar())

    def let_go_on(self, key: str) -> date | None:
        """The day from which on its result is sent by itself."""
        return let_go_on(self.branch(key), calendar=calendar())

    def child(self, key: str) -> BundleChild:
        return next(each for each in self.children if each.member == key)

    def branch(self, key: str) -> Branch:
        return next(each for each in self.branches if each.key == key)

    def _branch(self, child: BundleChild, front: frozenset[str]) -> Branch:
        case = child.case
        member = self.content.member(child.member)
        title = member.title if member is not None else ""
        return Branch(
            key=child.member,
            title=title or self.options[child.member].name,
            status=case.state,
            outcome=case.outcome,
            is_revoked=case.revoked_at is not None,
            front=front,
            takes_from=frozenset(child.takes_from),
            awaits=case.awaits,
            received_on=local_day(case.received_at),
            due_on=case.due_on,
            ended_on=local_day(case.ended_at) if case.ended_at is not None else None,
        )


def family_of(bundle: BundleCase) -> Family:
    """Its cases as they stand now (one statement)."""
    rows = (
        BundleChild.objects.filter(bundle=bundle)
        .select_related("case__applicant", "case__agency", "case__delivery")
        .order_by("pk")
    )
    return Family(bundle, in_order(list(rows), document(bundle.edition.content)))


def _made_at(case: Case) -> datetime | None:
    found: Delivery | None = getattr(case, "delivery", None)
    return found.issued_at if found is not None else None


def family_by_case(case_id: int) -> Family | None:
    """The family of a case, if it has one (two statements)."""
    found = BundleChild.objects.filter(case=case_id).select_related("bundle__edition__bundle__lead").first()
    return family_of(found.bundle) if found is not None else None


def in_order(rows: Iterable[BundleChild], content: Content) -> list[BundleChild]:
    """As the edition lists its members."""
    places = {each.key: place for place, each in enumerate(content.members)}
    return sorted(rows, key=lambda each: places.get(each.member, len(places)))


class Front:
    """Who stands before a case of a bundle, as `cases.together` asks (等前序事项): a `Forerunners`."""

    def __call__(self, case_id: int) -> Sequence[str]:
        """Why it cannot be granted yet (two statements)."""
        found = family_by_case(case_id)
        if found is None:
            return ()
        own = next(each for each in found.children if each.case_id == case_id).member
        waiting = waiting_for(found.branch(own), found.branches)
        told = []
        if waiting.undone:
            told.append(f"要等{names(waiting.undone)}先办好，才能准予这一件。等待不停止计时。")
        if waiting.failed:
            told.append(f"{names(waiting.failed)}没有办成，这一件不能准予。可以不予许可，或者请申请人撤回。")
        return told

    def undecided(self, case_id: int) -> Sequence[str]:
        """Why it cannot be refused yet either (two statements)."""
        found = family_by_case(case_id)
        if found is None:
            return ()
        own = next(each for each in found.children if each.case_id == case_id).member
        before = undecided_before(found.branch(own), found.branches)
        return [f"{names(before)}还没有决定，这一件不能先作决定。"] if before else []

    def held(self, case_id: int, *, on: date) -> str:
        """Why its result is not sent by itself yet (two statements)."""
        found = family_by_case(case_id)
        if found is None:
            return ""
        own = next(each for each in found.children if each.case_id == case_id).member
        others, last = found.kept_for(own, on=on), found.let_go_on(own)
        if not others or last is None:
            return ""
        return (
            f"这件一件事的结果一起送达，还在等{names(others)}，最晚{describe(last)}单独送达。"
            "申请人来窗口领的，现在就能给；不想等的，可以在一件事页面改为分别送达。"
        )
