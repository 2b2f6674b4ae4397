"""Messages in English."""
