"""Documents on their way out: rendering now; drafts, numbering and issuing build on it."""
