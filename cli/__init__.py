"""The `charter` command: terminal, environment and clock."""
