# SPDX-License-Identifier: MIT
"""A log flattened to the wide table that a platform would have exported, with the mapping that reads it back. It refuses to know how a log
is judged: corrections are applied, since a table only shows what holds; what no table holds (rankings that were published, events that
belong nowhere) is handed back as it was."""
import csv
import io
import json
import re

OPENING = ("dispatch", "redo")


def settled(text):
    """Events of a log by id, the first of each; without what was voided, with the facts that replaced others."""
    events = {}
    for line in text.split("\n"):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if isinstance(event, dict) and "id" in event and "event" in event:
            events.setdefault(event["id"], event)
    corrections = sorted((e for e in events.values() if e["event"] in ("void", "replace")), key=lambda e: (e["at"], e["id"]))
    for c in corrections:
        facts = dict(c["facts"])
        if c["event"] == "void":
            events.pop(facts["voids"], None)
        elif facts["replaces"] in events:
            target = events[facts.pop("replaces")]
            target["facts"] = facts
        events.pop(c["id"], None)
    return sorted(events.values(), key=lambda e: (e["at"], e.get("seq", 0), e["id"]))


class Flattened:
    """policies: documents whose facts say how a cell is written: labels for names, 是 and 否 for flags."""

    def __init__(self, text, policies):
        self.facts = {name: fact for policy in policies for name, fact in policy.get("facts", {}).items()}
        self.rows, self.loose, self.columns, self.entries, self.most = {}, [], {}, {}, 0
        self.tickets, self.places, self.counts = {}, {}, {}
        for order, event in enumerate(settled(text), 1):
            place = self.place(event) if "ticket" in event else None
            if place is not None:
                self.write(event, order, *place)
            else:
                self.loose.append(event)

    def place(self, event):
        """(0, "") of the ticket itself, (member, "") of an assignment, (member, "part_") of a part; None: it belongs nowhere."""
        ticket = event["ticket"]
        if event["event"] in OPENING:
            member = self.tickets[ticket] = self.tickets.get(ticket, 0) + 1
            self.most = max(self.most, member)
            self.places[event["id"]] = (member, "")
            return member, ""
        if "assignment" not in event:
            return 0, ""
        found = self.places.get(event["assignment"])
        if found is not None and event["event"] == "sub_dispatch":
            self.places[event["id"]] = (found[0], "part_")
        return found

    def write(self, event, order, member, prefix):
        base = prefix + event["event"]
        number = self.counts[event["ticket"], member, base] = self.counts.get((event["ticket"], member, base), 0) + 1
        name = base if event["event"] in OPENING else "%s_%d" % (base, number)
        row = self.rows.setdefault(event["ticket"], {})
        of_member = member > 0
        entry = self.entries.setdefault((of_member, name), self.entry(event, of_member, name, prefix))
        stem = "%d_" % member if of_member else ""
        for key in ("at", "known", "unit", "role", "by"):
            if key in event:
                entry.setdefault(key, self.source(of_member, name, key))
                row["%s%s_%s" % (stem, name, key)] = self.moment(event[key]) if key in ("at", "known") else event[key]
        row["%s%s_seq" % (stem, name)] = str(order)
        for fact, value in event.get("facts", {}).items():
            entry["facts"].setdefault(fact, self.fact_source(of_member, name, fact, value))
            row["%s%s_%s" % (stem, name, fact)] = self.cell(fact, value)

    def source(self, of_member, name, key):
        column = ("{}_" if of_member else "") + "%s_%s" % (name, key)
        return {"column": column} if key == "role" else column

    def entry(self, event, of_member, name, prefix):
        entry = {"event": event["event"], "seq": self.source(of_member, name, "seq"), "facts": {}}
        if of_member:
            entry["each"] = "a"
        if "assignment" in event:
            entry["assignment"] = "sub_dispatch_1" if prefix else list(OPENING)
        return entry

    @staticmethod
    def moment(text):
        return "%s/%d/%d %s" % (text[:4], int(text[5:7]), int(text[8:10]), text[11:19])

    def names(self, fact):
        rule = self.facts.get(fact, {})
        return rule.get("one_of") or rule.get("many_of")

    def cell(self, fact, value):
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, list):
            return "；".join(self.names(fact)[v] for v in value)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "%s年%s月%s日" % (value[:4], value[5:7], value[8:])
        return str((self.names(fact) or {}).get(value, value))

    def fact_source(self, of_member, name, fact, value):
        source = {"column": ("{}_" if of_member else "") + "%s_%s" % (name, fact)}
        if isinstance(value, bool):
            source["codes"] = {"是": True, "否": False}
        elif self.names(fact):
            source["codes"] = {label: key for key, label in self.names(fact).items()}
            source.update({"split": "；"} if isinstance(value, list) else {"else": "cell"})
        elif isinstance(value, int):
            source["type"] = "integer"
        elif isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            source["type"] = "date"
        return source

    def mapping(self):
        opening = [k for name in OPENING for k in self.entries if k[1] == name]
        rest = sorted((k for k in self.entries if k not in opening), key=lambda k: ("part_" in k[1], k[1]))
        return {"import": 1, "encoding": "gbk", "times": ["yyyy/M/d HH:mm:ss", "yyyy年MM月dd日"], "zone": "+08:00", "ticket": "ticket",
                "groups": {"a": {"members": {"from": 1, "to": self.most}}},
                "events": {k[1] if k[0] else "t_" + k[1]: self.entries[k] for k in opening + rest}}

    def table(self):
        """CSV text: every column that the mapping names, for every member."""
        columns = ["ticket"]
        for entry in self.mapping()["events"].values():
            sources = [entry[k] for k in ("at", "known", "seq", "unit", "role", "by") if k in entry] + list(entry["facts"].values())
            for column in (s if isinstance(s, str) else s["column"] for s in sources):
                columns += [column.replace("{}", str(m)) for m in range(1, self.most + 1)] if "{}" in column else [column]
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        writer.writerow(columns)
        for ticket, row in sorted(self.rows.items()):
            missing = set(row) - set(columns)
            assert not missing, missing
            writer.writerow([ticket] + [row.get(column, "") for column in columns[1:]])
        return text.getvalue()
