"""A brief's outline, what it says, and its words."""
