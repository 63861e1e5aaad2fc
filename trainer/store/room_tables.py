"""The tables of the classroom: classes, saved quizzes, and rooms with all that happened in them."""

ROOM_TABLES = (
    """
    CREATE TABLE classes (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        created_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pupils (
        id INTEGER PRIMARY KEY,
        class INTEGER NOT NULL REFERENCES classes (id),
        name TEXT NOT NULL CHECK (name <> ''),
        listed INTEGER NOT NULL DEFAULT 1 CHECK (listed IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX pupils_of_class ON pupils (class)",
    """
    CREATE TABLE quizzes (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL CHECK (title <> ''),
        saved_at INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE quiz_items (
        quiz INTEGER NOT NULL REFERENCES quizzes (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        pack TEXT NOT NULL,
        question TEXT NOT NULL,
        PRIMARY KEY (quiz, position)
    ) STRICT
    """,
    """
    CREATE TABLE room_questions (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        body TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE rooms (
        id INTEGER PRIMARY KEY,
        title TEXT NOT NULL,
        class INTEGER REFERENCES classes (id),
        names TEXT NOT NULL CHECK (names IN ('nicknames', 'roster', 'free')),
        teams INTEGER NOT NULL CHECK (teams >= 0),
        seconds INTEGER NOT NULL CHECK (seconds >= 0),
        phones INTEGER NOT NULL CHECK (phones IN (0, 1)),
        secret TEXT NOT NULL,
        code TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        phase TEXT NOT NULL DEFAULT 'lobby'
            CHECK (phase IN ('lobby', 'open', 'closed', 'distribution', 'reveal', 'ended')),
        position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
        round INTEGER NOT NULL DEFAULT 1 CHECK (round IN (1, 2)),
        revealed INTEGER NOT NULL DEFAULT 0 CHECK (revealed IN (0, 1)),
        lit INTEGER NOT NULL DEFAULT 0 CHECK (lit >= 0),
        paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
        closes_at INTEGER,
        time_left INTEGER
    ) STRICT
    """,
    "CREATE INDEX rooms_of_class ON rooms (class)",
    """
    CREATE TABLE room_items (
        room INTEGER NOT NULL REFERENCES rooms (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        question INTEGER NOT NULL REFERENCES room_questions (id),
        skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1)),
        PRIMARY KEY (room, position)
    ) STRICT
    """,
    """
    CREATE TABLE room_players (
        room INTEGER NOT NULL REFERENCES rooms (id),
        number INTEGER NOT NULL CHECK (number > 0),
        name TEXT NOT NULL,
        way TEXT NOT NULL CHECK (way IN ('phone', 'seat', 'paper')),
        team INTEGER NOT NULL DEFAULT 0,
        pupil INTEGER REFERENCES pupils (id),
        token TEXT NOT NULL DEFAULT '',
        admitted INTEGER NOT NULL CHECK (admitted IN (0, 1)),
        removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
        joined_at INTEGER NOT NULL,
        PRIMARY KEY (room, number)
    ) STRICT
    """,
    """
    CREATE TABLE room_votes (
        room INTEGER NOT NULL,
        position INTEGER NOT NULL,
        round INTEGER NOT NULL CHECK (round IN (1, 2)),
        player INTEGER NOT NULL,
        chosen TEXT NOT NULL CHECK (chosen IN ('verified', 'claim', 'propaganda')),
        voted_at INTEGER NOT NULL,
        PRIMARY KEY (room, position, round, player),
        FOREIGN KEY (room, position) REFERENCES room_items (room, position),
        FOREIGN KEY (room, player) REFERENCES room_players (room, number)
    ) STRICT
    """,
    """
    CREATE TABLE room_hands (
        room INTEGER NOT NULL,
        position INTEGER NOT NULL,
        round INTEGER NOT NULL CHECK (round IN (1, 2)),
        chosen TEXT NOT NULL CHECK (chosen IN ('verified', 'claim', 'propaganda')),
        raised INTEGER NOT NULL CHECK (raised >= 0),
        PRIMARY KEY (room, position, round, chosen),
        FOREIGN KEY (room, position) REFERENCES room_items (room, position)
    ) STRICT
    """,
)
"""What the classroom adds to the history. Times are whole microseconds since 1970 in UTC.

`room_questions` has the questions as they were shown, those to argue about among them, which is why
they do not share the table of the learners' questions. A pupil who is no longer `listed` stays for
the rooms that name them. `time_left` is what was left of a timer that was paused.
"""

FIFTH_TABLES = (
    """
    ALTER TABLE rooms ADD COLUMN port INTEGER NOT NULL DEFAULT 0
        CHECK (port BETWEEN 0 AND 65535)
    """,
    """
    ALTER TABLE rooms ADD COLUMN shared_address INTEGER NOT NULL DEFAULT 0
        CHECK (shared_address IN (0, 1))
    """,
    """
    ALTER TABLE room_players ADD COLUMN freed INTEGER NOT NULL DEFAULT 0 CHECK (freed IN (0, 1))
    """,
    "ALTER TABLE quizzes ADD COLUMN packs TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quizzes ADD COLUMN skills TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quizzes ADD COLUMN levels TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quizzes ADD COLUMN size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0)",
)
"""What data format 5 brings: the ways back to a room and to a quiz.

`port` is where a room's phones came in last, 0 before the first: they go on asking there after a
break, whatever the program does meanwhile; `shared_address` says that the school gives all of them
one address. `freed` says that the phone of a player who was removed may come in again; the player
that it becomes then has the same token and a higher number. A quiz keeps what it was drawn from, as
words apart by blanks, none for all there are, and how many questions were wanted, 0 where nobody
knows.
"""

KEPT_ROOM_TABLES = (
    "classes",
    "pupils",
    "quizzes",
    "quiz_items",
    "room_questions",
    "rooms",
    "room_items",
    "room_players",
    "room_votes",
    "room_hands",
)
"""The tables of the classroom, parents first. None of them is derived from others."""

MENDING_ROOMS = (
    # A room whose class is lost keeps its votes, and a player whose pupil is lost keeps the name.
    "UPDATE rooms SET class = NULL WHERE class NOT IN (SELECT id FROM classes)",
    "DELETE FROM pupils WHERE class NOT IN (SELECT id FROM classes)",
    "UPDATE room_players SET pupil = NULL WHERE pupil NOT IN (SELECT id FROM pupils)",
    "DELETE FROM quiz_items WHERE quiz NOT IN (SELECT id FROM quizzes)",
    """
    DELETE FROM room_items WHERE room NOT IN (SELECT id FROM rooms)
        OR question NOT IN (SELECT id FROM room_questions)
    """,
    # Questions are told by their position, so that none may be missing before the last.
    """
    DELETE FROM room_items WHERE position <> (
        SELECT count(*) FROM room_items b
        WHERE b.room = room_items.room AND b.position < room_items.position
    )
    """,
    "DELETE FROM rooms WHERE id NOT IN (SELECT room FROM room_items)",
    "DELETE FROM room_players WHERE room NOT IN (SELECT id FROM rooms)",
    """
    DELETE FROM room_votes WHERE (room, position) NOT IN (SELECT room, position FROM room_items)
        OR (room, player) NOT IN (SELECT room, number FROM room_players)
    """,
    """
    DELETE FROM room_hands WHERE (room, position) NOT IN (SELECT room, position FROM room_items)
    """,
    """
    UPDATE rooms SET position = (SELECT count(*) - 1 FROM room_items WHERE room = rooms.id)
    WHERE position >= (SELECT count(*) FROM room_items WHERE room = rooms.id)
    """,
)
"""What makes whole again what was read from a damaged file with holes, in this order."""
