"""Writing: telling that a licence runs out, taking everything out."""
