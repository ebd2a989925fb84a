"""Migrations run once, in their order, and go on where they were interrupted."""

import pytest

from plugins.upgrade import migrations
from plugins.upgrade.migrations import MIGRATIONS, Migration, NewerFormat


@pytest.fixture
def ran(tmp_path):
    return []


def known(ran, *formats, fails=0):
    def run(number):
        def step(site):
            if number == fails:
                raise OSError("no space left")
            ran.append(number)

        return Migration(number, f"to {number}", step)

    return [run(number) for number in formats]


def test_each_migration_runs_once(tmp_path, ran):
    every = known(ran, 2, 3)
    assert [one.format for one in migrations.due(tmp_path, every)] == [2, 3]
    assert [one.format for one in migrations.migrate(tmp_path, every)] == [2, 3]
    assert migrations.migrate(tmp_path, every) == []
    assert migrations.migrate(tmp_path, known(ran, 2, 3, 4)) and ran == [2, 3, 4]
    assert (tmp_path / "var/.format").stat().st_mode & 0o777 == 0o600


def test_interrupted_migrations_resume_at_the_one_that_failed(tmp_path, ran):
    with pytest.raises(OSError):
        migrations.migrate(tmp_path, known(ran, 2, 3, 4, fails=3))
    assert migrations.current(tmp_path) == 2
    migrations.migrate(tmp_path, known(ran, 2, 3, 4))
    assert ran == [2, 3, 4]


def test_a_format_of_a_later_version_is_refused(tmp_path, ran):
    migrations.migrate(tmp_path, known(ran, 2, 3))
    with pytest.raises(NewerFormat) as error:
        migrations.due(tmp_path, known(ran, 2))
    assert str(error.value) == (
        "var/.format: what is kept here is of format 3, and this version knows 2. "
        "Go on with the version that wrote it."
    )


def test_a_damaged_format_number_is_refused(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var/.format").write_text("two")
    with pytest.raises(NewerFormat, match=r"no number stands there\. Restore it from a backup"):
        migrations.current(tmp_path)


def test_the_table_is_in_order():
    numbers = [one.format for one in MIGRATIONS]
    assert numbers == list(range(migrations.FIRST + 1, migrations.FIRST + 1 + len(numbers)))
