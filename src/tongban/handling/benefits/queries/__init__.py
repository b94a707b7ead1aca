"""Reading: policies on a day, facts on record, whom a policy fits, grants."""
