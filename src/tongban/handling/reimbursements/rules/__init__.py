"""What is paid of medical costs (医保报销): a table as data, and the reckoning by it; pure."""
