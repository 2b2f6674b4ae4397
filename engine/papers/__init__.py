"""What an office prints, sends and hangs up: papers made from what the services read, and one renderer for each format."""
