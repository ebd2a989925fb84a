"""Times of old systems, as they will stand in a file."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from plugins.common import when
from plugins.importers import dates


def test_what_is_written_can_be_read_again():
    """Offsets before standard time too."""
    for year in (1905, 2020):
        date = dates.of_moment(datetime(year, 3, 2, 13, tzinfo=UTC).astimezone(ZoneInfo("Europe/Paris")))
        assert when.parse(date.isoformat()) == date
        assert date.moment == datetime(year, 3, 2, 13, tzinfo=UTC)
