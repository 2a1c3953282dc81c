"""One module a change of the tables, named by its revision."""
