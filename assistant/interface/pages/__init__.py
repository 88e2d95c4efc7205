"""The pages: each lays out one tab, shows it in the session's language and wires its events."""
