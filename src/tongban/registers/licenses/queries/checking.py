"""Is this file of a licence genuine, and does the licence still hold (版式文件核验): the bytes, then the register."""

from dataclasses import dataclass, replace
from datetime import date

from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.documents.sealing.verdicts import FileVerdict, verify_file
from tongban.registers.licenses.rules.copies import parted

from .verifying import Verdict, Verification, verification


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the file itself shows, and what the register says of the licence that it names."""

    file: FileVerdict
    license: Verification
    copy_until: date | None = None
    """The last day of a copy for one case (加注件); None for an original."""
    is_copy_over: bool = False

    @property
    def is_in_force(self) -> bool:
        """Only a whole file of a licence that holds today; a copy only while it may be used."""
        return self.file.is_whole and not self.is_copy_over and self.license.verdict is Verdict.IN_FORCE


def check_file(content: bytes, *, on: date) -> FileCheck:
    """Both answers at once (one query, none for a file that is not whole); an end of the licence is seen at once."""
    found = verify_file(content, trusted=BOUND[0].trusted())
    identifier, until = parted(found.identifier)
    told = verification(identifier, on=on) if found.is_whole else Verification(Verdict.UNKNOWN)
    return FileCheck(replace(found, identifier=identifier), told, until, until is not None and on > until)
