#!/usr/bin/env python3
"""Times the questions that the pages of `globenc-index serve` ask: serve-times.py ORIGIN [-n TIMES]

Prints, for each question, the milliseconds of the first answer, which no cache has, then the median and the longest of the next ones, and the
answer's bytes. A question whose first answer takes half a minute is given up. The questions are about the first store of the server: its first
label, its first kept column, its first example. Standard library only.
"""

import argparse
import http.client
import json
import statistics
import time
import urllib.parse


class Server:
    def __init__(self, origin):
        address = urllib.parse.urlsplit(origin)
        self.where = (address.hostname, address.port or 80)
        self.connection = http.client.HTTPConnection(*self.where, timeout=30)

    def ask(self, target):
        """Seconds until the whole answer is there, its status and its bytes."""
        start = time.perf_counter()
        try:
            self.connection.request("GET", target)
            response = self.connection.getresponse()
            content = response.read()
        except TimeoutError:
            self.connection.close()
            return time.perf_counter() - start, 0, b""
        return time.perf_counter() - start, response.status, content

    def json(self, target):
        seconds, status, content = self.ask(target)
        if status != 200:
            raise SystemExit(f"{target}: status {status}: {content[:200]!r}")
        return json.loads(content)


def questions(server):
    info = server.json("/api/info")
    label = urllib.parse.quote(server.json("/api/labels")["labels"][0]["label"])
    examples = info["examples"]
    identifier = urllib.parse.quote(server.json("/api/examples?k=1")["examples"][0]["example"], safe="")
    middle = urllib.parse.quote(server.json(f"/api/examples?k=1&skip={examples // 2}")["examples"][0]["example"], safe="")
    columns = info["columns"]["keep"]
    yield from (
        ("info", "/api/info"), ("labels", "/api/labels"), ("session", "/api/session"),
        ("words of a label", f"/api/top?label={label}&k=50&words=1"),
        ("words of a label, by mean", f"/api/top?label={label}&k=50&words=1&by=mean"),
        ("words of the mistakes", "/api/top?misclassified=1&k=50&words=1"),
        ("examples, first page", "/api/examples?k=30"),
        ("examples, a page in the middle", f"/api/examples?k=30&no-count=1&after={middle}"),
        ("examples of a label", f"/api/examples?k=30&label={label}"),
        ("examples by confidence", "/api/examples?k=30&misclassified=1&sort=confidence"),
        ("containing a text, first page", "/api/examples?k=30&no-count=1&contains=not+funny"),
        ("containing a text, counted", "/api/examples?k=30&contains=not+funny"),
        ("with a word, first page", "/api/examples?k=30&no-count=1&word=funny"),
        ("with a word, counted", "/api/examples?k=30&word=funny"),
        ("one example", f"/api/example?id={identifier}"), ("its matrix", f"/api/matrix?id={identifier}"),
        ("examples like one", f"/api/examples?like={identifier}&k=10"), ("cues", "/api/cues?k=30"), ("lengths", "/api/lengths"),
    )
    for name in columns[:1]:
        yield f"examples by {name}", f"/api/examples?k=30&sort={urllib.parse.quote(name)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("origin", help="such as http://localhost:8042")
    parser.add_argument("-n", type=int, default=9, help="answers behind the first (default: 9)")
    arguments = parser.parse_args()
    server = Server(arguments.origin)
    print(f"{'question':32} {'first':>8} {'median':>8} {'longest':>8} {'bytes':>9}   (milliseconds)")
    for name, target in questions(server):
        first, status, content = server.ask(target)
        if status != 200:
            print(f"{name:32} {'no answer' if status == 0 else content.decode(errors='replace').strip()[:80]}")
            continue
        times = [server.ask(target)[0] for _ in range(arguments.n)]
        print(f"{name:32} {first * 1e3:8.1f} {statistics.median(times) * 1e3:8.1f} {max(times) * 1e3:8.1f} {len(content):9}", flush=True)


if __name__ == "__main__":
    main()
