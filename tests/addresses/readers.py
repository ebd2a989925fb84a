"""Files for hosts read as the host reads them, as far as redirects go. `tests/hosts` asks the hosts
themselves; these answer in a moment, wherever there is none of them."""

import re
from collections.abc import Callable

Ask = Callable[[str, str], str | None]
"""A decoded path and a query as it stands in the request → where it leads."""

_NGINX_REWRITE = re.compile(r"^rewrite (\S+) (\S+)\? permanent;$", re.MULTILINE)  # `?`: without the query
_NGINX_ROW = re.compile(r'^    ("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+);$', re.MULTILINE)


def nginx(text: str) -> Ask:
    """`map source $name { key value; … }`: a key is a name in any case, or after `~` an expression; then
    `rewrite expression value permanent;`."""
    found = re.findall(r"^map (\S+) (\$\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    maps = [(source.strip('"'), name, _NGINX_ROW.findall(body)) for source, name, body in found]
    rewrites = [(old, new.replace("$1", r"\1")) for old, new in _NGINX_REWRITE.findall(text)]

    def ask(path: str, query: str) -> str | None:
        known = {"$uri": path, "$args": query}
        for source, name, rows in maps:
            value = _nginx_value(
                [(_bare(key), _bare(new)) for key, new in rows], _filled(source, known), known
            )
            known[name] = _filled(value, known)
        rewritten = (match.expand(new) for old, new in rewrites if (match := re.search(old, path)))
        return known["$new_address"] or next(rewritten, None)

    return ask


def _nginx_value(rows: list[tuple[str, str]], asked: str, known: dict[str, str]) -> str:
    for key, value in rows:
        if key.startswith("~"):
            match = re.search(key[1:].replace("(?<old_", "(?P<old_"), asked)
            if match:
                known.update({f"${name}": said for name, said in match.groupdict().items()})
                return value
        elif key.lower() == asked.lower():
            return value
    return dict(rows).get("default", "")


def _bare(word: str) -> str:
    return re.sub(r'\\(["\\])', r"\1", word[1:-1]) if word.startswith('"') else word


def _filled(word: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\w+", lambda name: known.get(name[0], ""), word)


def caddy(text: str) -> Ask:
    """`map source {name} { … }`: the first line that fits gives the value."""
    found = re.findall(r"^\tmap (\S+) (\{\w+\}) \{\n(.*?)^\t\}", text, re.MULTILINE | re.DOTALL)
    row = re.compile(r"^\t\t(?:`~(.*)`|\"(.*)\") (\S+)$", re.MULTILINE)
    maps = [(source.strip('"'), name, row.findall(body)) for source, name, body in found]

    def ask(path: str, query: str) -> str | None:
        known = {"{path}": path, "{query}": query, "{uri}": f"{path}?{query}" if query else path}
        for source, name, rows in maps:
            known[name] = _caddy_value(rows, re.sub(r"\{\w+\}", lambda part: known[part[0]], source))
        return known["{new_by_query}"] or known["{new_by_path}"] or known["{new_feed}"] or None

    return ask


def _caddy_value(rows: list[tuple[str, str, str]], asked: str) -> str:
    for pattern, literal, value in rows:
        if pattern and re.search(pattern, asked):
            return re.search(pattern, asked).expand(re.sub(r"\$\{(\d)\}", r"\\\1", value.strip("`")))
        if not pattern and literal == asked:
            return value
    return ""


class apache:  # asked like the others
    """mod_rewrite: all conditions above a rule, then what it sets, where it leads, how many it leaves out."""

    _LINE = re.compile(r'^Rewrite(Cond|Rule) "([^"]*)" (?:"([^"]*)"|(\S+))(?: \[(.*)\])?$', re.MULTILINE)

    def __init__(self, text: str, files: frozenset[str] = frozenset()) -> None:
        self._lines = self._LINE.findall(text.partition("\n\nHeader")[0])
        self._files = files

    def __call__(self, path: str, query: str) -> str | None:
        self._known = {"REQUEST_URI": path, "QUERY_STRING": query, "DOCUMENT_ROOT": ""}
        self._found: tuple[str | None, ...] = ()
        holds, skip, either = True, 0, False
        for kind, first, quoted, plain, flags in self._lines:
            if kind == "Cond":
                either = self._fits(first, quoted or plain) or either
                if flags != "OR":
                    holds, either = holds and either, False
            elif skip or not holds:
                holds, skip = True, max(0, skip - 1)
            elif "R=301" in flags:
                return re.sub(r"(?<!\\)%(\d)", self._group, quoted).replace("\\%", "%")
            else:
                skip = self._carry_out(flags.split(","))
        return None

    def _fits(self, value: str, test: str) -> bool:
        value = re.sub(r"%\{(?:ENV:|HTTP:)?([\w-]+)\}", lambda name: self._known.get(name[1], ""), value)
        if test.startswith(("-", "!-")):
            return test == "-f" and value in self._files
        if test.startswith("="):
            return value == test[1:]
        match = re.search(test, value)
        self._found = match.groups() if match and match.groups() else self._found
        return match is not None

    def _group(self, number: re.Match[str]) -> str:
        return self._found[int(number[1]) - 1] or ""

    def _carry_out(self, flags: list[str]) -> int:
        """What is set is known from now on; how many rules are left out."""
        for flag in flags:
            if flag.startswith("E=OLD"):
                name, _, value = flag[2:].partition(":")
                value = re.sub(r"%(\d)", self._group, value)
                self._known[name] = value.replace("%{REQUEST_URI}", self._known["REQUEST_URI"])
        return next((int(flag[2:]) for flag in flags if flag.startswith("S=")), 0)
