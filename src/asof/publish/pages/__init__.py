"""What readers of a site see: its pages, feeds, calendar and search."""
