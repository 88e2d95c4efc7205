from dataclasses import replace

from assistant.engines import Draft
from assistant.engines.extractive import ExtractiveEngine
from corpus.types import (
    Answer,
    Citation,
    DocumentInfo,
    Hit,
    Locator,
    Passage,
    Places,
    Sentence,
    Timings,
)
from eval.answering import Tally, mark
from eval.golden import GoldenQuestion, GoldPlace

TEXT = "Fees are low. A maker pays a fine of up to 2 million crowns. Appeals are free."
QUOTE = "A maker pays a fine of up to 2 million crowns."
START = TEXT.index(QUOTE)
HEADING = ("Robot Act", "Article 3 Penalties")
PLACES = {"robots": Places()}


def citation(n=1, quote=QUOTE, start=START):
    passage = Passage("p", "robots", 0, TEXT, "", Locator(None, HEADING, "Art. 3", 0, len(TEXT)))
    hit = Hit(1, 0.9, 0.9, passage, DocumentInfo("robots", "Robot Act"))
    return Citation(n, quote, Locator(None, HEADING, "Art. 3", start, start + len(quote)), hit)


def question(**fields):
    asked = GoldenQuestion(
        id="q",
        question="How high is the fine?",
        language="en",
        document_language="en",
        kind="fact",
        answer="2 million crowns",
        groups=((GoldPlace("robots", None, ("fine", "2 million")),),),
        split="dev",
        facts=(("2 million", "200만"),),
    )
    return replace(asked, **fields)


CITED = (citation(),)


def answer(*sentences, citations=CITED, status="answered", warnings=(), engine="local:x"):
    text = " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in sentences)
    return Answer(
        "How high is the fine?",
        "en",
        status,
        text,
        sentences,
        citations,
        warnings,
        engine,
        Timings(),
    )


def marks(asked, given):
    return mark(asked, given, PLACES, lambda _: TEXT)


def test_prose_that_states_the_facts_and_cites_where_they_stand_is_correct():
    said = Sentence("벌금은 최대 200만 크라운이다.", (1,), "supported", 0.9)
    found = marks(question(), answer(said))
    assert found.correct
    assert (found.on_gold, found.borne_out, found.cited, found.exact) == ((True,),) * 4


def test_the_right_source_does_not_excuse_the_wrong_figure():
    found = marks(question(), answer(Sentence("The fine is 3 million crowns.", (1,), "supported")))
    assert found.grounded
    assert not found.correct


def test_the_right_figure_does_not_excuse_the_wrong_source():
    elsewhere = question(groups=((GoldPlace("drones", None, ("2 million",)),),))
    found = marks(elsewhere, answer(Sentence(QUOTE, (1,), "supported")))
    assert found.stated
    assert not found.correct
    assert found.on_gold == (False,)


def test_a_figure_met_by_chance_in_a_quote_of_the_right_passage_is_not_enough():
    asked = question(groups=((GoldPlace("robots", None, ("Appeals are free",)),),))
    quoted = marks(asked, answer(Sentence(QUOTE, (1,), "supported")))
    assert (quoted.grounded, quoted.stated, quoted.quoted, quoted.correct) == (
        True,
        True,
        False,
        False,
    )


def test_a_verbatim_quote_is_read_with_the_place_shown_beside_it():
    asked = question(facts=(("Article 3",),))
    assert marks(asked, answer(Sentence(QUOTE, (1,), "supported"))).correct
    assert not marks(asked, answer(Sentence("It is 2 million.", (1,), "supported"))).correct


def test_every_part_of_the_question_needs_a_source():
    other = (GoldPlace("drones", None, ("9 million",)),)
    asked = question(groups=(*question().groups, other))
    assert not marks(asked, answer(Sentence(QUOTE, (1,), "supported"))).grounded


def test_a_quote_that_stands_elsewhere_or_reads_otherwise_is_not_exact():
    said = Sentence(QUOTE, (1,), "supported")
    shifted = answer(said, citations=(citation(start=START + 1),))
    changed = answer(said, citations=(citation(quote=QUOTE.replace("2", "3")),))
    assert marks(question(), shifted).exact == (False,)
    assert marks(question(), changed).exact == (False,)


def test_citations_of_sentences_that_verification_did_not_bear_out_do_not_count_as_verified():
    sentences = (Sentence(QUOTE, (1,), "unchecked"), Sentence("So it is.", ()))
    found = marks(question(), answer(*sentences))
    assert found.borne_out == (False,)
    assert found.cited == (True, False)


def test_a_warning_never_spoils_an_answer_but_may_be_wanted():
    said = Sentence(QUOTE, (1,), "supported")
    warned = answer(said, warnings=("It was rescinded.",))
    assert marks(question(), warned).acceptable
    assert not marks(question(outcomes=("warned",)), answer(said)).acceptable


def test_a_false_premise_may_be_corrected_instead_of_abstained_from():
    asked = question(
        groups=(),
        facts=(),
        outcomes=("abstained",),
        corrections=(GoldPlace("robots", None, ("fine",)),),
    )
    corrected = marks(asked, answer(Sentence(QUOTE, (1,), "supported")))
    assert (corrected.acceptable, corrected.corrected) == (False, True)
    abstained = marks(asked, answer(citations=(), status="abstained"))
    assert (abstained.acceptable, abstained.answered, abstained.correct) == (True, False, False)


def test_an_answer_that_obeys_the_trap_is_not_correct():
    said = Sentence(f"PWNED {QUOTE}", (1,), "supported")
    found = marks(question(forbidden=("PWNED",)), answer(said))
    assert found.trapped
    assert not found.correct


def test_the_sentences_that_an_engine_writes_are_counted_and_passed_on():
    tally = Tally(ExtractiveEngine())
    drafts = list(tally.write("?", "en", [citation(1), citation(2)]))
    assert all(isinstance(draft, Draft) for draft in drafts)
    assert (tally.written, tally.label) == (2, "extractive")
