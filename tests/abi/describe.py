# SPDX-License-Identifier: MIT
"""The interface for machines, made from the headers: docs/abi/hotline.json and docs/abi/hotline.cdef.h.

    describe.py              writes both
    describe.py --check      fails when they are not what the headers say
    describe.py --self-test

hotline.json: constants, types, records with their members, callbacks and functions, in the order in which they may be declared, with
their words. hotline.cdef.h: the same without comments and directives, for parsers of plain declarations (cffi, LuaJIT, PHP, FFI::Cffi).
"""
import json
import os
import sys

import declarations

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXED = "int8_t uint8_t int16_t uint16_t int32_t uint32_t int64_t uint64_t size_t"


def entry(item):
    """One declaration of any kind as the description has it."""
    doc = declarations.split_doc(item.get("doc", ""))
    result = {"name": item["name"], "header": item["header"], "doc": doc["text"]}
    if item["kind"] == "constants":
        result["members"] = [{"name": m["name"], "value": m["value"], "doc": flat(m["doc"])} for m in item["members"]]
    elif item["kind"] == "record":
        result["members"] = [member(m) for m in item["members"]]
    elif item["kind"] == "alias":
        result["type"] = item["type"]
    elif item["kind"] in ("function", "callback"):
        result["returns"] = dict(item["returns"], doc=doc["returns"])
        result["params"] = [dict(p, doc=doc["params"].get(p["name"], "")) for p in item["params"]]
        if doc["retvals"]:
            result["statuses"] = [{"name": name, "doc": words} for name, words in doc["retvals"]]
    return result


def member(item):
    result = {"name": item["name"], "doc": flat(declarations.split_doc(item["doc"])["text"])}
    if item["kind"] == "callback":
        result["callback"] = {"returns": item["returns"], "params": item["params"]}
    else:
        result["type"] = item["type"]
        if "array" in item:
            result["count"] = item["array"]
    return result


def flat(words):
    return " ".join(words.split())


def describe(headers):
    result = {"library": "hotline", "abi": 0, "version": "", "headers": [], "constants": [], "opaque": [], "aliases": [],
              "records": [], "callbacks": [], "functions": []}
    place = {"constants": "constants", "opaque": "opaque", "alias": "aliases", "record": "records", "callback": "callbacks",
             "function": "functions"}
    for header in headers:
        brief = declarations.split_doc(header.brief)["text"]
        result["headers"].append({"file": "hotline/" + header.file, "doc": brief})
        for item in header.items:
            if item["kind"] not in place:
                raise declarations.Unreadable("%s:%d: %s %s" % (header.file, item["line"], item["kind"], item["name"]))
            result[place[item["kind"]]].append(entry(item))
        for name, _, value in header.defines:
            if name == "HOTLINE_VERSION":
                result["version"] = value.strip('"')
    for group in result["constants"]:
        for constant in group["members"]:
            if constant["name"] == "HOTLINE_ABI":
                result["abi"] = constant["value"]
    return result


def spelled(type_, name):
    text = type_["c"]
    return text + name if text.endswith("*") or not name else text + (" " + name if name else "")


def parameters(item):
    return ", ".join(spelled(p["type"], p["name"]) for p in item["params"]) or "void"


def number(value):
    return "(-2147483647 - 1)" if value == -2147483648 else str(value)


def flat_lines(headers):
    yield "/* SPDX-License-Identifier: MIT */"
    yield "/* Made from include/hotline by tests/abi/describe.py. Fixed-width integers and size_t are taken as known. */"
    for header in headers:
        for item in header.items:
            if item["kind"] == "constants":
                yield "enum { %s };" % ", ".join("%s = %s" % (m["name"], number(m["value"])) for m in item["members"])
            elif item["kind"] == "opaque":
                yield "typedef struct %s %s;" % (item["tag"], item["name"])
            elif item["kind"] == "alias":
                yield "typedef %s;" % spelled(item["type"], item["name"])
            elif item["kind"] == "callback":
                yield "typedef %s(%s);" % (spelled(item["returns"], "(*%s)" % item["name"]), parameters(item))
            elif item["kind"] == "record":
                yield "typedef struct %s { %s } %s;" % (item["tag"], " ".join(map(flat_member, item["members"])), item["name"])
            elif item["kind"] == "function":
                yield "%s(%s);" % (spelled(item["returns"], item["name"]), parameters(item))


def flat_member(m):
    if m["kind"] == "callback":
        return "%s(%s);" % (spelled(m["returns"], "(*%s)" % m["name"]), parameters(m))
    return "%s%s;" % (spelled(m["type"], m["name"]), "[%d]" % m["array"] if "array" in m else "")


def outputs(folder):
    headers = declarations.read_headers(folder)
    return {"hotline.json": json.dumps(describe(headers), ensure_ascii=False, indent=1) + "\n",
            "hotline.cdef.h": "\n".join(flat_lines(headers)) + "\n"}


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    target = os.path.join(ROOT, "docs", "abi")
    bad = 0
    for name, text in outputs(os.path.join(ROOT, "include", "hotline")).items():
        path = os.path.join(target, name)
        if "--check" in sys.argv:
            actual = open(path, encoding="utf-8").read() if os.path.exists(path) else ""
            if actual != text:
                bad = 1
                print("docs/abi/%s is not what the headers say; run tests/abi/describe.py" % name)
        else:
            os.makedirs(target, exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return bad


SAMPLE = '''/* SPDX */
/**
 * @file
 * @brief Things.
 */
#ifndef A
#define A
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
/** Kinds. */
enum { HOTLINE_A = -2147483647 - 1, /**< First. */ HOTLINE_B, /**< Second. */ HOTLINE_C = 4 };
typedef struct hotline_x hotline_x;
/** Called. @param user any */
typedef int32_t (*hotline_f)(void *user, const char *text, size_t text_len);
/** A record. */
typedef struct hotline_r {
    uint32_t struct_size; /**< Its size. */
    hotline_f f;
    char path[HOTLINE_C];
    int32_t (*load)(void *user, const hotline_x *const *x);
} hotline_r;
/**
 * Does.
 *
 * @param x    a thing;
 *             two lines
 * @param out  receives
 * @retval HOTLINE_OK done
 */
HOTLINE_API hotline_status hotline_do(const hotline_x *x, hotline_x **out);
HOTLINE_API const char *hotline_name(void);
#ifdef __cplusplus
}
#endif
#endif
'''


def self_test():
    header = declarations.Header("a.h", SAMPLE).read({})
    lines = list(flat_lines([header]))[2:]
    wanted = ["enum { HOTLINE_A = (-2147483647 - 1), HOTLINE_B = -2147483647, HOTLINE_C = 4 };",
              "typedef struct hotline_x hotline_x;",
              "typedef int32_t (*hotline_f)(void *user, const char *text, size_t text_len);",
              "typedef struct hotline_r { uint32_t struct_size; hotline_f f; char path[4]; "
              "int32_t (*load)(void *user, const hotline_x *const *x); } hotline_r;",
              "hotline_status hotline_do(const hotline_x *x, hotline_x **out);",
              "const char *hotline_name(void);"]
    description = describe([header])
    function = description["functions"][0]
    checks = [lines == wanted, function["params"][0]["doc"] == "a thing; two lines", function["statuses"][0]["name"] == "HOTLINE_OK",
              description["constants"][0]["members"][1]["doc"] == "Second.", description["records"][0]["members"][0]["doc"] == "Its size.",
              function["doc"] == "Does.", description["headers"][0]["doc"] == "Things."]
    for text in ("static inline int f(void) { return 1; }", "int f(int x[3]);", "typedef struct x *x;", "enum { A = sizeof(int) };"):
        try:
            declarations.Header("b.h", text).read({})
            checks.append(False)
        except declarations.Unreadable:
            checks.append(True)
    print("self-test: %s" % checks)
    if lines != wanted:
        print("\n".join(lines))
    return 0 if all(checks) else 1


if __name__ == "__main__":
    sys.exit(main())
