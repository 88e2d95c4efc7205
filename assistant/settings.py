"""Settings: flag over environment (``POLICYDESK_…``) over ``policydesk.toml`` over default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from corpus.errors import UsageError

CONFIG_FILE = user_config_path("policydesk") / "policydesk.toml"

EngineChoice = Literal["auto", "extractive", "local", "api"]
ApiProvider = Literal["openai-like", "anthropic"]

_ANTHROPIC = "https://api.anthropic.com"
_KEY_VARIABLES: Mapping[str, tuple[str, str]] = {
    "openai-like": ("api.openai.com", "OPENAI_API_KEY"),
    "anthropic": ("api.anthropic.com", "ANTHROPIC_API_KEY"),
}
"""The variable that a provider's own tools read, and the one host that its key may go to."""


class Settings(BaseSettings):
    """Everything a user can set; unknown keys are refused."""

    model_config = SettingsConfigDict(
        env_prefix="POLICYDESK_", toml_file=CONFIG_FILE, extra="forbid", frozen=True
    )

    library: Path = Field(
        default_factory=lambda: user_data_path("policydesk") / "library",
        description="Folder of the library.",
    )
    evaluations: Path | None = Field(
        default=None,
        description="Folder that keeps evaluations and reviewed questions. Default: evaluations, "
        "in the library's folder.",
    )
    feedback: bool = Field(
        default=True,
        description="Whether the interface asks if an answer helped, and keeps what readers say in "
        "feedback.jsonl in the library's folder. It never leaves this machine.",
    )
    cache: Path = Field(
        default_factory=lambda: user_cache_path("policydesk"),
        description="Folder for what can be made again, such as the embedding model's graph.",
    )
    models: Path = Field(
        default_factory=lambda: user_data_path("policydesk") / "models",
        description="Folder for the local language model's weights.",
    )
    engine: EngineChoice = Field(
        default="auto",
        description="Who writes answers. auto: the API if one is set, else extractive.",
    )
    model_path: Path | None = Field(
        default=None, description="A GGUF file to use instead of the bundled local model."
    )
    api_provider: ApiProvider = Field(
        default="openai-like",
        description="What the endpoint for answers speaks: OpenAI's protocol, as most servers do, "
        "or Anthropic's.",
    )
    api_base_url: str | None = Field(
        default=None,
        description="Endpoint for answers, up to /v1; Anthropic's own where that is the provider.",
    )
    api_model: str | None = Field(default=None, description="Model name at that endpoint.")
    api_key: SecretStr = Field(
        default=SecretStr(""),
        description="Key for that endpoint. Without it OPENAI_API_KEY or ANTHROPIC_API_KEY is "
        "used, for api.openai.com or api.anthropic.com only.",
    )
    api_timeout_s: float = Field(
        default=60.0, ge=1, le=600, description="Longest wait for the endpoint, in seconds."
    )
    embeddings_base_url: str | None = Field(
        default=None,
        description="OpenAI-compatible endpoint for embeddings instead of the bundled model.",
    )
    embeddings_model: str | None = Field(default=None, description="Model name at that endpoint.")
    embeddings_key: SecretStr = Field(
        default=SecretStr("none"), description="Key for that endpoint."
    )
    memory_tokens: int = Field(
        default=600,
        ge=0,
        le=8000,
        description="How much of a conversation a follow-up is understood from, in tokens; 0 takes "
        "every question by itself.",
    )
    keep_conversations: bool = Field(
        default=True,
        description="Whether the browser interface keeps conversations, in the library's folder, "
        "until the reader deletes them.",
    )
    passages: int = Field(default=8, ge=1, le=50, description="Passages an answer is drawn from.")

    @property
    def evaluations_folder(self) -> Path:
        """Where evaluations and reviewed questions are kept."""
        return self.evaluations or self.library / "evaluations"

    @property
    def api_address(self) -> str | None:
        """The endpoint for answers, or None where none is set."""
        if self.api_base_url or self.api_provider != "anthropic":
            return self.api_base_url
        return _ANTHROPIC

    @property
    def has_api(self) -> bool:
        """Whether an endpoint and a model are set."""
        return bool(self.api_address and self.api_model)

    @property
    def api_credential(self) -> str:
        """The key that goes to the endpoint; empty without one.

        A provider's own variable counts only for its own host over TLS, so that a key that lies
        in the environment for another program never reaches another server.
        """
        if key := self.api_key.get_secret_value():
            return key
        host, variable = _KEY_VARIABLES[self.api_provider]
        address = urlsplit(self.api_address or "")
        if address.scheme == "https" and address.hostname == host:
            return os.environ.get(variable, "")
        return ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Leave out .env files: a library of someone else's documents may hold one."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**flags: Any) -> Settings:
    """Return the settings; flags that are None do not count.

    Raises:
        UsageError: A value is out of bounds or a key is unknown.
    """
    try:
        return Settings(**{key: value for key, value in flags.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "settings"
        raise UsageError(
            first["msg"],
            f"setting {key}",
            f"Correct it on the command line, in POLICYDESK_{key.upper()} or in {CONFIG_FILE}.",
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(
            f"it cannot be read ({error})", str(CONFIG_FILE), "Correct or remove it."
        ) from error
