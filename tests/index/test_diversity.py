from corpus.types import Locator, Passage
from index.diversity import spread

LONG = "Makers shall test every robot for at least 40 hours before it is sold to the public."


def passage(identifier, document="act", text=None):
    text = text or f"Passage {identifier} says something of its own about {identifier * 7}."
    return Passage(identifier, document, 0, text, "", Locator(None, (), None, 0, len(text)))


def shown(passages, scores):
    return [passages[kept.place].id for kept in spread(passages, scores)]


def test_the_same_words_elsewhere_are_shown_once_and_named_behind_the_best():
    passages = [
        passage("a", "law", LONG),
        passage("b", "law"),
        passage("c", "commentary", f"{LONG} "),
    ]
    kept = spread(passages, [3.0, 2.0, 1.0])
    assert [passages[one.place].id for one in kept] == ["a", "b"]
    assert [passages[place].id for place in kept[0].copies] == ["c"]


def test_a_sentence_with_another_figure_is_no_copy():
    changed = LONG.replace("40 hours before it is sold to the public", "50 days in a laboratory")
    passages = [passage("a", text=LONG), passage("b", text=changed)]
    assert shown(passages, [2.0, 1.0]) == ["a", "b"]


def test_a_documents_further_passages_give_way_to_nearly_as_good_ones_of_others():
    passages = [passage(i, "long") for i in "abcd"] + [passage("e", "other")]
    assert shown(passages, [9.0, 8.9, 8.8, 8.7, 8.6]) == ["a", "b", "c", "e", "d"]


def test_a_document_that_is_clearly_better_keeps_the_page():
    passages = [passage(i, "long") for i in "abcd"] + [passage("e", "other")]
    assert shown(passages, [9.0, 8.9, 8.8, 8.7, 3.0]) == ["a", "b", "c", "d", "e"]
