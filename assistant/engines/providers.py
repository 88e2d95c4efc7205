"""The kinds of servers that the API engine speaks to, each through LlamaIndex's integration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import httpx

from corpus.errors import EngineError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One model behind one address.

    Attributes:
        base_url: Without a key in it.
        model: As the server names it.
        timeout_s: Longest wait for the next piece of text, in seconds. The caller keeps it; the
            libraries, which would try again after it, are given twice as long.
        max_retries: Before the first piece of text only, by the provider's own library.
    """

    base_url: str
    model: str
    timeout_s: float
    max_retries: int

    @property
    def shown(self) -> str:
        """Model and address as errors name them, without a password that the address may hold."""
        address = urlsplit(self.base_url)
        host = address.netloc.rpartition("@")[2]
        return f"{self.model} at {address.scheme}://{host}{address.path}"


@dataclass(frozen=True, slots=True)
class Provider:
    """How to reach one kind of server.

    Attributes:
        key_header: Name of the header that carries the key, in lower case.
        key_prefix: Of that header's value.
        module: Of LlamaIndex's integration.
        requirement: What to install where it is missing.
        connect: Returns its LLM, given the module, an endpoint, a client and the longest answer.
    """

    key_header: str
    key_prefix: str
    module: str
    requirement: str
    connect: Callable[[Any, Endpoint, httpx.AsyncClient, int], Any]

    def load(self) -> Any:
        """Return the integration, which takes a second or two to import.

        Raises:
            EngineError: It is not installed.
        """
        try:
            return import_module(self.module)
        except ModuleNotFoundError as error:
            remedy = f"Run: pip install '{self.requirement}'"
            raise EngineError("a package is missing", str(error.name), remedy) from error


def _openai_like(
    package: Any, endpoint: Endpoint, client: httpx.AsyncClient, max_tokens: int
) -> Any:
    return package.OpenAILike(
        model=endpoint.model,
        api_base=endpoint.base_url,
        api_key="none",  # the connection adds the key; without this one from the environment is
        is_chat_model=True,
        temperature=0.0,
        max_tokens=max_tokens,
        timeout=2 * endpoint.timeout_s,
        max_retries=endpoint.max_retries,
        async_http_client=client,
    )


def _anthropic(package: Any, endpoint: Endpoint, client: httpx.AsyncClient, max_tokens: int) -> Any:
    class AnyModel(package.Anthropic):  # type: ignore[misc]
        """The integration refuses the names of models that came after it."""

        @property
        def metadata(self) -> Any:
            from llama_index.core.llms import LLMMetadata

            return LLMMetadata(is_chat_model=True, model_name=self.model, num_output=max_tokens)

    llm = AnyModel(
        model=endpoint.model,
        base_url=endpoint.base_url.rstrip("/").removesuffix("/v1"),
        api_key="none",
        temperature=0.0,
        max_tokens=max_tokens,
        timeout=2 * endpoint.timeout_s,
        max_retries=endpoint.max_retries,
    )
    # The integration takes no HTTP client; its own would follow redirects with the key.
    llm._aclient = llm._aclient.copy(http_client=client)
    return llm


PROVIDERS: Mapping[str, Provider] = {
    "openai-like": Provider(
        key_header="authorization",
        key_prefix="Bearer ",
        module="llama_index.llms.openai_like",
        requirement="llama-index-llms-openai-like",
        connect=_openai_like,
    ),
    "anthropic": Provider(
        key_header="x-api-key",
        key_prefix="",
        module="llama_index.llms.anthropic",
        requirement="policydesk[anthropic]",
        connect=_anthropic,
    ),
}
"""By the value of the setting ``api_provider``."""


def finish_reason(response: Any) -> str | None:
    """Return why a streamed response ended, in the provider's word, or None while it goes on."""
    for choice in getattr(response.raw, "choices", None) or ():
        if choice.finish_reason:
            return str(choice.finish_reason)
    reason = response.message.additional_kwargs.get("stop_reason")
    return str(reason) if reason else None
