"""Which types of licences the city issues from its cases, and where their faces come from: bound at start."""

from tongban.registers.licenses.rules.composing import FaceMapping

BOUND: dict[str, FaceMapping] = {}
