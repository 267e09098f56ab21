"""The document that templates fill and the engine sets."""
