"""The charter language: text to compiled charter. Pure: no file, no clock, no database."""
