"""The grammar of the page: formulas written once as data, used to read and to write."""
