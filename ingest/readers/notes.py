"""The warnings of readers that leave out what nobody sees."""

from __future__ import annotations

from ingest.clean import count_smuggled


def hidden_note(hidden: str) -> tuple[str, ...]:
    """Return the warning that words were left out, if any were."""
    letters = sum(map(str.isalnum, hidden))
    return (f"hidden text was left out: {letters} letters that nobody sees",) if letters else ()


def smuggled_note(text: str) -> tuple[str, ...]:
    """Return the warning that characters which only smuggle words were left out, if any were."""
    count = count_smuggled(text)
    return (f"{count} invisible characters that can carry hidden words were left out",) * bool(
        count
    )
