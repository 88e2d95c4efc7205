"""Settings: flag over environment (``POLICYDESK_…``) over ``policydesk.toml`` over default."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

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


class Settings(BaseSettings):
    """Everything a user can set; unknown keys are refused."""

    model_config = SettingsConfigDict(
        env_prefix="POLICYDESK_", toml_file=CONFIG_FILE, extra="forbid", frozen=True
    )

    library: Path = Field(
        default_factory=lambda: user_data_path("policydesk") / "library",
        description="Folder of the library.",
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
        description="Who writes answers. auto: the API if one is set, else the local model if it "
        "is here, else extractive.",
    )
    model_path: Path | None = Field(
        default=None, description="A GGUF file to use instead of the bundled local model."
    )
    api_base_url: str | None = Field(
        default=None, description="OpenAI-compatible endpoint for answers, up to /v1."
    )
    api_model: str | None = Field(default=None, description="Model name at that endpoint.")
    api_key: SecretStr = Field(default=SecretStr("none"), description="Key for that endpoint.")
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
    passages: int = Field(default=8, ge=1, le=50, description="Passages an answer is drawn from.")

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
