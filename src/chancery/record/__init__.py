"""What a document is: the record, its evidence, its JSON form. Imports nothing else of Chancery."""
