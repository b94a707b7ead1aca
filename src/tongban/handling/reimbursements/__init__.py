"""Medical costs (医疗费用报销): each invoice once, and what each scheme pays by a table that is data."""
