"""What came of a check-up, beside the first one."""
