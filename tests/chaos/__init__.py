"""The city that is killed, in processes of its own: `python -m tests.chaos prepare|judge FOLDER PORT COUNT`."""
