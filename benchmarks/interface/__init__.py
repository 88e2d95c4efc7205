"""Looks at the browser interface in a real browser: as pictures, for barriers, and with a clock."""
