# SPDX-License-Identifier: MIT
"""A small reader of C: text without comments, strings and directives, and the functions and names at file scope."""
import re

TOKEN = re.compile(r"[A-Za-z_]\w*|\d[\w.]*|->|\+\+|--|&&|\|\||[<>=!]=|<<|>>|\.\.\.|\S")
BLANKED = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M | re.S)
BRANCHES = {"if", "for", "while", "case", "&&", "||", "?"}
NOT_FUNCTIONS = {"if", "for", "while", "switch", "return", "sizeof", "__attribute__", "defined"}


def _blank(match):
    """The same length in spaces, the same line ends; a string stays a string, empty."""
    text = match.group(0)
    body = "".join("\n" if c == "\n" else " " for c in text)
    if text[0] in "\"'":
        return text[0] + body[1:-1] + text[0]
    return body


def without_comments(text):
    return BLANKED.sub(lambda m: _blank(m) if m.group(0)[0] == "/" else m.group(0), text)


def code(text):
    """Only what the compiler proper reads: no comments, no text in strings, no directives. Positions stay."""
    return DIRECTIVE.sub(_blank_directive, BLANKED.sub(_blank, text))


def _blank_directive(match):
    return "".join("\n" if c == "\n" else " " for c in match.group(0))


def macros(text):
    """Names #defined in a file, with their lines. A macro that #undef removes again is none."""
    clean = BLANKED.sub(_blank, text)
    gone = set(re.findall(r"^[ \t]*#[ \t]*undef[ \t]+(\w+)", clean, re.M))
    return [(m.group(1), clean.count("\n", 0, m.start()) + 1)
            for m in re.finditer(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", clean, re.M) if m.group(1) not in gone]


class Function:
    def __init__(self, name, line, static):
        self.name, self.line, self.static = name, line, static
        self.lines, self.complexity = 0, 1


def items(text):
    """Items at file scope: (tokens, bodies), where a body is the token list between braces and tokens are (text, line)."""
    line, tokens, depth, head, body = 1, [], 0, [], []
    clean = code(text)
    position = 0
    for match in TOKEN.finditer(clean):
        line += clean.count("\n", position, match.start())
        position = match.start()
        tokens.append((match.group(0), line))
    result = []
    for token in tokens:
        if token[0] == "{":
            if depth == 0 and [t[0] for t in head][:2] == ["extern", '"'] and "(" not in [t[0] for t in head]:
                head = []                      # extern "C" opens no scope
                continue
            depth += 1
        if token[0] == "}":
            if depth == 0:
                head = []                      # the end of extern "C"
                continue
            depth -= 1
        if depth == 0 and token[0] != "}":
            if token[0] == ";":
                result.append((head, body))
                head, body = [], []
            else:
                head.append(token)
        else:
            body.append(token)
            if depth == 0 and is_function(head):
                result.append((head, body))
                head, body = [], []
    return result


def is_function(head):
    """Whether tokens before a brace are a function's: they end in a parameter list, and hold no = at file scope."""
    words = [t[0] for t in head]
    return bool(words) and words[-1] == ")" and "=" not in words and function_name(head) is not None


def function_name(head):
    """The identifier before the first parenthesis that is not an attribute's or an export macro's."""
    for i in range(1, len(head)):
        if head[i][0] == "(" and re.match(r"[A-Za-z_]", head[i - 1][0]) and head[i - 1][0] not in NOT_FUNCTIONS:
            return head[i - 1][0]
    return None


def functions(text):
    result = []
    for head, body in items(text):
        if body and is_function(head):
            function = Function(function_name(head), head[0][1], any(t[0] == "static" for t in head))
            function.lines = body[-1][1] - head[0][1] + 1
            function.complexity = 1 + sum(1 for t in body if t[0] in BRANCHES)
            result.append(function)
    return result


def scope_names(text):
    """Names that a .c file puts into file scope and that another file may not reuse: (name, kind, line)."""
    result = [(name, "macro", line) for name, line in macros(text)]
    for head, body in items(text):
        words = [t[0] for t in head]
        if not words:
            continue
        line = head[0][1]
        if "enum" in words[:2] or ("typedef" in words and "enum" in words):
            result += enumerators(body)
        if words[0] in ("struct", "union", "enum") and len(words) > 1 and body and words[1] not in "{":
            result.append((words[0] + " " + words[1], "tag", line))
        if words[0] == "typedef":
            if len(words) > 2 and words[1] in ("struct", "union", "enum") and body and re.match(r"[A-Za-z_]", words[2]) and len(words) > 3:
                result.append((words[1] + " " + words[2], "tag", line))
            result.append((declared_name(words), "typedef", line))
        elif body and is_function(head):
            result.append((function_name(head), "function" if "static" in words else "global", line))
        elif "static" in words:
            if "=" in words or body or "(" not in words:
                result.append((declared_name(words), "variable", line))
    return [r for r in result if r[0]]


def declared_name(words):
    if "=" in words:
        words = words[:words.index("=")]
    match = re.search(r"\( \* (\w+) \)", " ".join(words))
    if match:
        return match.group(1)
    while "[" in words:
        start = len(words) - 1 - words[::-1].index("[")
        words = words[:start]
    names = [w for w in words if re.match(r"[A-Za-z_]\w*$", w)]
    return names[-1] if names else None


def enumerators(body):
    result, depth, fresh = [], 0, False
    for text, line in body:
        if text in "({[":
            depth += 1
            fresh = text == "{"
        elif text in ")}]":
            depth -= 1
        elif text == "," and depth == 1:
            fresh = True
        elif fresh:
            result.append((text, "enumerator", line))
            fresh = False
    return result
