"""What can be asked of a book: one function a use case, one transaction each. The only place where charter, acts and store meet."""
