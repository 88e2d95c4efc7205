"""Passages that may be quoted for a question, and others that only resemble it."""

from dataclasses import replace

import pytest

from assistant.bearing import bearing_hits, find_missing_years, telling_hits
from assistant.premises import Premises
from corpus.types import DocumentInfo, Hit, Locator, Passage

NOT_HELD = Premises(unheld=(("GDPR", None),))


def hit(text: str, title: str = "Garden Act", date: str = "2031-05-02") -> Hit:
    passage = Passage("p", "garden", 0, text, title, Locator(None, (), None, 0, len(text)))
    return Hit(1, 1.0, None, passage, DocumentInfo("garden", title, date=date))


def test_of_an_instrument_that_is_not_held_only_what_names_it_may_be_quoted():
    naming, other = hit("The GDPR sets fines of 4%."), hit("This Act sets fines of 7%.")
    assert bearing_hits("Which fines?", "en", NOT_HELD, [other, naming]) == (naming,)


def test_what_an_instrument_that_is_held_says_may_be_quoted_without_its_name():
    other = hit("This Act sets fines of 7%.")
    assert bearing_hits("Which fines?", "en", Premises(), [other]) == (other,)


@pytest.mark.parametrize(
    ("text", "date", "counts"),
    [
        ("In 2032 roses are counted.", "2031-05-02", True),
        ("Roses are counted.", "2032-01-01", True),
        ("Roses are counted by 12032.", "2031-05-02", False),
    ],
)
def test_a_year_must_be_spoken_of_or_be_the_documents(text, date, counts):
    found = bearing_hits("How many roses in 2032?", "en", Premises(), [hit(text, date=date)])
    assert bool(found) is counts
    assert find_missing_years("How many roses in 2032?", [hit(text, date=date)]) == (
        () if counts else ("2032",)
    )


def test_where_the_best_passage_is_of_another_year_nothing_is_quoted():
    speaking, silent = hit("In 2032 roses are counted."), hit("Roses are counted.")
    found = bearing_hits("How many roses in 2032?", "en", Premises(), [silent, speaking])
    assert found == ()
    assert bearing_hits("How many roses in 2032?", "en", Premises(), [speaking, silent]) == (
        speaking,
    )


@pytest.mark.parametrize(
    ("addresses", "is_digest", "languages"),
    [
        (("Article 50(4)", "제50조(4)"), True, ["ko"]),
        (("Article 50(4)", "제51조"), True, ["en", "ko"]),
        (("Article 50(4)", "제50조(4)"), False, ["en", "ko"]),
    ],
)
def test_of_a_digest_in_two_languages_the_readers_is_quoted(addresses, is_digest, languages):
    hits = []
    for language, address in zip(("en", "ko"), addresses, strict=True):
        one = hit("Roses are counted.")
        info = replace(one.info, language=language, is_digest=is_digest, instrument="garden-act")
        locator = replace(one.passage.locator, address=address)
        hits.append(replace(one, info=info, passage=replace(one.passage, locator=locator)))
    found = bearing_hits("장미는?", "ko", Premises(), hits)
    assert [one.info.language for one in found] == languages


def test_whether_an_order_applies_is_told_by_who_revokes_it_and_not_by_itself():
    itself = hit("This order takes care of roses.", "Executive Order 14110")
    other = hit("Actions under the revoked Executive Order 14110 end.", "Executive Order 14179")
    question = "Is EO 14110 still in force?"
    assert telling_hits(question, "en", [itself, other]) == (other,)
    assert telling_hits("Who signed EO 14110?", "en", [itself, other]) == ()
