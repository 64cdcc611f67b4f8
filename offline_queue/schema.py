"""The queue's own tables.

`outbox.head` marks the one operation of a key that may be sent: the oldest that still blocks the key, or one released
by staff. It is kept up to date at each enqueue and close, so that picking the next one is a single index seek however
many operations wait behind it.

`seq` needs no AUTOINCREMENT: a trigger keeps every row for ever, so no number is ever given twice, there are no gaps,
and each commit writes one page less.
"""

SCHEMA_VERSION = 2

CORE: tuple[tuple[str, str], ...] = (
    (
        "queue-1",
        """
        CREATE TABLE time_origin (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            boot_id TEXT NOT NULL,
            offset_ms INTEGER NOT NULL
        );
        CREATE TABLE outbox (
            seq INTEGER PRIMARY KEY,
            op_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            lane INTEGER NOT NULL CHECK (lane BETWEEN 0 AND 3),
            fkey TEXT NOT NULL,
            state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
            head INTEGER NOT NULL,
            blocks INTEGER NOT NULL DEFAULT 1,
            handled INTEGER NOT NULL DEFAULT 0,
            doubt INTEGER NOT NULL DEFAULT 0,
            attempts INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            due_ms INTEGER NOT NULL,
            queued_ms INTEGER NOT NULL,
            created_wall_ms INTEGER NOT NULL,
            body_hash BLOB NOT NULL,
            names_op TEXT,
            proof_ms INTEGER,
            closed_wall_ms INTEGER,
            reason TEXT,
            receipt BLOB,
            body BLOB
        );
        CREATE INDEX outbox_ready ON outbox (lane, due_ms, seq) WHERE state = 0 AND head = 1;
        CREATE INDEX outbox_key ON outbox (fkey, seq) WHERE blocks = 1;
        CREATE INDEX outbox_telemetry ON outbox (seq) WHERE state = 0 AND lane = 3;
        CREATE TRIGGER outbox_immutable
            BEFORE UPDATE OF seq, op_id, kind, lane, fkey, body_hash, created_wall_ms, queued_ms, names_op ON outbox
            BEGIN SELECT RAISE(ABORT, 'an operation never changes'); END;
        CREATE TRIGGER outbox_body BEFORE UPDATE OF body ON outbox WHEN NEW.body IS NOT NULL OR OLD.state NOT IN (2, 4)
            BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
        CREATE TRIGGER outbox_final BEFORE UPDATE OF state ON outbox WHEN OLD.state IN (2, 4)
            BEGIN SELECT RAISE(ABORT, 'done is done'); END;
        CREATE TRIGGER outbox_forever BEFORE DELETE ON outbox
            BEGIN SELECT RAISE(ABORT, 'an operation is never deleted'); END;
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY,
            seq INTEGER NOT NULL,
            kind TEXT NOT NULL,
            code TEXT NOT NULL,
            actor TEXT,
            detail BLOB,
            repeats INTEGER NOT NULL DEFAULT 1,
            first_wall_ms INTEGER NOT NULL,
            last_wall_ms INTEGER NOT NULL,
            last_queue_ms INTEGER NOT NULL
        );
        CREATE INDEX answers_of ON answers (seq, id);
        CREATE TABLE host_gate (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            closed_until_ms INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            rate_per_s INTEGER NOT NULL,
            reason TEXT NOT NULL
        );
        CREATE TABLE journal (
            id INTEGER PRIMARY KEY,
            stream TEXT NOT NULL,
            n INTEGER NOT NULL,
            kind TEXT NOT NULL,
            wall_ms INTEGER NOT NULL,
            content BLOB NOT NULL,
            UNIQUE (stream, n)
        );
        CREATE TABLE audit (
            seq INTEGER PRIMARY KEY,
            wall_ms INTEGER NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            content BLOB NOT NULL,
            hash BLOB NOT NULL
        );
        CREATE TRIGGER audit_immutable BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'audit rows never change'); END;
        CREATE TRIGGER audit_forever BEFORE DELETE ON audit
            BEGIN SELECT RAISE(ABORT, 'audit rows are never deleted'); END;
        CREATE TABLE audit_anchor (
            seq INTEGER PRIMARY KEY,
            hash BLOB NOT NULL,
            wall_ms INTEGER NOT NULL,
            proof BLOB NOT NULL
        );
        """,
    ),
    (
        "queue-2",
        """
        ALTER TABLE host_gate ADD COLUMN quiet_until_ms INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX outbox_dead ON outbox (seq) WHERE state = 3 AND handled = 0;
        """,
    ),
)
