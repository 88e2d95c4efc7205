"""Small documents in our own words, and PDFs printed from them."""

from pathlib import Path

FOLDER = Path(__file__).parent
