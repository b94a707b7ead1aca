"""Lines to those who issued licences elsewhere (证照互认): the real adapter, and a simulated register that says so."""
