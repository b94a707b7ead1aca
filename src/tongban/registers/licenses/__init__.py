"""Electronic licences (电子证照): types, issue, change, ends; what somebody has, apart from its case."""
