"""Reading: what an enterprise has and has to do, what runs out."""
