"""asof prints briefings that know what was true, and when it was known."""
