"""`make serve` lets its author into the desk, once."""

from plugins.moderation.core.desk import Desk, DeskPaths
from plugins.preview import __main__ as serve
from tests.site.conftest import Site


def test_an_address_that_opens_the_desk(tmp_path, monkeypatch):
    site = Site(tmp_path)
    site.article().build(SITEURL="http://localhost:8000")
    (tmp_path / "output.preview.hosts").symlink_to(site.root / "output.hosts")
    monkeypatch.chdir(tmp_path)
    link = serve.desk_link(8001)
    assert link.startswith("http://localhost:8001/bureau/?cle=")
    mounted = serve.intake()
    assert mounted.bases == ("/commenter", "/bureau")
    key, client = link.partition("?cle=")[2], mounted.app.test_client()
    codes = [
        client.post(
            "/bureau/entrer",
            base_url="http://localhost:8001",
            data={"cle": key},
            headers={"Sec-Fetch-Site": "same-origin"},
        ).status_code
        for _ in range(2)
    ]
    assert codes == [303, 403]
    assert [one.who for one in Desk(DeskPaths()).sessions.all()] == [""]


def test_there_is_none_where_the_settings_have_none(tmp_path, monkeypatch):
    Site(tmp_path).article().set(DESK_URL="").build()
    (tmp_path / "output.preview.hosts").symlink_to(tmp_path / "output.hosts")
    monkeypatch.chdir(tmp_path)
    assert serve.desk_link(8000) == "" and serve.intake().bases == ("/commenter",)
