"""Writes a brief as a file: Markdown, Word, Hangul or PDF."""
