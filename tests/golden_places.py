"""Finds the places of golden questions in the documents that they name."""

from corpus.places import page_at
from eval.golden import squeeze

WINDOW = 800
"""Squeezed characters within which the needles of a place stand together."""


def stands(gold, document):
    """Whether all needles of a place stand together, on its page if it names one."""
    text = document.text
    if gold.page is not None and document.places.page_starts:
        start = document.places.page_starts[gold.page - 1]
        following = document.places.page_starts[gold.page : gold.page + 1]
        text = text[max(0, start - WINDOW) : (following[0] if following else len(text)) + WINDOW]
        assert page_at(document.places, start) is not None
    squeezed = squeeze(text)
    first = squeeze(gold.needles[0])
    at = squeezed.find(first)
    while at >= 0:
        near = squeezed[max(0, at - WINDOW) : at + WINDOW]
        if all(squeeze(needle) in near for needle in gold.needles):
            return True
        at = squeezed.find(first, at + 1)
    return False
