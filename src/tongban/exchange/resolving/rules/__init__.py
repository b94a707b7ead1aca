"""Who is the same (主体归并规则): the flow of a pair, how alike two are, which source a field is taken from."""
