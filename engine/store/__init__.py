"""Keeping a book: cases, tenures, ledger and log in SQL; the only folder that knows SQLAlchemy."""
