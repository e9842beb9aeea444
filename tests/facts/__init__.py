"""Every fact file walked field by field, and where each value should stand in the founding release."""
