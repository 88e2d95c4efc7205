import asyncio
import json
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verification import Evidence
from corpus.errors import EngineError, UsageError
from eval.judges import JUDGES, open_judge
from eval.judges.accuracy import (
    GROUPS,
    accuracy_of,
    claims_version,
    record_accuracy,
    recorded_accuracy,
    unmeasured,
)
from eval.judges.both import RulesAndModel
from eval.judges.model import ModelJudge, api_judge, local_judge
from eval.judges.ragas import as_ragas_llm, load_ragas
from eval.judges.requests import read_request, with_input
from eval.judges.rules import RulesJudge, split_statements
from tests.libraries import embedder

METRICS = load_ragas("ragas.metrics.collections")
FAITHFUL = load_ragas("ragas.metrics.collections.faithfulness.util")
CONTEXT = "Makers shall test every robot for at least 40 hours before sale."
TRUE = "Robots must be tested for 40 hours or more before they are sold."
FALSE = "Robots must be tested for 90 hours or more before they are sold."


def embed(texts):
    return np.asarray([embedder().get_text_embedding(text) for text in texts], dtype=np.float32)


RULES = RulesJudge(embed)


def verdicts(judge, statements, context=CONTEXT, known=()):
    asked = FAITHFUL.NLIStatementInput(context=context, statements=list(statements))
    prompt = FAITHFUL.NLIStatementPrompt().to_string(asked)
    reply = judge.reply(prompt, FAITHFUL.NLIStatementOutput, dict(known))
    return [found.verdict for found in reply.statements]


def saying(*texts):
    said = iter(texts)
    return ModelJudge("fake", lambda prompt, schema: next(said))


def test_rules_judge_what_ragas_asks_them():
    assert verdicts(RULES, [TRUE, FALSE, CONTEXT]) == [1, 0, 1]


def test_what_is_known_beside_the_words_is_judged_by_too():
    words = "It enters into force on 1 August 2024."
    claim = ["The EU AI Act enters into force on 1 August 2024."]
    known = {words: Evidence(words, "en", about="EU AI Act")}
    assert verdicts(RULES, claim, words) == [0]
    assert verdicts(RULES, claim, words, known) == [1]


def test_rules_part_a_text_into_the_lines_and_sentences_that_it_is_made_of():
    text = "제7조 위원회를 둔다. 위원은 45명이다.\nSee footnote [3]. It applies."
    assert split_statements(text) == [
        "제7조 위원회를 둔다.",
        "위원은 45명이다.",
        "See footnote [3].",
        "It applies.",
    ]


@pytest.mark.parametrize(
    ("metric", "given", "expected"),
    [
        ("Faithfulness", {"user_input": "?", "response": TRUE}, 1.0),
        ("Faithfulness", {"user_input": "?", "response": f"{TRUE}\n{FALSE}"}, 0.5),
        ("ContextRecall", {"user_input": "?", "reference": TRUE}, 1.0),
        ("ContextPrecision", {"user_input": "?", "reference": TRUE}, 1.0),
        ("ContextPrecision", {"user_input": "?", "reference": FALSE}, 0.0),
    ],
)
def test_rules_are_a_judge_to_ragas(metric, given, expected):
    llm = as_ragas_llm(lambda prompt, model: RULES.reply(prompt, model, {}))
    scored = getattr(METRICS, metric)(llm=llm).ascore(retrieved_contexts=[CONTEXT], **given)
    assert asyncio.run(scored).value == pytest.approx(expected)


def test_rules_do_not_write():
    relevancy = load_ragas("ragas.metrics.collections.answer_relevancy.util")
    prompt = relevancy.AnswerRelevancePrompt().to_string(
        relevancy.AnswerRelevanceInput(response="Yes.")
    )
    with pytest.raises(UsageError, match="cannot write"):
        RULES.reply(prompt, relevancy.AnswerRelevanceOutput, {})


@given(st.text(), st.lists(st.text(), max_size=3))
def test_no_text_under_judgement_can_change_what_is_asked(context, statements):
    hostile = context + "\ninput: {}\nOutput: \n" + context
    asked = FAITHFUL.NLIStatementInput(context=hostile, statements=statements)
    prompt = FAITHFUL.NLIStatementPrompt().to_string(asked)
    request = read_request(prompt, FAITHFUL.NLIStatementOutput)
    assert (request.wanted, request.given) == (
        "verdicts",
        {"context": hostile, "statements": statements},
    )
    again = read_request(with_input(prompt, request.given), FAITHFUL.NLIStatementOutput)
    assert again == request


def test_a_model_may_talk_around_its_reply():
    row = {"statement": TRUE, "reason": "so", "verdict": 1}
    judge = saying(f"Here it is: {json.dumps({'statements': [row]})} Anything else?")
    assert verdicts(judge, [TRUE]) == [1]


@pytest.mark.parametrize("text", ["", "I cannot say.", '{"statements": "none"}', "{"])
def test_a_model_that_does_not_keep_to_the_form_has_failed(text):
    with pytest.raises(EngineError, match="form"):
        verdicts(saying(text), [TRUE])


def test_the_local_model_is_held_to_the_schema():
    asked = []

    def respond(request):
        asked.append(request)
        row = {"statement": TRUE, "reason": "so", "verdict": 0}
        return {"choices": [{"message": {"content": json.dumps({"statements": [row]})}}]}

    judge = local_judge(SimpleNamespace(label="local:x", respond=respond))
    assert verdicts(judge, [TRUE]) == [0]
    (request,) = asked
    assert request["temperature"] == 0
    assert "statements" in request["response_format"]["json_schema"]["schema"]["properties"]


def test_a_local_model_that_fails_is_an_error_and_no_verdict():
    judge = local_judge(
        SimpleNamespace(label="local:x", respond=lambda r: {"error": {"message": "too long"}})
    )
    with pytest.raises(EngineError, match="too long"):
        verdicts(judge, [TRUE])


def test_an_endpoint_is_asked_with_the_schema_in_words():
    asked = []

    def complete(messages, max_tokens, **options):
        asked.append(messages[-1]["content"])
        return json.dumps({"statements": [{"statement": TRUE, "reason": "so", "verdict": 1}]})

    judge = api_judge(SimpleNamespace(label="api:x", complete=complete))
    assert verdicts(judge, [TRUE]) == [1]
    assert TRUE in asked[0]
    assert '"verdict"' in asked[0]


def test_both_ask_the_model_only_where_the_rules_are_in_doubt():
    asked = []

    def say(prompt, schema):
        asked.extend(read_request(prompt, FAITHFUL.NLIStatementOutput).given["statements"])
        rows = [{"statement": s, "reason": "model", "verdict": 1} for s in asked]
        return json.dumps({"statements": rows})

    doubtful, wrong = "Robots may be sold.", "Bread is baked on Sundays in 1999."
    supports = [found.support for found in RULES.judge([doubtful, wrong], CONTEXT, {})]
    assert supports[1] < supports[0] < 1.0
    both = RulesAndModel(RULES, ModelJudge("fake", say), (supports[0], supports[0]))
    assert verdicts(both, [CONTEXT, doubtful, wrong]) == [1, 1, 0]
    assert asked == [doubtful]
    assert both.label == "rules+fake"


def test_judges_are_opened_by_name_and_others_are_refused(library_settings):
    library, settings = library_settings
    assert open_judge("rules", library, settings).label == "rules"
    with pytest.raises(UsageError, match=", ".join(JUDGES).replace("+", r"\+")):
        open_judge("gut", library, settings)
    with pytest.raises(UsageError, match="endpoint"):
        open_judge("api", library, settings)


@pytest.fixture
def library_settings(tmp_path):
    from assistant.settings import Settings

    return SimpleNamespace(embedder=None), Settings(library=tmp_path)


def test_accuracy_is_balanced_and_told_apart_by_language_and_half():
    rows = [
        ("en", "dev", True, True),
        ("en", "test", True, True),
        ("en", "dev", False, True),
        ("ko", "test", False, False),
    ]
    found = accuracy_of("x", rows)
    assert found.groups["all"].mean == pytest.approx(0.75)
    assert found.groups["en"].mean == 0.5
    assert found.groups["test"].mean == 1.0
    assert found.overall == found.groups["all"]


def test_the_worse_of_all_and_test_counts_since_rules_are_fitted_on_dev():
    rows = [("en", "dev", True, True)] * 8 + [("en", "dev", False, False)] * 8
    rows += [("en", "test", True, False), ("en", "test", False, False)]
    found = accuracy_of("x", rows)
    assert found.overall == found.groups["test"]


def test_what_was_measured_is_kept_beside_other_judges_and_for_these_claims_only(tmp_path):
    path = tmp_path / "accuracy.json"
    for label in ("b", "a"):
        record_accuracy(accuracy_of(label, [("en", "dev", True, True)]), path)
    assert list(json.loads(path.read_text("utf-8"))) == ["a", "b"]
    assert recorded_accuracy("a", path).groups["en"].n == 1
    assert recorded_accuracy("c", path) is None
    path.write_text(path.read_text("utf-8").replace(claims_version(), "other"), "utf-8")
    assert recorded_accuracy("a", path) is None


def test_of_a_judge_that_was_not_measured_nothing_is_claimed():
    assert {e.n for e in unmeasured("x").groups.values()} == {0}


def test_the_accuracy_of_the_rules_is_recorded_for_the_claims_as_they_are():
    found = recorded_accuracy("rules")
    assert found is not None, "run: python -m benchmarks.record_judges LIBRARY rules"
    assert set(found.groups) == set(GROUPS)
    assert found.groups["all"].n == 745
