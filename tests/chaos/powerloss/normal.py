"""A keeper whose SQLite does not sync its commits, for the control: synchronous=NORMAL, and nobody reads it back."""

import runpy
import sqlite3

from offline_queue import connection as queue_connection


def set_pragmas(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


if __name__ == "__main__":
    queue_connection.set_pragmas = set_pragmas
    runpy.run_module("kiosk.composition.keeper", run_name="__main__")
