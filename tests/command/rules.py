# SPDX-License-Identifier: MIT
"""A small policy with one thing of each kind that the command can be asked about, an overlay on it, and a log under it."""

POLICY = {
    "hotline": 1, "id": "small", "title": "小规则", "source": "a test", "issued": "2021-01-01", "effective": "2021-01-01",
    "transition": "ticket", "calendar": "cn", "counting": {"start": "next-day", "end": "24:00"},
    "periods": {"month": {"from_day": 1, "named_by": "start"}, "week": "undefined"},
    "roles": {"centre": "中心", "handler": "承办"},
    "facts": {
        "kind": {"of": "ticket", "one_of": {"plain": "一般", "hard": "疑难"}},
        "urgent": {"of": "ticket", "type": "flag", "default": False},
        "days": {"of": "ticket", "type": "integer"},
        "phone": {"of": "assignment", "type": "text"},
        "tags": {"of": "ticket", "many_of": {"water": "水", "heat": "暖"}},
        "area": {"of": "ticket", "type": "code"},
        "asked_for": {"of": "assignment", "type": "date"}},
    "events": {
        "receive": {"of": "ticket", "opens": "ticket", "by": ["centre"],
                    "facts": {"kind": "always", "urgent": "optional", "days": "optional", "tags": "optional", "area": "optional"}},
        "dispatch": {"of": "ticket", "opens": "assignment", "by": ["centre"], "facts": {"asked_for": "optional"},
                     "moves": {"centre": {"received": "dispatched", "dispatched": "dispatched"}}},
        "report": {"of": "assignment", "by": ["handler"], "facts": {"phone": "always"}, "clause": "第三条",
                   "moves": {"handling": {"assigned": "reported"}}},
        "study": {"of": "unit", "by": ["handler"]}},
    "machines": {
        "centre": {"of": "ticket", "start": "received", "states": {"received": "来电", "dispatched": "转办"}},
        "handling": {"of": "assignment", "start": "assigned", "states": {"assigned": "待办", "reported": "已上报"}}},
    "duties": {
        "reply": {"of": "assignment", "by": ["handler"], "owed": "dispatch", "met": "report", "clause": "第二条",
                  "within": {"kind = plain": "5 workdays", "kind = hard": "15 workdays"}},
        "asked": {"of": "assignment", "owed": "dispatch", "if": "known(asked_for)", "met": "report", "due": "asked_for", "severity": "info"},
        "agreed": {"of": "ticket", "owed": "receive", "met": "report", "within": "days workdays"},
        "quick": {"of": "ticket", "owed": "receive", "if": "urgent", "met": "report", "within": "2 hours"},
        "silent": {"of": "ticket", "owed": "receive", "met": "report", "within": "undefined"},
        "study": {"of": "unit", "every": "month", "met": "study", "severity": "warning"}},
    "measures": {"in_time": {"of": "assignment", "at": "due(reply)", "count": "met(reply) and not late(reply)", "per": "always"}},
}

OVERLAY = {"hotline": 1, "id": "small-more", "extends": "small", "title": "more", "source": "a test", "issued": "2021-06-01",
           "effective": "2021-06-01", "transition": "ticket", "reasons": {"transition": "as before", "duties.silent.within": "tried"}, "duties": {"silent": {"within": "3 days"}}}

EVENTS = [
    {"id": "e1", "ticket": "T1", "event": "receive", "at": "2021-04-29T16:00:00+08:00", "role": "centre", "facts": {"kind": "plain"}},
    {"id": "e2", "ticket": "T1", "event": "dispatch", "at": "2021-04-29T16:50:00+08:00", "role": "centre", "unit": "jiuqu"},
    {"id": "e3", "ticket": "T1", "event": "report", "at": "2021-05-11T09:00:00+08:00", "role": "handler", "assignment": "e2",
     "facts": {"phone": "0539"}},
]
