"""What is said to people, by code, in both tongues."""
