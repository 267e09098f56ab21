"""Shows a workspace in the browser: pages as they print, what is known of them, any day."""
