"""The archive: documents kept, grouped into works with their versions, corrected and searched across six languages."""
