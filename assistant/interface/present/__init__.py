"""Turns what the assistant knows into HTML; every word of documents and readers is escaped."""
