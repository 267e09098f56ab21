"""Publishes editions as a static site: the latest of each, every earlier one, their data."""
