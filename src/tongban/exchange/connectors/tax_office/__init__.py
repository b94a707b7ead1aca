"""The tax system (税务系统): it reports that what is owed for a matter was paid, or that nothing is (完税、减免税)."""
