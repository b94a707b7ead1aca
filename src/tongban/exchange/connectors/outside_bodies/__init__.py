"""Bodies outside the house that do a step and report it (外部单位): seal makers, banks, water, power, gas and heat."""
