"""The record of an edition: what it says, as data, written and read again."""
