#!/usr/bin/env python3
"""Prints rosters as JSON, read from Redis by what docs/redis.md says. Needs redis-py. Without owners, reads them from the input.

    read_roster.py redis://127.0.0.1:6379/0 [OWNER...]
"""
import hashlib, json, struct, sys
import redis

PREFIX = "roster:"

class Octets:
    def __init__(self, octets):
        self.octets, self.at = octets, 0
    def left(self):
        return self.at < len(self.octets)
    def take(self, length):
        self.at += length
        if self.at > len(self.octets):
            raise ValueError("cut off")
        return self.octets[self.at - length:self.at]
    def number(self, form):
        return struct.unpack(">" + form, self.take(struct.calcsize(form)))[0]
    def text(self):
        return self.take(self.number("H")).decode()
    def revision(self):
        return "%d-%016x" % (self.number("Q"), self.number("Q"))
    def part(self):
        return Octets(self.take(self.number("I")))

def contact(record):
    octets = Octets(record)
    if octets.number("B") != 1:
        raise ValueError("another format")
    read = {"changedIn": octets.revision()}
    if octets.take(4) != hashlib.sha1(record[octets.at:]).digest()[:4]:
        raise ValueError("the checksum does not match")
    kinds = octets.number("B")
    if kinds & 32:
        part = octets.part()
        read["request"] = [part.number("q"), part.text(), part.text(), part.text()]
    if kinds & 64:
        part, read["extras"] = octets.part(), {}
        while part.left():
            key = part.text()
            read["extras"][key] = part.text()
    if kinds & 16:
        read["item"] = [octets.text(), ["none", "to", "from", "both"][kinds & 3], bool(kinds & 4), bool(kinds & 8)]
        while octets.left():
            read["item"].append(octets.text())
    return read

def roster(server, owner):
    key = PREFIX + "{" + owner.replace("%", "%25").replace("{", "%7B").replace("}", "%7D") + "}"
    fields = server.hgetall(key)
    head = Octets(fields.pop(b"", b"\1" + bytes(21)))
    if head.number("B") != 1:
        raise ValueError("another format")
    read = {"revision": head.revision(), "state": head.number("B"), "requests": head.number("I")}
    read["ver"] = head.octets[head.at:].decode() if read["state"] & 2 else None
    read["commits"] = [entry[:8].hex() for entry in server.lrange(key + ":log", 0, -1)]
    return {**read, "contacts": {jid.decode(): contact(record) for jid, record in sorted(fields.items())}}

if __name__ == "__main__":
    for owner in sys.argv[2:] or sys.stdin.read().splitlines():
        print(json.dumps(roster(redis.Redis.from_url(sys.argv[1]), owner)))
