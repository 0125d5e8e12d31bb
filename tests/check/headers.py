# SPDX-License-Identifier: MIT
"""The public headers hold nothing that a binding stumbles over, and say all that a caller must know.

Only fixed-width integers, size_t and pointers; nothing by value but scalars; no bool, enum type, bit-field, union, variable arguments,
inline function, flexible array, long, or macro that a caller must have; constants fit 32 bits; names have the prefix; records begin
with uint32_t struct_size, have no hidden padding and do not nest; text goes in with its length. Each function has its words for each
parameter and each status. Comments make up 60 to 75 % of all lines.

    headers.py ROOT | headers.py --self-test
"""
import os
import re
import sys

import house
import scan

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "abi"))
import declarations  # noqa: E402

FORBIDDEN = {"bool", "_Bool", "inline", "__inline", "long", "short", "unsigned", "signed", "int", "float", "double", "time_t", "FILE",
             "va_list", "wchar_t", "intptr_t", "uintptr_t", "ssize_t", "off_t", "union", "restrict", "_Static_assert", "volatile"}
MACROS = re.compile(r"^HOTLINE_(\w+_H|API|VERSION)$")
SCALARS = {"int32_t", "uint32_t", "int64_t", "uint64_t", "size_t"}
POINTED = SCALARS | {"char", "uint8_t", "void"}
SHARE = (60, 75)
RESERVED = {"class", "new", "delete", "this", "private", "public", "template", "operator", "try", "catch", "throw", "using", "friend"}


class Names:
    """What the declared names are."""

    def __init__(self, headers):
        self.items = {i["name"]: i for h in headers for i in h.items if i.get("name")}
        self.constants = {m["name"] for h in headers for i in h.items if i["kind"] == "constants" for m in i["members"]}

    def kind(self, type_):
        """scalar, record, opaque, callback, bytes or unknown: of the type without its pointers."""
        item = self.items.get(type_["base"])
        if item is None:
            return "scalar" if type_["base"] in SCALARS else "bytes" if type_["base"] in POINTED else "unknown"
        if item["kind"] == "alias":
            return self.kind(item["type"])
        return item["kind"]


def check_type(names, type_, where, returned=False):
    kind = names.kind(type_)
    if type_["base"].startswith("enum ") or kind == "constants":
        return ["%s: an enum type" % where]
    if kind == "unknown":
        return ["%s: the type %s" % (where, type_["c"])]
    if type_["pointers"] == 0 and kind in ("record", "opaque"):
        return ["%s: %s by value" % (where, type_["base"])]
    if type_["pointers"] == 0 and type_["base"] in ("char", "uint8_t", "void") and not (returned and type_["base"] == "void"):
        return ["%s: the type %s" % (where, type_["c"])]
    return []


def check_words(text, name):
    clean = scan.code(text)
    complaints = ["%s: the word %s" % (name, w) for w in sorted(set(re.findall(r"[A-Za-z_]\w*", clean)) & FORBIDDEN)]
    if "..." in clean:
        complaints.append("%s: variable arguments" % name)
    if "{" in re.sub(r"(?:struct \w+|enum(?: \w+)?|extern \"C\"|extern \" \") ?\{", "", clean):
        complaints.append("%s: a brace that opens neither record nor constants" % name)
    complaints += ["%s: the macro %s" % (name, m) for m, _ in scan.macros(text) if not MACROS.match(m)]
    return complaints


def comment_lines(text):
    """(comment lines, lines that are not empty); a line with both counts by half."""
    code, bare = scan.without_comments(text).split("\n"), text.split("\n")
    comments, lines = 0.0, 0
    for without, line in zip(code, bare):
        if not line.strip():
            continue
        lines += 1
        if not without.strip():
            comments += 1
        elif len(without.rstrip()) < len(line.rstrip()):
            comments += 0.5
    return comments, lines


def check_record(names, item, where):
    members = item["members"]
    complaints = []
    if item["union"]:
        complaints.append("%s: a union" % where)
    if not members or members[0]["name"] != "struct_size" or members[0].get("type", {}).get("c") != "uint32_t":
        complaints.append("%s: does not begin with uint32_t struct_size" % where)
    offset = 0
    for at, m in enumerate(members):
        place = "%s.%s" % (where, m["name"])
        if "bits" in m:
            complaints.append("%s: a bit-field" % place)
        if m["kind"] == "function":
            complaints.append("%s: a function type" % place)
        if not m["doc"]:
            complaints.append("%s: no words" % place)
        size = 8
        if m["kind"] == "member":
            array_of_bytes = "array" in m and m["type"]["base"] in ("char", "uint8_t") and m["type"]["pointers"] == 0
            complaints += [] if array_of_bytes else check_type(names, m["type"], place)
            size = width(names, m["type"])
            following = members[at + 1]["name"] if at + 1 < len(members) else None
            if m["type"]["c"] == "const char *" and following != m["name"] + "_len":
                complaints.append("%s: text without %s_len after it" % (place, m["name"]))
        if offset % size:
            complaints.append("%s: hidden padding before it; name it reserved" % place)
            offset += size - offset % size
        offset += size * m.get("array", 1)
    if members and offset % max(width(names, m["type"]) if m["kind"] == "member" else 8 for m in members):
        complaints.append("%s: hidden padding at its end; name it reserved" % where)
    return complaints


def width(names, type_):
    if type_["pointers"] or names.kind(type_) in ("callback", "unknown", "record", "opaque"):
        return 8
    item = names.items.get(type_["base"])
    return width(names, item["type"]) if item else declarations.SCALARS.get(type_["base"], 8) or 1


def check_function(names, item, where):
    complaints, doc = [], declarations.split_doc(item["doc"])
    if not doc["text"]:
        complaints.append("%s: no words" % where)
    if item["kind"] == "function" and "HOTLINE_API" not in item["flags"]:
        complaints.append("%s: without HOTLINE_API" % where)
    complaints += check_type(names, item["returns"], where + "()", returned=True)
    for at, p in enumerate(item["params"]):
        place = "%s: parameter %s" % (where, p["name"])
        complaints += check_type(names, p["type"], place)
        if not p["name"]:
            complaints.append("%s: a parameter without a name" % where)
        if not doc["params"].get(p["name"]):
            complaints.append("%s: no @param" % place)
        if p["name"] in RESERVED:
            complaints.append("%s: a word that other languages reserve" % place)
        following = item["params"][at + 1]["type"]["base"] if at + 1 < len(item["params"]) else ""
        if p["type"]["c"] == "const char *" and following != "size_t" and "terminated" not in doc["params"].get(p["name"], ""):
            complaints.append("%s: text without a length" % place)
    for name in doc["params"]:
        if name not in [p["name"] for p in item["params"]]:
            complaints.append("%s: @param %s is no parameter" % (where, name))
    if item["kind"] == "callback" and (not item["params"] or item["params"][0]["type"]["c"] != "void *"):
        complaints.append("%s: a callback without void *user first" % where)
    return complaints + check_answer(names, item, doc, where)


def check_answer(names, item, doc, where):
    returns = item["returns"]
    if returns["c"] == "void":
        return []
    if returns["base"] == "hotline_status":
        complaints = ["%s: @retval %s is no status" % (where, n) for n, _ in doc["retvals"] if n not in names.constants]
        wordless = ["%s: @retval %s says nothing" % (where, n) for n, w in doc["retvals"] if not w]
        given = {n for n, _ in doc["retvals"]}
        if not given:
            return ["%s: no @retval" % where]
        if not given & {"HOTLINE_OK"}:
            complaints.append("%s: no @retval HOTLINE_OK" % where)
        if any(p["type"]["pointers"] for p in item["params"]) and item["kind"] == "function" and "HOTLINE_ERROR_ARGUMENT" not in given:
            complaints.append("%s: no @retval HOTLINE_ERROR_ARGUMENT, yet it takes pointers" % where)
        return complaints + wordless
    if not doc["returns"]:
        return ["%s: no @return" % where]
    if returns["c"] == "const char *" and "terminated" not in doc["returns"]:
        return ["%s: @return does not say that the text is NUL-terminated" % where]
    return []


def check_item(names, item):
    where = "%s:%d: %s" % (item["header"], item["line"], item.get("name") or "constants")
    complaints = []
    if item.get("name") and not item["name"].startswith("hotline_"):
        complaints.append("%s: without the prefix" % where)
    if item["kind"] == "constants":
        complaints += check_constants(item, where)
    elif item["kind"] == "record":
        complaints += check_record(names, item, where)
    elif item["kind"] in ("function", "callback"):
        complaints += check_function(names, item, where)
    elif item["kind"] == "member":
        complaints.append("%s: a variable" % where)
    elif not item["doc"]:
        complaints.append("%s: no words" % where)
    return complaints


def check_constants(item, where):
    complaints = ["%s: an enum type" % where] if item["name"] or item["typedef"] else []
    for m in item["members"]:
        if not m["name"].startswith("HOTLINE_"):
            complaints.append("%s: %s without the prefix" % (where, m["name"]))
        if not -2**31 <= m["value"] < 2**31:
            complaints.append("%s: %s does not fit 32 bits" % (where, m["name"]))
        if not m["doc"] and not item["doc"]:
            complaints.append("%s: %s has no words" % (where, m["name"]))
    return complaints


def check_umbrella(root):
    path = os.path.join(root, "include", "hotline.h")
    if not os.path.exists(path):
        return []
    text = scan.without_comments(house.read(path))
    return ["hotline.h: does not include %s" % os.path.basename(p) for p in house.public_headers(root)
            if 'include "hotline/%s"' % os.path.basename(p) not in text and os.path.basename(p) != "export.h"]


def check(root):
    complaints, comments, lines = check_umbrella(root), 0, 0
    for path in house.public_headers(root):
        text = house.read(path)
        complaints += check_words(text, os.path.basename(path))
        more = comment_lines(text)
        comments, lines = comments + more[0], lines + more[1]
    try:
        headers = declarations.read_headers(os.path.join(root, "include", "hotline"))
    except declarations.Unreadable as unreadable:
        return complaints + [str(unreadable)]
    names = Names(headers)
    seen = set()
    for header in headers:
        if not header.brief:
            complaints.append("%s: no @file" % header.file)
        for item in header.items:
            complaints += check_item(names, item)
            if item["kind"] == "function" and item["name"] in seen:
                complaints.append("%s: %s is declared twice" % (header.file, item["name"]))
            seen.add(item.get("name"))
    share = 100.0 * comments / lines if lines else 0
    if not SHARE[0] <= share <= SHARE[1]:
        complaints.append("include/hotline: %.0f %% of the lines are comment, wanted %d to %d" % (share, SHARE[0], SHARE[1]))
    return complaints


def summary(root):
    totals = [comment_lines(house.read(path)) for path in house.public_headers(root)]
    return "%d headers, %.0f %% comment" % (len(totals), 100.0 * sum(t[0] for t in totals) / sum(t[1] for t in totals))


FRAME = """/* SPDX */
/**
 * @file
 * @brief Things,
 * in words enough
 * for the share.
 * 1
 * 2
 * 3
 */
#ifndef HOTLINE_A_H
#define HOTLINE_A_H
/** S. */
typedef int32_t hotline_status;
/** C. */
enum { HOTLINE_OK = 0, HOTLINE_ERROR_ARGUMENT = -1 };
/** Opaque. */
typedef struct hotline_x hotline_x;
%s
#endif
"""
GOOD = """/**
 * Does.
 *
 * @param x    a thing
 * @param text words
 * @param len  bytes
 * @param out  receives
 * @retval HOTLINE_OK              done
 * @retval HOTLINE_ERROR_ARGUMENT  not done
 */
HOTLINE_API hotline_status hotline_do(const hotline_x *x, const char *text, size_t len, int64_t *out);
/** R. */
typedef struct hotline_r {
    uint32_t struct_size; /**< Size. */
    uint32_t reserved;    /**< 0. */
    const char *name;     /**< Name. */
    size_t name_len;      /**< Bytes. */
} hotline_r;"""


def planted(text):
    return {"include/hotline/a.h": FRAME % text}


def swapped(old, new):
    assert old in GOOD, old
    return planted(GOOD.replace(old, new))


CASES = [
    ("good", planted(GOOD), None),
    ("umbrella", dict(planted(GOOD), **{"include/hotline.h": '#include "hotline/a.h"\n'}), None),
    ("umbrella with a hole", dict(planted(GOOD), **{"include/hotline.h": '/* #include "hotline/a.h" */\n'}), "does not include a.h"),
    ("bool", swapped("int64_t *out", "bool *out"), "bool"),
    ("long", swapped("int64_t *out", "long *out"), "long"),
    ("int", swapped("int64_t *out", "int *out"), "the word int"),
    ("double", swapped("int64_t *out", "double *out"), "double"),
    ("enum parameter", swapped("const hotline_x *x", "enum hotline_e x"), "enum type"),
    ("enum typedef", planted(GOOD + "\n/** E. */\ntypedef enum hotline_e { HOTLINE_E = 1 } hotline_e;"), "enum type"),
    ("bit-field", swapped("uint32_t reserved;", "uint32_t reserved : 3;"), "bit-field"),
    ("union", planted(GOOD + "\n/** U. */\ntypedef union hotline_u { uint32_t struct_size; } hotline_u;"), "union"),
    ("varargs", swapped("int64_t *out", "int64_t *out, ..."), "variable arguments"),
    ("inline", planted(GOOD + "\n/** I. */\nstatic inline int32_t hotline_i(void) { return 1; }"), "inline"),
    ("by value", swapped("const hotline_x *x", "hotline_x x"), "by value"),
    ("returned by value", planted(GOOD + "\n/** V. @return it */\nHOTLINE_API hotline_r hotline_v(void);"), "by value"),
    ("nested", swapped("uint32_t reserved; ", "hotline_r reserved; "), "by value"),
    ("no size", swapped("uint32_t struct_size;", "uint32_t size;"), "struct_size"),
    ("no prefix", swapped("hotline_do", "do_it"), "without the prefix"),
    ("constant without prefix", planted(GOOD + "\n/** E. */\nenum { OTHER = 1 };"), "without the prefix"),
    ("constant too large", planted(GOOD + "\n/** E. */\nenum { HOTLINE_E = 2147483648 };"), "32 bits"),
    ("macro", planted(GOOD + "\n#define HOTLINE_MAX(a, b) a"), "the macro"),
    ("padding", swapped("    uint32_t reserved;    /**< 0. */\n", ""), "hidden padding"),
    ("padding at the end", swapped("} hotline_r", "    uint32_t last; /**< L. */\n} hotline_r"), "at its end"),
    ("text without length", swapped("    size_t name_len;      /**< Bytes. */\n", ""), "name_len"),
    ("text parameter without length", swapped("size_t len, ", ""), "without a length"),
    ("no param", swapped(" * @param len  bytes\n", ""), "no @param"),
    ("a param too many", swapped(" * @param len  bytes\n", " * @param len  bytes\n * @param old gone\n"), "is no parameter"),
    ("no retval", swapped(" * @retval HOTLINE_OK              done\n * @retval HOTLINE_ERROR_ARGUMENT  not done\n", ""), "no @retval"),
    ("unknown status", swapped("HOTLINE_OK  ", "HOTLINE_FINE"), "is no status"),
    ("no argument status", swapped(" * @retval HOTLINE_ERROR_ARGUMENT  not done\n", ""), "takes pointers"),
    ("not exported", swapped("HOTLINE_API ", ""), "without HOTLINE_API"),
    ("few comments", planted(GOOD + "\n/** T. */\ntypedef int32_t hotline_t;" * 40), "comment, wanted"),
    ("callback without user", planted(GOOD + "\n/** F. @param a b\n @return c */\ntypedef int32_t (*hotline_f)(int32_t a);"), "void *user"),
    ("C++ word", planted(GOOD.replace("*out", "*class").replace("@param out ", "@param class ")), "reserve"),
]

if __name__ == "__main__":
    sys.exit(house.main("headers", check, CASES, summary))
