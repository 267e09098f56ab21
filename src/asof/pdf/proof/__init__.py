"""The page held against what was given: its words, its room, its fonts, its origins."""
