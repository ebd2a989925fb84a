"""The folder of comments: everything is read, everything wrong is named."""

from plugins.comments import archive

GOOD = "Id: {}\nAuthor: a\nDate: 2020-12-19\n\ntexte\n"


def read(root):
    return archive.read(root, "content/comments")


def test_no_folder_is_an_empty_archive(tmp_path):
    found = read(tmp_path / "comments")
    assert (found.comments, found.problems) == ({}, ())


def test_files_in_any_name_those_of_editors_apart(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(GOOD.format(1))
    (tmp_path / "a" / "florence.txt").write_text(GOOD.format("x-2"))
    for name in (".1.txt.swp", "1.txt~", "#1.txt#", "1.txt.bak", "1.txt.orig"):  # what editors leave
        (tmp_path / "a" / name).write_text("rien")
    (tmp_path / "a.txt~").write_text("rien")
    found = read(tmp_path)
    assert [item.comment.id for item in found.comments["a"]] == ["1", "x-2"]
    assert found.problems == ()


def test_every_problem_in_one_run(tmp_path):
    folder = tmp_path / "a"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "stray.txt").write_text(GOOD.format(1))
    (folder / "1.txt").write_text(GOOD.format(1))
    (folder / "2.txt").write_text(GOOD.format(1))
    (folder / "3.md").write_text(GOOD.format(3))
    (folder / "4.txt").write_text("Id: 4\nAuthor: a\nDate: 2020-12-19\n\n" + "é" * 40_000)
    (folder / "5.txt").symlink_to(folder / "1.txt")
    (folder / "6.txt").write_bytes(b"Id: 6\n\n\xff")
    assert [str(problem) for problem in read(tmp_path).problems] == [
        "content/comments/a/3.md: not a comment file\n    Name it <id>.txt, or move it elsewhere.",
        "content/comments/a/4.txt: 80,034 bytes; a comment file has at most 65,536\n"
        "    Shorten it, or publish it as an article.",
        "content/comments/a/5.txt: not a plain file\n"
        "    Comments are plain files; links and folders are not read.",
        "content/comments/a/6.txt:3: not UTF-8 (byte 0xFF)\n    Save the file as UTF-8.",
        "content/comments/a/sub: not a plain file\n"
        "    Comments are plain files; links and folders are not read.",
        "content/comments/a/2.txt:1: Id “1” is used twice\n"
        "    Give one of them another id; the first is in content/comments/a/1.txt.",
        "content/comments/stray.txt: a file outside an article's folder\n"
        "    Move it into content/comments/<article slug>/.",
    ]


def test_a_folder_whose_accents_are_signs_of_their_own():
    """As old Macs and their zips have them: to the eye it is the same."""
    decomposed = "e\u0301te\u0301"
    (problem, other) = archive.strays([decomposed, "été", "hier"], {"été", "hiver"}, "content/comments")
    assert str(problem) == (
        f"content/comments/{decomposed}: comments for an article that does not exist\n"
        "    Its accents are signs of their own (Unicode NFD, as old Macs do): type “été” anew."
    )
    assert other.hint == "Rename the folder after the article's slug. Did you mean “hiver”?"
