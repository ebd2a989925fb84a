"""Exports comments as a SQLite file of Isso, with its newest schema (`user_version` 5)."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC

from plugins.exporters.export import Conversation, Export, ExportedComment, commented
from plugins.exporters.losses import Capabilities
from plugins.exporters.site import ExportedSite
from plugins.importers import embedded
from plugins.importers.isso import database, fields

_CAPABILITIES = Capabilities(headers=frozenset({"Edited"}), depth=False)
_SCHEMA = f"""
CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (
    tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR NOT NULL, author VARCHAR, email VARCHAR,
    website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL,
    notification INTEGER DEFAULT 0
);
CREATE TABLE {database.EXACT} (id INTEGER PRIMARY KEY, file VARCHAR NOT NULL);
PRAGMA user_version = 5;
"""
_NOBODY = bytes(256)
"""An empty Bloom filter: no address has voted."""


def export(site: ExportedSite) -> Export:
    """A thread for each article with comments, without IP addresses, which this project does not have."""
    pieces, left_out = commented(site)
    conversation = Conversation(site, _CAPABILITIES)
    connection = sqlite3.connect(":memory:")
    connection.executescript(_SCHEMA)
    for number, piece in enumerate(pieces, 1):
        thread = (number, piece.address, piece.article.title)
        connection.execute("INSERT INTO threads VALUES (?, ?, ?)", thread)
        _insert(connection, conversation.of(piece), number)
    connection.commit()
    data = connection.serialize()
    connection.close()
    counts = {"threads": len(pieces), "comments": sum(len(piece.comments) for piece in pieces)}
    return Export(data, counts, tuple(conversation.losses), tuple(left_out))


def _insert(connection: sqlite3.Connection, comments: Iterator[ExportedComment], thread: int) -> None:
    columns = "tid, id, parent, created, modified, mode, remote_addr, text, author, website, voters"
    for exported in comments:
        comment = exported.public
        edited = comment.edited.earliest(UTC).timestamp() if comment.edited else None
        mode = fields.DELETED if comment.withdrawn else fields.PUBLISHED
        row = (
            thread, exported.number, exported.root or None, fields.created(comment), edited, mode, "",
            fields.text(comment), fields.author(comment), fields.website(comment), _NOBODY,
        )  # fmt: skip
        connection.execute(f"INSERT INTO comments ({columns}) VALUES (?,?,?,?,?,?,?,?,?,?,?)", row)
        packed = (exported.number, embedded.dump(comment))
        connection.execute(f"INSERT INTO {database.EXACT} VALUES (?, ?)", packed)
