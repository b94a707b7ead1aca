import gc

GARBAGE = (20_000, 20, 20)
"""After how many new objects rubbish is looked for: what a process reads stays, what a page makes goes by itself."""

gc.set_threshold(*GARBAGE)
