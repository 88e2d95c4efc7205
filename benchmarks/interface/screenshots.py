"""Writes a picture of every page in every state, and what axe-core finds on it.

Run ``python -m benchmarks.interface.screenshots FOLDER [--library LIBRARY] [--only NAME]``; without
a library one of the shipped digests is made. Each state is shown in Korean and English, 1440 and
390 pixels wide, light and dark: ``FOLDER/STATE-LANGUAGE-WIDTH-SCHEME.png``. Ends with 1 where a
page scrolls sideways, writes an error to the console, or has a serious or critical barrier.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import product
from pathlib import Path

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.interface.barriers import find_barriers
from benchmarks.interface.serving import chromium, served
from benchmarks.interface.states import STATES, Language, Scheme, open_interface
from corpus.catalog import DIGESTS
from index.ingestion import ingest_paths

_LANGUAGES: tuple[Language, ...] = ("ko", "en")
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")
_WIDTHS = (1440, 390)


def main() -> None:
    """Write the pictures and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--library", type=Path)
    parser.add_argument("--only", default="", help="states whose name begins so")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    states = [state for state in STATES if state.name.startswith(options.only)]
    grave = lesser = pictures = 0
    with tempfile.TemporaryDirectory() as made:
        library = options.library or _digests(Path(made) / "library")
        with served(library) as url, chromium() as browser:
            for state, language, width, scheme in product(states, _LANGUAGES, _WIDTHS, _SCHEMES):
                page = open_interface(browser, url, language, width, scheme)
                wrong: list[str] = []
                page.on("console", lambda m, w=wrong: m.type == "error" and w.append(m.text))
                state.reach(page, language)
                name = f"{state.name}-{language}-{width}-{scheme}"
                page.screenshot(path=options.folder / f"{name}.png", full_page=width < 600)
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append("it scrolls sideways")
                barriers, others = find_barriers(page)
                page.context.close()
                pictures, grave, lesser = (
                    pictures + 1,
                    grave + len(wrong + barriers),
                    lesser + len(others),
                )
                for line in (*wrong, *barriers, *others):
                    print(f"{name}: {line}")
    print(f"{pictures} pictures, {grave} errors and grave barriers, {lesser} lesser findings")
    sys.exit(bool(grave))


def _digests(folder: Path) -> Path:
    library = open_library(load_settings(library=folder))
    ingest_paths(library, [DIGESTS])
    library.close()
    return folder


if __name__ == "__main__":
    main()
