"""Breaks the assistant's answers on purpose and shows which gates notice.

Run ``python -m benchmarks.seed_faults``: asks the questions about the shipped digests once, with
the extractive engine, then seeds each fault in all answers that can have it, in one of four, and in
one of twenty. Exits 1 when a fault in one of four gets through, or a gate catches nothing.
"""

from __future__ import annotations

import sys

from assistant.open import open_engine
from assistant.settings import load_settings
from eval.asking import ask_golden, open_shelf
from eval.fault_seeding import SHARES, idle_gates, neighbours_in, seed_all, seeding_table
from eval.golden_sets import golden_set
from eval.suites import starter_library


def main() -> int:
    """Print the table; return the exit status."""
    settings = load_settings(engine="extractive")
    golden = golden_set("starter")
    with starter_library(settings) as library:
        engine = open_engine(settings)
        replies = list(
            ask_golden(
                library,
                engine,
                golden.questions(),
                passages=settings.passages,
                among=golden.by_language,
            )
        )
        found = seed_all(replies, open_shelf(library), neighbours_in(library), engine.label, golden)
    print(seeding_table(found))
    missed = [one.fault for one in found if one.every == SHARES[1] and not one.caught_by]
    idle = idle_gates(found, engine.label, golden)
    print(f"\ngates that catch nothing: {', '.join(idle) or 'none'}")
    return 1 if missed or idle else 0


if __name__ == "__main__":
    sys.exit(main())
