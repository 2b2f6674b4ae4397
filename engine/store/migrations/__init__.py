"""The forms that a book's tables had, one revision each, and the way from any of them to the present one."""
