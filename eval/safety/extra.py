"""The extra that brings Inspect."""

from __future__ import annotations

from corpus.errors import UsageError


def need_inspect() -> None:
    """Make sure that Inspect can be imported.

    Raises:
        UsageError: It is not installed.
    """
    try:
        import inspect_ai  # noqa: F401  # only to see whether it is there
    except ModuleNotFoundError as error:
        if error.name != "inspect_ai":
            raise
        remedy = "Run: pip install 'policydesk[safety]'"
        raise UsageError("the package inspect-ai is missing", "safety", remedy) from error
