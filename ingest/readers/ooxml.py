"""The parts of an Office package (DOCX, XLSX), whichever edition of the standard wrote them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element

from ingest.clean import clean_text, fold_space
from ingest.containers import open_container, parse_xml, read_member

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_STRICT = "http://purl.oclc.org/ooxml/"
_TRANSITIONAL = {
    f"{_STRICT}wordprocessingml/main": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    f"{_STRICT}spreadsheetml/main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    f"{_STRICT}officeDocument/math": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
# What programs write into the title by themselves.
_NO_TITLE = re.compile(
    r".*\.(?:docx?|dotx?|docm|pdf|hwpx?|xlsx?|txt)|Microsoft Word\b.*|untitled.*|제목\s?없음.*"
    r"|無題.*|(?:document|문서|文書)\s?\d*|title|제목|.*(?:template|서식 파일|テンプレート)",
    re.IGNORECASE,
)
_SHORTEST_TITLE = 4


class Package:
    """An Office file as its parts; every part is read bounded and refused if it is harmful."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Open ``data`` and find the main part.

        Raises:
            RejectedDocument: The container is harmful, damaged or no Office file.
        """
        self._path = path
        self._container: zipfile.ZipFile = open_container(data, path)
        self._names = set(self._container.namelist())
        # word/document.xml is where every program but a few puts it.
        self.main = self._relations("").get("officeDocument", "word/document.xml")
        self._related = self._relations(self.main)

    def part(self, name: str) -> Element:
        """Return the root of a part, in the namespaces of the transitional edition.

        Raises:
            RejectedDocument: There is none, or it is damaged or harmful.
        """
        root = parse_xml(read_member(self._container, name, self._path), self._path)
        if root.tag.startswith(f"{{{_STRICT}"):
            for element in root.iter():
                element.tag = _transitional(element.tag)
                element.attrib = {_transitional(k): v for k, v in element.attrib.items()}
        return root

    def related(self, kind: str) -> Element | None:
        """Return the root of the part that the main part names as its ``kind``, if any."""
        name = self._related.get(kind)
        return self.part(name) if name in self._names else None

    def title(self) -> str | None:
        """Return the title among the document properties, unless a program made it up."""
        if (name := self._relations("").get("core-properties", "docProps/core.xml")) in self._names:
            title = fold_space(clean_text(self.part(name).findtext(_TITLE) or ""))
            if len(title) >= _SHORTEST_TITLE and not _NO_TITLE.fullmatch(title):
                return title
        return None

    def _relations(self, part: str) -> dict[str, str]:
        """What a part is related to inside the package, by the last word of the relation's type."""
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in self._names:
            return {}
        found: dict[str, str] = {}
        for relation in self.part(name).iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                kind = relation.get("Type", "").rsplit("/", 1)[-1]
                found.setdefault(kind, target.lstrip("/"))
        return found


def _transitional(name: str) -> str:
    uri, _, local = name.removeprefix("{").partition("}")
    return f"{{{_TRANSITIONAL[uri]}}}{local}" if uri in _TRANSITIONAL else name
