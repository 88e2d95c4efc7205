"""Measures how well judges judge, and records it for the reports.

Run ``python -m benchmarks.record_judges LIBRARY JUDGE… [--most N]``. The library holds the
documents that the labelled claims are about. Every claim is judged through the prompt by which
RAGAS asks whether statements follow from a context; a reply that cannot be read counts as wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from eval.claims import load_claims
from eval.judges import JUDGES, open_judge
from eval.judges.accuracy import record_accuracy
from eval.judges.measuring import measure_judge
from eval.reports.tables import cell


def main() -> None:
    """Print and record the accuracy of every judge named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("judges", nargs="+", choices=JUDGES)
    parser.add_argument("--most", type=int, help="Claims, spread over all.")
    chosen = parser.parse_args()
    settings = load_settings(library=chosen.library)
    library = open_library(settings)
    claims = load_claims()
    if chosen.most is not None and chosen.most < len(claims):
        claims = tuple(claims[i * len(claims) // chosen.most] for i in range(chosen.most))
    for name in chosen.judges:
        found = measure_judge(open_judge(name, library, settings), library, claims)
        record_accuracy(found)
        shares = ", ".join(f"{group} {cell(e)}" for group, e in found.groups.items())
        print(f"{found.label}: {shares}", flush=True)


if __name__ == "__main__":
    main()
