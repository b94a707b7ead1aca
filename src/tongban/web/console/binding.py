"""What the house binds to the console: its flows, which only the top floor knows as a whole."""

from tongban.foundation.kernel.flow import Flow

FLOWS: dict[str, Flow] = {}
"""By key, in the order of the house's list; filled once by `config.wiring`."""
