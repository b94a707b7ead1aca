"""One module for each command, named as Django finds it."""
