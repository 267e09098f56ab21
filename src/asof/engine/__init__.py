"""The adapter to WeasyPrint: the only files that import it."""
