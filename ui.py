"""The browser interface: its pages in one frame, served; what they hold is assistant/interface."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

# Before gradio is imported: it reports its use and asks a hub for news otherwise.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import click
import gradio as gr

from assistant.desk import Desk
from assistant.interface.document_routes import document_routes
from assistant.interface.frame import Frame
from assistant.interface.looks import head_html, make_theme
from assistant.interface.original_routes import original_routes
from assistant.interface.pages.ask import AskPage
from assistant.interface.pages.brief import BriefPage
from assistant.interface.pages.draft import DraftPage
from assistant.interface.pages.library import LibraryPage
from assistant.interface.session import Sessions
from assistant.interface.web import OwnSourcesOnly, free_port
from assistant.settings import Settings, load_settings
from corpus.errors import UsageError
from eval.page.page import EvaluationPage
from ingest.pipeline import MAX_FILE_MB

_PAGES = (AskPage, BriefPage, DraftPage, LibraryPage, EvaluationPage)


def serve(settings: Settings, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serve the interface until interrupted.

    Args:
        settings: Of the library and the engines.
        host: Address to listen on.
        port: 0 takes a free one.
        open_browser: Whether to open the page.

    Raises:
        LibraryError: The library's folder cannot be used.
        UsageError: The address cannot be listened on.
    """
    desk = Desk(settings)
    try:
        blocks = build(settings, desk)
        url = launch(blocks, desk, host, port, open_browser=open_browser)
        click.echo(f"policydesk: {url} (Ctrl+C stops it)", err=True)
        # Only now, so that the page is there before the models take the processor.
        desk.start_up()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
        blocks.close(verbose=False)
    finally:
        desk.close()


def build(settings: Settings, desk: Desk | None = None) -> gr.Blocks:
    """Return the interface, not yet served.

    Args:
        settings: Of the library and the engines.
        desk: Used instead of a new one over the settings.
    """
    desk = desk or Desk(settings)
    sessions = Sessions(settings.engine)
    blocks: gr.Blocks = gr.Blocks(
        title="policydesk", analytics_enabled=False, delete_cache=(3600, 86400), fill_width=True
    )
    with blocks:
        frame = Frame(desk, sessions)
        with gr.Tabs(elem_id="pd-tabs"):
            pages = [page(desk, sessions) for page in _PAGES]
        frame.wire(blocks, pages)
    return blocks


def launch(
    blocks: gr.Blocks, desk: Desk, host: str, port: int, *, open_browser: bool = False
) -> str:
    """Serve an interface, and the documents of its desk, from a thread and return its address.

    Raises:
        UsageError: The address cannot be listened on.
    """
    from starlette.middleware import Middleware

    try:
        app, url, _ = blocks.queue(default_concurrency_limit=16).launch(
            server_name=host,
            server_port=port or free_port(host),
            inbrowser=open_browser,
            prevent_thread_lock=True,
            quiet=True,
            share=False,
            show_error=False,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,
            pwa=False,
            ssr_mode=False,
            max_file_size=f"{MAX_FILE_MB + 10}mb",
            theme=make_theme(),
            head=head_html(),
            app_kwargs={"middleware": [Middleware(OwnSourcesOnly)]},
        )
    except OSError as error:
        raise UsageError(
            "it cannot be listened on, perhaps another program does",
            f"{host}:{port}",
            "Choose another --host or --port.",
        ) from error
    # Before Gradio's own, the last of which takes every address.
    app.router.routes[:0] = [*original_routes(desk), *document_routes(desk)]
    return str(url)


if __name__ == "__main__":
    serve(load_settings(), "127.0.0.1", 7860)
