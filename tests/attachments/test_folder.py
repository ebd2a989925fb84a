"""Where there is something to attach."""

from plugins.attachments.folder import has, with_attachable_files


def test_folders_with_attachable_files_are_found(tmp_path):
    for name in (
        "articles/2020/un.md", "articles/2021/mars/b.png", "articles/2021/deux.md", "pages/p.html",
        "comments/un/1.txt", "articles/comments/a.pdf",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert with_attachable_files(tmp_path) == {
        "", "articles", "articles/2021", "articles/2021/mars", "articles/comments",
    }  # fmt: skip


def test_a_link_out_of_the_sources_is_no_file(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "secret").write_text("x")
    (content / "a").write_text("x")
    (content / "out").symlink_to(tmp_path / "secret")
    (content / "in").symlink_to(content / "a")
    (content / "folder").mkdir()
    names = ("a", "in", "out", "folder", "nul", "a/b", "(" * 5000)
    found = [name for name in names if has(content, name)]
    assert found == ["a", "in"]


def test_the_folder_of_the_sources_may_be_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a").touch()
    (tmp_path / "content").symlink_to(tmp_path / "real")
    assert has(tmp_path / "content", "a")
