"""The quality gate as compiling binds it (质量关): the catalogue's rules, asked with the city around the list."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from tongban.registers.catalog import quality
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.quality import Trial
from tongban.registers.compiling.queries.surroundings import surroundings

Protected = Callable[[date], frozenset[str]]


class CityGate:
    """A `Gate` with all rules of `catalog.quality`; `license_types`, `license_aliases` and `halls` are the city's data.

    `protected` says what stands on the published list of windows that stay open on a day (线下保留事项清单).
    """

    def __init__(
        self,
        *,
        license_types: Mapping[str, str],
        license_aliases: Mapping[str, Sequence[str]] | None = None,
        halls: frozenset[str],
        protected: Protected = lambda on: frozenset(),
    ) -> None:
        self._license_types, self._license_aliases = license_types, license_aliases or {}
        self._halls, self._protected = halls, protected

    def judge(self, item: ItemDocument, *, on: date) -> list[Finding]:
        return quality.judge(item, self._around(on))

    def trial(self, item: ItemDocument, on: date) -> Trial:
        """Generated applicants sent through the list, with the city around it (试办)."""
        return quality.walk(item, self._around(on))

    def blocking(self, findings: Sequence[Finding]) -> list[Finding]:
        return quality.blocking(findings)

    def unanswered(self, findings: Sequence[Finding], words: Mapping[str, str]) -> list[Finding]:
        return quality.unanswered(findings, words)

    def _around(self, on: date) -> quality.Surroundings:
        return surroundings(
            on=on,
            license_types=self._license_types,
            license_aliases=self._license_aliases,
            halls=self._halls,
            protected=self._protected(on),
        )
