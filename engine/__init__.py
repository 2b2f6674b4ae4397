"""Charter: approval and governance run from a text that its own people can read."""

__version__ = "0.1.0"
