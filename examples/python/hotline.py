# SPDX-License-Identifier: MIT
"""libhotline for Python, made from docs/abi/hotline.json when a library is loaded. Nothing to compile, nothing to install.

    import hotline
    lib = hotline.load("build/libhotline.so.0")
    with lib.context_new(None) as context, lib.rulebook_new(context, None) as rulebook:
        lib.rulebook_add(rulebook, policy_text)
        duty = lib.record("hotline_duty")
        lib.duty_due(rulebook, "reply", lib.instant_parse("2021-04-29 16:50:00", 480), None, duty)
        log = lib.log_new(rulebook)
        lib.log_add_lines(log, open("log.jsonl", "rb").read(), 0)
        lib.log_settle(log, lib.instant_none())
        ticket = lib.ticket_new(log)
        lib.ticket_fold(ticket, "T1")
        for i in range(lib.ticket_duty_count(ticket)):
            duty = lib.ticket_duty(ticket, i)
            print(lib.text(duty, "duty"), lib.duty_state_name(duty.state))       # a text member is read with text()
            print(lib.ticket_explain(ticket, i, lib.LANGUAGE_ZH))                # constants without HOTLINE_

A function is called by its name, with or without the prefix. Four rules turn C into Python:
- a text and its length are one argument, str or bytes; a text that comes back is str or None;
- a trailing out-parameter that is left away is made, and comes back as the result; a text and its length come back as one str;
- a status below 0 raises hotline.Error; another one is in lib.status after the call;
- an object is released by close() or at the end of a `with`. What it was made from is held until then, even if that is closed earlier.

Wrong arguments (too few, too many, another kind of object, a closed one, a number too large) are TypeError, ValueError or OverflowError and
never reach the library.
"""
import ctypes
import json
import os

SCALARS = {"int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "int64_t": ctypes.c_int64, "uint64_t": ctypes.c_uint64,
           "uint8_t": ctypes.c_uint8, "size_t": ctypes.c_size_t, "char": ctypes.c_char, "void": None}
# Of the source tree; an installed one is PREFIX/share/hotline/hotline.json: name it in HOTLINE_DESCRIPTION or as an argument of load().
DESCRIPTION = os.environ.get("HOTLINE_DESCRIPTION") or os.path.join(
    os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "abi", "hotline.json")


class Error(Exception):
    """A call failed: status is its number, name its name, line, column and path say where, if the call tells."""

    def __init__(self, status, name, message, line=0, column=0, path=""):
        place = " at %d:%d %s" % (line, column, path) if line or path else ""
        super().__init__("%s: %s%s" % (name, message, place))
        self.status, self.name, self.line, self.column, self.path = status, name, line, column, path


class Object:
    """One opaque object of the library. It is released when it is closed and nothing that was made from it is left."""

    def __init__(self, lib, kind, pointer, made_from, owned):
        self.lib, self.kind, self.owned, self.made_from = lib, kind, owned, made_from
        self._pointer, self._users, self.closed = pointer, 0, False
        for other in made_from:
            other._users += 1

    def pointer(self):
        if self.closed:
            raise ValueError("this %s is closed" % self.kind)
        return self._pointer

    def close(self):
        self.closed = True
        self._release()

    def _release(self):
        if not self.closed or self._users or self._pointer is None:
            return
        if self.owned:
            self.lib.raw(self.kind + "_free")(self._pointer)
        self._pointer = None
        for other in self.made_from:
            other._users -= 1
            other._release()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    __del__ = close


class Library:
    def __init__(self, path, description=DESCRIPTION):
        with open(description, encoding="utf-8") as file:
            self.description = json.load(file)
        self._dll = ctypes.CDLL(path)
        self.status = 0
        self._kinds, self._records, self._callbacks, self._functions = {}, {}, {}, {}
        self._aliases = {a["name"]: a["type"] for a in self.description["aliases"]}
        for group in self.description["constants"]:
            for constant in group["members"]:
                setattr(self, constant["name"].replace("HOTLINE_", "", 1), constant["value"])
        for item in self.description["callbacks"]:
            self._callbacks[item["name"]] = ctypes.CFUNCTYPE(self._type(item["returns"]), *[self._type(p["type"]) for p in item["params"]])
        for item in self.description["records"]:
            fields = [(m["name"], self._member(m)) for m in item["members"]]
            self._records[item["name"]] = type(item["name"], (ctypes.Structure,), {"_fields_": fields})
        for item in self.description["functions"]:
            function = getattr(self._dll, item["name"])
            function.restype = self._type(item["returns"])
            function.argtypes = [self._type(p["type"]) for p in item["params"]]
            self._functions[item["name"]] = (item, function)

    def _type(self, type_):
        """The ctypes type of a described one. Texts are plain addresses: c_char_p would stop at a NUL and lose the length."""
        base, pointers = type_["base"], type_["pointers"]
        if base in self._aliases:
            return self._type(dict(self._aliases[base], pointers=self._aliases[base]["pointers"] + pointers))
        if pointers:
            return ctypes.c_void_p
        if base in self._callbacks:
            return self._callbacks[base]
        return SCALARS[base]

    def _member(self, member):
        if "callback" in member:
            return ctypes.c_void_p
        kind = self._type(member["type"])
        return kind * member["count"] if "count" in member else kind

    def raw(self, name):
        """The C function itself, typed."""
        return self._functions[name][1]

    def record(self, name, **values):
        """A record with its size set."""
        kind = self._records[name]
        return kind(struct_size=ctypes.sizeof(kind), **values)

    def text(self, record, member):
        """A text member and its length as str, or None."""
        address, size = getattr(record, member), getattr(record, member + "_len")
        return None if not address else ctypes.string_at(address, size).decode("utf-8")

    def __getattr__(self, name):
        full = name if name.startswith("hotline_") else "hotline_" + name
        if full not in self.__dict__.get("_functions", {}):
            raise AttributeError(name)
        return lambda *arguments: self._call(full, list(arguments))

    def _call(self, name, arguments):
        item, function = self._functions[name]
        if name.endswith("_free") and len(arguments) == 1 and isinstance(arguments[0], Object):
            return arguments[0].close()  # the object must know that it is gone
        values, kept, outs, error = [], [], [], None
        params = list(item["params"])
        at = 0
        while at < len(params):
            where = "%s: %s" % (name, params[at]["name"])
            type_, base = params[at]["type"], params[at]["type"]["base"]
            follows = params[at + 1]["type"] if at + 1 < len(params) else None
            if base == "hotline_error" and not arguments:
                error = self.record("hotline_error")
                values.append(ctypes.addressof(error))
            elif type_["c"] == "const char *" and follows == self._size_type():
                bytes_ = self._bytes(where, self._next(where, arguments))
                kept.append(bytes_)
                values += [ctypes.cast(ctypes.c_char_p(bytes_), ctypes.c_void_p).value, len(bytes_ or b"")]
                at += 1
            elif not arguments and (type_["pointers"] == 2 or type_["pointers"] == 1 and not type_["const"]):
                outs.append((type_, self._out(type_)))
                values.append(ctypes.addressof(outs[-1][1]))
            else:
                value = self._next(where, arguments)
                kept.append(value)
                values.append(self._argument(where, value, type_, kept))
            at += 1
        if arguments:
            raise TypeError("%s: %d arguments too many" % (name, len(arguments)))
        answer = function(*values)
        return self._answer(item, answer, outs, error, [value for value in kept if isinstance(value, Object)])

    def _size_type(self):
        return {"c": "size_t", "base": "size_t", "pointers": 0, "const": False}

    @staticmethod
    def _next(where, arguments):
        if not arguments:
            raise TypeError(where + " is missing")
        return arguments.pop(0)

    @staticmethod
    def _bytes(where, value):
        if value is not None and not isinstance(value, (str, bytes)):
            raise TypeError("%s is a text, not %s" % (where, type(value).__name__))
        return value.encode("utf-8") if isinstance(value, str) else value

    def _argument(self, where, value, type_, kept):
        if isinstance(value, Object):
            if type_["base"] != value.kind:
                raise TypeError("%s is a %s, not a %s" % (where, type_["base"], value.kind))
            return value.pointer()
        if isinstance(value, (ctypes.Structure, ctypes.Array)):
            return ctypes.addressof(value)
        if isinstance(value, str) and type_["pointers"]:
            kept.append(ctypes.create_string_buffer(value.encode("utf-8")))
            return ctypes.addressof(kept[-1])
        kind = self._type(type_)
        if type_["pointers"] == 0 and isinstance(value, int) and kind(value).value != value:
            raise OverflowError("%s: %d does not fit %s" % (where, value, type_["c"]))
        if value is not None and not isinstance(value, int):
            raise TypeError("%s is a %s, not %s" % (where, type_["c"], type(value).__name__))
        return value

    def _out(self, type_):
        if type_["pointers"] == 1 and type_["base"] in self._records:
            return self.record(type_["base"])
        if type_["pointers"] == 1 and type_["base"] == "char":
            return ctypes.create_string_buffer(self.INSTANT_SIZE)  # the longest text that is written without its room being said
        return self._type(dict(type_, pointers=type_["pointers"] - 1))()

    def _answer(self, item, answer, outs, error, made_from):
        results = []
        if item["returns"]["base"] == "hotline_status" and item["returns"]["pointers"] == 0:
            self.status = answer
            if answer < 0:
                self._fail(answer, error)
        elif item["returns"]["c"] == "const char *":
            length = next((out.value for type_, out in outs if type_["base"] == "size_t"), None)
            return None if not answer else ctypes.string_at(answer, -1 if length is None else length).decode("utf-8")
        elif item["returns"]["pointers"]:
            return Object(self, item["returns"]["base"], answer, made_from, owned=False) if answer else None
        elif item["returns"]["c"] != "void":
            results.append(answer)
        for at, (type_, out) in enumerate(outs):
            before = outs[at - 1] if at else None
            if isinstance(out, ctypes.Structure):
                results.append(out)
            elif type_["base"] == "char":
                length = outs[at + 1][1].value if at + 1 < len(outs) else -1
                results.append(out.value.decode("utf-8") if type_["pointers"] == 1 else
                               ctypes.string_at(out.value, length).decode("utf-8") if out.value else None)
            elif before is not None and before[0]["base"] == "char" and type_["base"] == "size_t":
                continue  # the length of that text
            elif type_["pointers"] == 2 and type_["base"].startswith("hotline_"):
                results.append(Object(self, type_["base"], out.value, made_from, owned=not type_["const"]) if out.value else None)
            else:
                results.append(out.value)
        return results[0] if len(results) == 1 else tuple(results) or None

    def _fail(self, status, error):
        name = ctypes.string_at(self.raw("hotline_status_name")(status)).decode("utf-8")
        message = ctypes.string_at(self.raw("hotline_message")(status, 0)).decode("utf-8")
        if error is not None and error.status:
            raise Error(status, name, error.message.decode("utf-8") or message, error.line, error.column, error.path.decode("utf-8"))
        raise Error(status, name, message)


def load(path=None, description=DESCRIPTION):
    """Loads a shared library: the path given, else what HOTLINE_LIBRARY names, else the one that the system finds."""
    return Library(path or os.environ.get("HOTLINE_LIBRARY") or "libhotline.so.0", description)
