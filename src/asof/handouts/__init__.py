"""What is handed out on paper: numbered copies, and binders whose pages are exchanged."""
