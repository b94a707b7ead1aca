"""The province's 12345 (省12345热线平台): orders handed over to the city, and how each stands, in order, once."""
