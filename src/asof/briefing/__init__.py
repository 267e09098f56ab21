"""The definition of a document: its title, its blocks, its rows and its rules."""
