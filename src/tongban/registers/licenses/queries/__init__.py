"""Reading licences (证照查询): whose, by identifier, as of any day; and what a stranger may learn of one."""

from .checking import FileCheck, check_file
from .faces import as_of, face_of
from .files import content_of, files_of, page_of
from .foreign import ForeignCheck, foreign_verification, issued_here
from .found import by_identifier, license_for, licenses_of, visible_to
from .stating import statement_for
from .using import trouble_of, troubles, usable, use_for, uses_of
from .verifying import Verdict, Verification, verification

__all__ = [
    "FileCheck",
    "ForeignCheck",
    "Verdict",
    "Verification",
    "as_of",
    "by_identifier",
    "check_file",
    "content_of",
    "face_of",
    "files_of",
    "foreign_verification",
    "issued_here",
    "license_for",
    "licenses_of",
    "page_of",
    "statement_for",
    "trouble_of",
    "troubles",
    "usable",
    "use_for",
    "uses_of",
    "verification",
    "visible_to",
]
