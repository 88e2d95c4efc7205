"""What the evaluation page shows, in HTML; every word of a file is escaped."""
