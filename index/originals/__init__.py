"""Shows the page of an original on which quoted words stand, and where on it."""
