"""How the page looks: a theme of system fonts, and the style and script that go into its head."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import gradio as gr

from assistant.interface.words import InterfaceLanguage, word

_FOLDER = Path(__file__).parent
_STYLES = ("base", "ask", "brief", "draft", "evaluation", "library")
_SCRIPTS = ("sources", "downloads", "brief", "draft", "feedback", "evaluation", "shelf")
_UPLOAD_HINTS = {"pd-upload": "upload_hint", "pd-draft-file": "check_file_hint"}
_FONTS = ("Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR")
_NAVY = (
    "#f3f7fc", "#e8eff8", "#cddcef", "#a9c3e3", "#6d96cc", "#1f4e8c", "#1b447b", "#173b6b",
    "#13315a", "#102848", "#0b1c33",
)  # fmt: skip


def make_theme() -> Any:
    """Return the theme; Gradio's own would name web fonts."""
    return gr.themes.Base(
        primary_hue=gr.themes.Color(*_NAVY, name="navy"),
        neutral_hue=gr.themes.colors.slate,
        radius_size=gr.themes.sizes.radius_sm,
        font=[*_FONTS, "system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


def head_html() -> str:
    """Return the looks and the script; as ``css`` Gradio would rewrite the selectors."""
    css = "".join((_FOLDER / "styles" / f"{name}.css").read_text("utf-8") for name in _STYLES)
    script = "".join((_FOLDER / "scripts" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    hints = json.dumps(
        {
            box: {code: word(key, code) for code in get_args(InterfaceLanguage)}
            for box, key in _UPLOAD_HINTS.items()
        }
    )
    return f"<style>{css}</style><script>window.pdHints = {hints};{script}</script>"
