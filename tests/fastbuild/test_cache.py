"""What is kept is found again, or is not there; never something else."""

import logging
import os
import sqlite3
import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.digests import digest
from plugins.fastbuild import cache as module
from plugins.fastbuild.cache import SHARDS, Cache, in_shards, shard_of

TABLE = {f"name {number}": (number, "é", b"\0", None) for number in range(300)}
KEY, RECORD = digest(b"key"), (b"first", b"second part" * 9000)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "site.sqlite"


@pytest.fixture
def kept(path):
    """Of a build that is over."""
    cache = Cache(path, 2)
    cache.add([(KEY, RECORD)])
    cache.write({"table": in_shards(TABLE), "small": {0: {"a": 1}}})
    cache.close()
    return path


def test_what_was_written_is_read(kept):
    cache = Cache(kept, 2)
    assert cache.read("table") == TABLE
    assert cache.read("small") == {"a": 1}
    assert [bytes(cache.record(KEY, part)) for part in (0, 1)] == list(RECORD)
    assert cache.holds(KEY)


def test_what_never_was_is_not_there(path, caplog):
    caplog.set_level(logging.INFO)
    cache = Cache(path, 2)
    assert (cache.read("table"), cache.read("small"), cache.record(KEY, 0)) == (None, None, None)
    assert not cache.holds(KEY)
    assert caplog.messages == []


@given(st.dictionaries(st.text(), st.tuples(st.integers())), st.dictionaries(st.text(), st.tuples(st.text())))
def test_shards_are_all_that_differs(before, changes):
    now = {**before, **changes}
    for name in sorted(before)[:2]:
        del now[name]
    shards = {**in_shards(before), **in_shards(now, before)}
    assert {name: one for shard in shards.values() for name, one in shard.items()} == now
    assert in_shards(now, now) == {}
    assert all(shard_of(name) == number for number, shard in shards.items() for name in shard)


def test_some_shards_are_written_anew_and_the_others_stay(kept):
    cache = Cache(kept, 2)
    now = {**TABLE, "name 7": (8,)}
    cache.write({"table": in_shards(now, TABLE)})
    again = Cache(kept, 2)
    assert cache.read("table") == again.read("table") == now


def test_a_table_of_which_a_part_is_gone_is_none(kept):
    with sqlite3.connect(kept) as connection:
        connection.execute("DELETE FROM shards WHERE name = 'table' AND number = 3")
    assert Cache(kept, 2).read("table") is None


def test_records_go_alone_or_but_for_some(kept):
    cache = Cache(kept, 2)
    other, third = digest(b"other"), digest(b"third")
    cache.add([(key, RECORD) for key in (other, third)])
    cache.remove([third])
    assert [cache.holds(key) for key in (KEY, other, third)] == [True, True, False]
    cache.keep_only([other])
    assert [cache.holds(key) for key in (KEY, other, third)] == [False, True, False]


KILLED = """
import os, sys
from pathlib import Path
from types import SimpleNamespace
from plugins.fastbuild.cache import Cache
cache = Cache(Path(sys.argv[1]), 2)
class Dies(dict):
    def items(self):
        cache._connection.execute("UPDATE shards SET value = x''")
        os._exit(9)
cache._connection.execute("BEGIN")
cache.write({"table": Dies()})
"""


def test_a_build_that_was_killed_leaves_all_as_it_was(kept):
    done = subprocess.run([sys.executable, "-c", KILLED, str(kept)], check=False, timeout=60)
    assert done.returncode == 9
    assert Cache(kept, 2).read("table") == TABLE


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda data: b"", None),
        (lambda data: b"of another program" * 99, "site.sqlite is damaged"),
        (lambda data: data[: len(data) // 2], "site.sqlite is damaged"),
        (lambda data: data[:100] + bytes(len(data) - 100), "site.sqlite is damaged"),
    ],
)
def test_a_file_that_is_damaged_is_begun_anew_and_it_is_said(kept, monkeypatch, damage, told):
    """Asked of the log itself: where Pelican was imported before, loggers say nothing twice."""
    said: list[str] = []
    log = SimpleNamespace(info=lambda text, *values: said.append(text % values))
    monkeypatch.setattr("plugins.fastbuild.cache._log", log)
    kept.write_bytes(damage(kept.read_bytes()))
    cache = Cache(kept, 2)
    cache.check()
    cache.write({"small": {0: {"b": 2}}})
    assert (cache.read("table"), cache.read("small")) == (None, {"b": 2})
    assert cache.record(KEY, 1) is None
    assert said == ([f"{told}: what is missing is made again."] if told else [])


@pytest.mark.parametrize("place", range(0, 300_000, 9_973))
def test_a_byte_that_turned_is_seen_or_is_no_matter(kept, place):
    data = bytearray(kept.read_bytes())
    data[place % len(data)] ^= 255
    kept.write_bytes(data)
    cache = Cache(kept, 2)
    assert cache.read("table") in (TABLE, None)
    assert cache.read("small") in ({"a": 1}, None)
    assert cache.record(KEY, 1) in (RECORD[1], None)
    cache.check()
    cache.add([(KEY, RECORD)])
    cache.write({"table": in_shards(TABLE)})
    assert (cache.read("table"), cache.record(KEY, 1)) == (TABLE, RECORD[1])


def test_parts_of_two_builds_are_none(kept):
    """As a loss of power may leave them: each is whole, and they do not belong together."""
    connection = sqlite3.connect(kept)
    old = connection.execute("SELECT * FROM shards WHERE name = 'table'").fetchall()
    Cache(kept, 2).write({"table": in_shards(dict.fromkeys(TABLE, (1,)))})
    with connection:
        connection.executemany("REPLACE INTO shards VALUES (?, ?, ?)", old[: SHARDS // 2])
    assert Cache(kept, 2).read("table") is None


def test_of_another_version_nothing_is_believed(kept, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(module, "_VERSION", 1)
    assert Cache(kept, 2).read("table") is None
    assert caplog.messages == ["site.sqlite is of another version: what is missing is made again."]


def test_another_process_reads_by_a_connection_of_its_own(kept):
    cache = Cache(kept, 2)
    assert cache.holds(KEY)
    reading, writing = os.pipe()
    if not os.fork():
        os.write(writing, str(cache.read("table") == TABLE and cache.holds(KEY)).encode())
        os._exit(0)
    os.wait()
    assert os.read(reading, 9) == b"True"
    cache.write({"small": {0: {"a": 2}}})
    assert Cache(kept, 2).read("small") == {"a": 2}
