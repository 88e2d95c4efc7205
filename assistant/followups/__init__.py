"""Turns a follow-up question into one that stands alone, by rules where they are certain."""
