"""The local model as one of Inspect's: what it is asked and what is made of its reply."""

import pytest
from inspect_ai.model import (
    ChatMessageSystem,
    ChatMessageUser,
    GenerateConfig,
    ResponseSchema,
    get_model,
)
from inspect_ai.util import json_schema

from corpus.errors import EngineError, UsageError
from eval.safety.model import make_request, read_reply

MESSAGES = [ChatMessageSystem(content="Grade."), ChatMessageUser(content="This.")]


def test_a_request_is_greedy_and_short_unless_configured():
    request = make_request(MESSAGES, GenerateConfig())
    assert request["messages"] == [
        {"role": "system", "content": "Grade."},
        {"role": "user", "content": "This."},
    ]
    assert (request["temperature"], request["max_tokens"]) == (0, 256)
    assert "stop" not in request


def test_a_configuration_reaches_the_server():
    schema = ResponseSchema(name="grade", json_schema=json_schema(bool))
    config = GenerateConfig(temperature=0.5, max_tokens=9, seed=1, response_schema=schema)
    request = make_request(MESSAGES, config)
    assert (request["temperature"], request["max_tokens"], request["seed"]) == (0.5, 9, 1)
    assert request["response_format"]["json_schema"] == {
        "name": "grade",
        "schema": {"type": "boolean"},
    }


def test_a_reply_keeps_its_words_its_end_and_its_tokens():
    answer = {
        "choices": [{"message": {"content": "GRADE: C"}, "finish_reason": "length"}],
        "usage": {"prompt_tokens": 5, "completion_tokens": 3, "total_tokens": 8},
    }
    output = read_reply("local:x", answer)
    assert output.completion == "GRADE: C"
    assert output.stop_reason == "max_tokens"
    assert output.usage.total_tokens == 8


def test_an_error_of_the_server_is_an_error_of_the_reply():
    output = read_reply("local:x", {"error": {"message": "too long"}})
    assert output.error == "too long"
    assert output.completion == ""


def test_the_model_is_found_by_name_and_missing_weights_say_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYDESK_MODELS", str(tmp_path))
    with pytest.raises(EngineError, match="policydesk model fetch"):
        get_model("policydesk/local", memoize=False)


def test_no_other_model_goes_by_that_name():
    with pytest.raises(UsageError, match=r"Use policydesk/local\."):
        get_model("policydesk/large", memoize=False)


@pytest.mark.model
@pytest.mark.filterwarnings("ignore:The 'initial' parameter:DeprecationWarning")
def test_the_local_model_replies():
    import asyncio

    from assistant.open import local_model_ready
    from assistant.settings import Settings

    if not local_model_ready(Settings()):
        pytest.skip("the local model is not on this machine")
    model = get_model("policydesk/local", memoize=False)
    output = asyncio.run(model.generate("Say yes.", config=GenerateConfig(max_tokens=4)))
    assert output.completion
    assert output.usage.output_tokens <= 4
    assert asyncio.run(model.api.count_text_tokens("two words")) > 0
