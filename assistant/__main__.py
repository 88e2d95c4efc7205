"""``python3 -m assistant``: set up what is missing, then open the assistant.

With arguments, run them as a ``policydesk`` command instead.
"""

import os
import sys

from assistant.bootstrap import BootstrapError, ensure_environment

_EXTRAS = {"brief": ("brief",), "eval": ("eval", "safety")}
"""What a command needs beyond what every one does."""


def main() -> None:
    """Set up and hand over to the environment's own Python."""
    try:
        extras = ("local", *_EXTRAS.get("".join(sys.argv[1:2]), ()))
        python = ensure_environment([part for name in extras for part in ("--extra", name)])
    except BootstrapError as error:
        sys.exit(f"policydesk: {error}")
    arguments = sys.argv[1:] or ["serve", "--open"]
    command = [str(python), "-c", "from assistant.cli import main; main()", *arguments]
    os.execv(command[0], command)


main()
