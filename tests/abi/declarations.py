# SPDX-License-Identifier: MIT
"""Reads the public headers: every type, record, constant, callback and function, with its words.

The headers keep to a small part of C (tests/check/headers.py sees to that), so a small reader is enough. What it does not know is an
error with file and line, never a guess.
"""
import os
import re

TOKEN = re.compile(r"/\*\*<.*?\*/|/\*\*.*?\*/|[A-Za-z_]\w*|0[xX][0-9a-fA-F]+|\d+|<<|>>|\.\.\.|[^\s\w]", re.S)
PLUS_PLUS = re.compile(r"^[ \t]*#[ \t]*ifdef[ \t]+__cplusplus\b.*?^[ \t]*#[ \t]*endif[^\n]*", re.M | re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M | re.S)
PLAIN = re.compile(r"/\*(?!\*).*?\*/|//[^\n]*", re.S)
SCALARS = {"int32_t": 4, "uint32_t": 4, "int64_t": 8, "uint64_t": 8, "uint8_t": 1, "size_t": 8, "char": 1, "void": 0}


class Unreadable(Exception):
    pass


def _keep_lines(match):
    return "".join("\n" if c == "\n" else " " for c in match.group(0))


class Reader:
    """One header's tokens, comments among them."""

    def __init__(self, text, name):
        self.name = name
        clean = DIRECTIVE.sub(_keep_lines, PLUS_PLUS.sub(_keep_lines, PLAIN.sub(_keep_lines, text)))
        self.tokens, line, last = [], 1, 0
        for match in TOKEN.finditer(clean):
            line += clean.count("\n", last, match.start())
            last = match.start()
            self.tokens.append((match.group(0), line))
        self.at = 0

    def peek(self, ahead=0):
        position = self.at + ahead
        return self.tokens[position][0] if position < len(self.tokens) else None

    def line(self):
        return self.tokens[min(self.at, len(self.tokens) - 1)][1] if self.tokens else 1

    def take(self, wanted=None):
        token = self.peek()
        if token is None or (wanted is not None and token != wanted):
            raise Unreadable("%s:%d: %r, expected %r" % (self.name, self.line(), token, wanted))
        self.at += 1
        return token

    def comment(self):
        """The comments here: (those before what follows, those after what was)."""
        before, after = "", ""
        while self.peek() and self.peek().startswith("/**"):
            token = self.take()
            if token.startswith("/**<"):
                after = words_of(token)
            else:
                before = words_of(token)
        return before, after


def words_of(comment):
    body = re.sub(r"\A/\*\*<?|\*/\Z", "", comment)
    lines = [re.sub(r"^[ \t]*\* ?", "", line).rstrip() for line in body.split("\n")]
    return "\n".join(lines).strip()


def type_of(words, stars=()):
    """stars: the * and const that follow the words, in order."""
    pointers = list(stars).count("*")
    base = [w for w in words if w not in ("const", "struct", "enum", "union")]
    kind = [w for w in words if w in ("struct", "enum", "union")]
    return {"c": spell(words, stars), "base": " ".join(kind + base), "pointers": pointers, "const": "const" in words}


def spell(words, stars):
    return (" ".join(words) + " " + "".join("const " if s == "const" else s for s in stars)).rstrip()


class Header:
    def __init__(self, path, text):
        self.file = os.path.basename(path)
        self.reader = Reader(text, self.file)
        self.includes = re.findall(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', text, re.M)
        self.defines = re.findall(r"^[ \t]*#[ \t]*define[ \t]+(\w+)(\([^)]*\))?[ \t]*(.*)$", PLAIN.sub("", text), re.M)
        self.brief, self.items, self.values = "", [], {}

    def read(self, values):
        r, self.values = self.reader, values
        words = ""
        while r.peek() is not None:
            if r.peek().startswith("/**"):
                words = words_of(r.take())
                if words.startswith("@file"):
                    self.brief, words = words[len("@file"):].strip(), ""
                continue
            self.item(words, values)
            words = ""
        return self

    def item(self, words, values):
        r, line = self.reader, self.reader.line()
        if r.peek() == "enum" or (r.peek() == "typedef" and r.peek(1) == "enum"):
            self.constants(words, values)
        elif r.peek() == "typedef" and r.peek(1) in ("struct", "union"):
            self.record(words)
        elif r.peek() == "typedef":
            r.take()
            self.add(self.declared(words, typedef=True), line)
        elif r.peek() == ";":
            r.take()
        else:
            item = self.declared(words)
            self.add(item, line)

    def add(self, item, line):
        item["header"], item["line"] = self.file, line
        self.items.append(item)

    def constants(self, words, values):
        r, line = self.reader, self.reader.line()
        typedef = r.peek() == "typedef"
        while r.peek() != "{":
            r.take()
        r.take("{")
        members, following = [], 0
        while True:
            before, _ = r.comment()
            if r.peek() == "}":
                break
            name = r.take()
            expression = ""
            if r.peek() == "=":
                r.take()
                while r.peek() not in (",", "}") and not r.peek().startswith("/**"):
                    expression += " " + r.take()
            following = evaluate(expression, values, self.file, line) if expression else following
            after = r.comment()[1]
            if r.peek() == ",":
                r.take()
                after = after or self.trailing()
            members.append({"name": name, "value": following, "doc": after or before})
            values[name] = following
            following += 1
        r.take("}")
        tail = [r.take() for _ in iter(lambda: r.peek() == ";", True)]
        r.take(";")
        self.add({"kind": "constants", "doc": words, "members": members, "name": tail[0] if tail else None, "typedef": typedef}, line)

    def trailing(self):
        """A comment after a comma or semicolon, on what came before it."""
        if self.reader.peek() and self.reader.peek().startswith("/**<"):
            return words_of(self.reader.take())
        return ""

    def record(self, words):
        r, line = self.reader, self.reader.line()
        r.take("typedef")
        kind = r.take()
        name = r.take()
        if r.peek() == "*":
            raise Unreadable("%s:%d: a pointer typedef" % (self.file, line))
        if r.peek() != "{":
            alias = r.take()
            r.take(";")
            self.add({"kind": "opaque", "name": alias, "tag": name, "doc": words, "union": kind == "union"}, line)
            return
        r.take("{")
        members = []
        while r.peek() != "}":
            before, _ = r.comment()
            if r.peek() == "}":
                break
            members.append(self.declared(before))
            members[-1]["doc"] = self.trailing() or before
        r.take("}")
        alias = r.take()
        r.take(";")
        self.add({"kind": "record", "name": alias, "tag": name, "doc": words, "members": members, "union": kind == "union"}, line)

    def declared(self, words, typedef=False):
        """One declaration up to its semicolon: a member, an alias, a callback type, a function."""
        r, line = self.reader, self.reader.line()
        specifiers, stars = [], []
        while r.peek() not in ("*", "(", ";", ":", "[", "{", ",", "="):
            specifiers.append(r.take())
        while r.peek() in ("*", "const"):
            stars.append(r.take())
        flags = [s for s in specifiers if s in ("HOTLINE_API", "static", "inline", "extern")]
        specifiers = [s for s in specifiers if s not in flags]
        if r.peek() == "(" and r.peek(1) == "*":
            r.take("(")
            r.take("*")
            name = r.take()
            r.take(")")
            item = {"kind": "callback", "name": name, "doc": words, "returns": type_of(specifiers, stars), "params": self.params()}
        else:
            name = r.take() if stars else specifiers.pop()
            item = {"kind": "alias" if typedef else "member", "name": name, "doc": words, "type": type_of(specifiers, stars)}
            if r.peek() == "(":
                item = {"kind": "function", "name": name, "doc": words, "returns": item["type"], "params": self.params()}
        item["flags"] = flags
        if r.peek() == ":":
            r.take()
            item["bits"] = r.take()
        if r.peek() == "[":
            r.take()
            size = r.take()
            item["array"] = evaluate(size, self.values, self.file, line)
            r.take("]")
        if r.peek() == "{":
            raise Unreadable("%s:%d: a body: inline function %s" % (self.file, line, name))
        if r.peek() != ";":
            raise Unreadable("%s:%d: %r after %s" % (self.file, r.line(), r.peek(), name))
        r.take(";")
        return item

    def params(self):
        r, result = self.reader, []
        r.take("(")
        if r.peek() == "void" and r.peek(1) == ")":
            r.take()
        while r.peek() != ")":
            words, stars = [], []
            while r.peek() not in ("*", ",", ")", "(", "["):
                words.append(r.take())
            while r.peek() in ("*", "const"):
                stars.append(r.take())
            if r.peek() in ("(", "["):
                raise Unreadable("%s:%d: a parameter in a form that is not read" % (self.file, r.line()))
            name = r.take() if r.peek() not in (",", ")") else (words.pop() if len(words) > 1 else "")
            result.append({"name": name, "type": type_of(words, stars)})
            if r.peek() == ",":
                r.take()
        r.take(")")
        return result


def evaluate(expression, values, name, line):
    text = re.sub(r"[A-Za-z_]\w*", lambda m: str(values[m.group(0)]) if m.group(0) in values else "?", expression)
    text = re.sub(r"(?<=\d)[uUlL]+", "", text)
    if not re.fullmatch(r"[\s\dxXa-fA-F()+\-*|<>~]+", text):
        raise Unreadable("%s:%d: a constant in a form that is not read: %s" % (name, line, expression))
    return int(eval(text, {"__builtins__": {}}))  # digits and operators only, see above


def split_doc(words):
    """A comment's parts: text, params {name: words}, returns, retvals [(name, words)]."""
    doc = {"text": "", "params": {}, "returns": "", "retvals": [], "other": []}
    parts = re.split(r"(?m)^[ \t]*@(?=\w)", words)
    doc["text"] = re.sub(r"\A@?brief\s+", "", parts[0].strip())
    for part in parts[1:]:
        tag, _, rest = part.partition(" ")
        tag = re.sub(r"\[.*?\]", "", tag.strip())
        flat = " ".join(rest.split())
        if tag in ("param", "retval"):
            name, _, text = flat.partition(" ")
            if tag == "param":
                doc["params"][name] = text.strip()
            else:
                doc["retvals"].append((name, text.strip()))
        elif tag in ("return", "returns"):
            doc["returns"] = flat
        elif tag == "brief":
            doc["text"] = (rest.strip() + "\n" + doc["text"]).strip()
        else:
            doc["other"].append((tag, flat))
    return doc


def read_headers(folder):
    """All headers of a folder, each after the ones it includes."""
    texts = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".h"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                texts[name] = file.read()
    done, values, result = set(), {}, []

    def visit(name):
        if name in done or name not in texts:
            return
        done.add(name)
        header = Header(name, texts[name])
        for other in header.includes:
            visit(other)
        result.append(header.read(values))

    for name in texts:
        visit(name)
    return result
