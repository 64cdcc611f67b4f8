"""The settlement's own tables, beside the queue's in the one database.

The triggers are the last guard: a case that was reversed is never confirmed, and a quote has one open case, besides
those whose money is on its way back.
"""

TABLES: tuple[tuple[str, str], ...] = (
    (
        "settlement-1",
        """
        CREATE TABLE cases (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            case_id TEXT NOT NULL UNIQUE,
            version INTEGER NOT NULL,
            state TEXT NOT NULL,
            direction TEXT NOT NULL,
            open INTEGER NOT NULL,
            quote_id TEXT NOT NULL,
            lock_id TEXT NOT NULL,
            visit TEXT NOT NULL,
            told INTEGER NOT NULL DEFAULT 0,
            created_wall_ms INTEGER NOT NULL,
            changed_wall_ms INTEGER NOT NULL,
            record BLOB NOT NULL,
            private BLOB NOT NULL
        );
        CREATE UNIQUE INDEX cases_one_open ON cases (quote_id) WHERE open = 1 AND direction <> 'reverse';
        CREATE INDEX cases_untold ON cases (told, changed_wall_ms) WHERE told = 0;
        CREATE TRIGGER cases_direction BEFORE UPDATE OF direction ON cases
            WHEN OLD.direction = 'reverse' AND NEW.direction <> 'reverse'
            BEGIN SELECT RAISE(ABORT, 'a reversed case is never confirmed'); END;
        CREATE TRIGGER cases_settled BEFORE UPDATE OF state ON cases
            WHEN OLD.state = 'settled' AND NEW.state <> 'settled'
            BEGIN SELECT RAISE(ABORT, 'settled is an end'); END;
        CREATE TRIGGER cases_forever BEFORE DELETE ON cases
            BEGIN SELECT RAISE(ABORT, 'a case is never deleted'); END;
        CREATE TABLE slips (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            slip_id TEXT NOT NULL UNIQUE,
            case_id TEXT NOT NULL,
            kind TEXT NOT NULL,
            state TEXT NOT NULL,
            copy INTEGER NOT NULL,
            visit TEXT NOT NULL DEFAULT '',
            owed_wall_ms INTEGER NOT NULL
        );
        CREATE INDEX slips_case ON slips (case_id);
        CREATE INDEX slips_waiting ON slips (state, seq) WHERE state <> 'printed';
        CREATE TABLE locks (
            lock_id TEXT PRIMARY KEY,
            lock_key TEXT NOT NULL,
            visit TEXT NOT NULL,
            state TEXT NOT NULL
        );
        CREATE TABLE active_visit (id INTEGER PRIMARY KEY CHECK (id = 1), visit TEXT NOT NULL);
        """,
    ),
    (
        "settlement-2",
        """
        ALTER TABLE cases ADD COLUMN online_ms INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX cases_open ON cases (created_wall_ms) WHERE open = 1;
        CREATE INDEX cases_by_hand ON cases (seq) WHERE state = 'by_hand';
        """,
    ),
    (
        "settlement-3",
        "CREATE TABLE handled (case_id TEXT PRIMARY KEY);",  # cases with staff that a person has dealt with
    ),
    (
        "settlement-4",
        "CREATE TABLE remembered (question TEXT PRIMARY KEY, answer BLOB NOT NULL, wall_ms INTEGER NOT NULL);",
    ),
)
