"""The dossier of a case (案卷): its replay at any moment, its evidence and archive package, and what it cost."""
