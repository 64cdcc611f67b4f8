"""How `kiosk-bench` ends when it does not end well."""

EXIT_FAILED = 1
EXIT_BAD_FILE = 2
EXIT_MISSING = 3
EXIT_ALREADY_RUNNING = 4
