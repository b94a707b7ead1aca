"""Fees at the window (窗口收费): what is owed for a case, what was paid, and the till that has to be right at night."""
