"""The commands of `charter`: a file for each, whose `command` makes it in the tongue of the run."""
