"""Six languages, each a folder of data with the same file names; nothing here or above names a language."""
