"""Accepts a report's scores as the baseline that later versions are compared with.

Run ``python -m benchmarks.record_baseline REPORT.json`` after ``policydesk eval compare`` has shown
that what got worse was worth it, and commit the file that it names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from eval.baselines import baseline_path
from eval.gates import read_baseline, write_baseline


def main(report: Path) -> None:
    """Write the baseline of the report's engine and questions."""
    found = json.loads(report.read_text(encoding="utf-8"))
    engine, questions = found["engine"], found["questions"]
    path = baseline_path(engine, questions.split()[0])
    write_baseline(path, engine, questions, read_baseline(report).scores)
    print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
