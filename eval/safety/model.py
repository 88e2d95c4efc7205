"""The local model as one of Inspect's: ``--model policydesk/local``."""

from __future__ import annotations

from typing import Any

import anyio.to_thread
from inspect_ai.model import (
    ChatMessage,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    ModelUsage,
    modelapi,
)
from inspect_ai.tool import ToolChoice, ToolInfo

from assistant.settings import load_settings
from corpus.errors import UsageError
from eval.safety.desk import open_local
from ingest.passages import estimate_tokens

LOCAL = "local"
_MAX_TOKENS = 256


@modelapi(name="policydesk")
class LocalModel(ModelAPI):
    """The local model, to grade or to be compared with: bare, without library and citations."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),  # noqa: B008  # Inspect's own signature
        **model_args: Any,
    ) -> None:
        """Name the model; it is loaded by the first generation.

        Args:
            model_name: ``local``.
            base_url: Not used.
            api_key: Not used.
            config: As Inspect has it.
            model_args: There are none.

        Raises:
            UsageError: There is no such model.
            EngineError: Its weights are not on this machine.
        """
        super().__init__(model_name, base_url, api_key, [], config)
        if model_name != LOCAL or model_args:
            raise UsageError("there is no such model", model_name, "Use policydesk/local.")
        self._engine = open_local(load_settings())

    def max_connections(self) -> int:
        """One: generations wait for each other."""
        return 1

    async def count_text_tokens(self, text: str) -> int:
        """Return about how many tokens a text has; Inspect's own way fetches a table for it."""
        return estimate_tokens(text)

    async def generate(
        self,
        input: list[ChatMessage],
        tools: list[ToolInfo],
        tool_choice: ToolChoice,
        config: GenerateConfig,
    ) -> ModelOutput:
        """Return the model's reply, at temperature 0 unless the configuration says otherwise."""
        request = make_request(input, config)
        answer: Any = await anyio.to_thread.run_sync(self._engine.respond, request)
        return read_reply(self._engine.label, answer)


def make_request(messages: list[ChatMessage], config: GenerateConfig) -> dict[str, Any]:
    """Return the request that the model's server takes."""
    request: dict[str, Any] = {
        "messages": [{"role": m.role, "content": m.text} for m in messages],
        "max_tokens": config.max_tokens or _MAX_TOKENS,
        "temperature": config.temperature or 0,
        "cache_prompt": True,
    }
    optional = {
        "seed": config.seed,
        "stop": config.stop_seqs,
        "top_p": config.top_p,
        "response_format": config.response_schema
        and {
            "type": "json_schema",
            "json_schema": {
                "name": config.response_schema.name,
                "schema": config.response_schema.json_schema.model_dump(exclude_none=True),
            },
        },
    }
    return request | {key: value for key, value in optional.items() if value is not None}


def read_reply(label: str, answer: dict[str, Any]) -> ModelOutput:
    """Return the server's answer as Inspect's; one that is an error keeps its message."""
    if "error" in answer:
        return ModelOutput.from_content(label, "", error=str(answer["error"].get("message", "")))
    choice = answer["choices"][0]
    cut = choice.get("finish_reason") == "length"
    output = ModelOutput.from_content(
        label, choice["message"]["content"] or "", stop_reason="max_tokens" if cut else "stop"
    )
    usage = answer.get("usage", {})
    output.usage = ModelUsage(
        input_tokens=usage.get("prompt_tokens", 0),
        output_tokens=usage.get("completion_tokens", 0),
        total_tokens=usage.get("total_tokens", 0),
    )
    return output
