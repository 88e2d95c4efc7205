"""The page: its components, its looks and what one browser tab remembers."""
