"""Which files the paths that a user names stand for."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from corpus.errors import RejectedDocument, UsageError
from ingest.metadata import SIDECAR

_PASSED_OVER = (".", "~$")
_SPECIAL = "it is not a file but a pipe, socket or device"
_NAME_FILES = "Name the document itself."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that a path stands for.

    Attributes:
        path: As named, or below the folder as named.
        place: The same without links, from the root.
        refusal: Why it is not to be read, as one line; empty where nothing speaks against it.
    """

    path: Path
    place: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What some paths stand for.

    Attributes:
        files: In the order of the paths, a folder's by name.
        folders: Those that were searched, without links.
    """

    files: tuple[FoundFile, ...]
    folders: tuple[str, ...]


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files to read: files as named, folders searched below, globs expanded.

    Raises:
        UsageError: A path that does not exist or a glob that matches nothing.
    """
    return (file.path for file in find_all(paths).files if not file.refusal)


def find_all(paths: Iterable[Path], *, skip: Path | None = None) -> Found:
    """Return the files that paths stand for, those that are refused among them.

    Hidden files and sidecars are passed over; links that lead out of a folder, and what is no
    file, are refused by name. A link to a place inside the folder adds nothing to it.

    Args:
        paths: Files, folders, globs.
        skip: A folder not to search: the library's own.

    Raises:
        UsageError: A path that does not exist or a glob that matches nothing.
    """
    files: list[FoundFile] = []
    folders: list[str] = []
    skipped = str(skip.resolve()) if skip else ""
    for path in paths:
        if _is(Path.is_dir, path):
            root = str(path.resolve())
            folders.append(root)
            files += _walk(path, root, root, skipped)
        elif _is(Path.exists, path):
            files.append(FoundFile(path, str(path.resolve())))
        elif glob.has_magic(str(path)):
            files += _matches(path, folders, skipped)
        else:
            raise UsageError("no such file or folder", str(path), "Check the path.")
    return Found(tuple(files), tuple(folders))


def _matches(pattern: Path, folders: list[str], skipped: str) -> list[FoundFile]:
    fixed = takewhile(lambda part: not glob.has_magic(part), pattern.parts)
    root = str(Path(*fixed).resolve())
    files: list[FoundFile] = []
    # Path.glob would find hidden files too, and needs the part before the pattern apart.
    for name in sorted(glob.glob(str(pattern), recursive=True)):  # noqa: PTH207
        path = Path(name)
        if _is_passed_over(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            folders.append(str(path.resolve()))
            files += _walk(path, folders[-1], folders[-1], skipped)
        elif path.is_symlink():
            files += _linked(path, root)
        else:
            files.append(FoundFile(path, str(path.resolve())))
    if not files:
        raise UsageError("nothing matches this pattern", str(pattern), "Check the pattern.")
    return files


def _walk(shown: Path, place: str, root: str, skipped: str) -> Iterator[FoundFile]:
    """Yield what lies below a folder, whose place is ``place``, in the order of the names."""
    try:
        with os.scandir(place) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        problem = f"the folder cannot be searched ({error.strerror})"
        yield _refused(shown, place, problem, "Check its permissions.")
        return
    for entry in inside:
        path = shown / entry.name
        if _is_passed_over(entry.name) or entry.path == skipped:
            continue
        if entry.is_symlink():
            yield from _linked(path, root)
        elif entry.is_dir():
            yield from _walk(path, entry.path, root, skipped)
        elif entry.is_file():
            yield FoundFile(path, entry.path)
        else:
            yield _refused(path, entry.path, _SPECIAL, _NAME_FILES)


def _linked(link: Path, root: str) -> Iterator[FoundFile]:
    place = os.path.realpath(link)
    if not _is(Path.exists, link):
        yield _refused(link, place, "the link leads nowhere", "Remove or correct it.")
    elif not Path(place).is_relative_to(root):
        problem = "the link leads out of the folder"
        yield _refused(link, place, problem, f"To add where it leads, name {place}.")
    elif Path(place).is_file():
        yield FoundFile(link, place)


def _refused(path: Path, place: str, problem: str, remedy: str) -> FoundFile:
    return FoundFile(path, place, str(RejectedDocument(problem, path.name, remedy)))


def _is_passed_over(name: str) -> bool:
    return name.startswith(_PASSED_OVER) or name == SIDECAR


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Whether ``path`` passes a test; a name the system cannot even look up does not."""
    try:
        return test(path)
    except OSError:
        return False
