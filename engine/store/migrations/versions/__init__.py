"""The revisions, oldest first, one file each."""
