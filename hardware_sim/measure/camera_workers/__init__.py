"""One looker each, in a process of its own: ADDRESS SECONDS."""
