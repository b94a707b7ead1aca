"""Where terminals stand, how far people have to them, and when one is missed (终端登记、覆盖、故障); pure."""
