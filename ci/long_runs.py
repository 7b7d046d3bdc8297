#!/usr/bin/env python3
"""The results of ci/long: one JSON object a step, in docs/long-runs/STEP.json. Their form is SCHEMA below."""

import datetime
import glob
import json
import os
import platform
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

# name: (type, what it is)
SCHEMA = {
    "step": str,
    "commit": str,
    "date": str,
    "seconds": int,
    "verdict": str,
    "seeds": list,
    "counts": dict,
    "versions": dict,
}


class Malformed(Exception):
    pass


def load(path):
    """A result, checked."""
    try:
        with open(path, encoding="utf-8") as file:
            result = json.load(file)
    except FileNotFoundError:
        raise
    except (ValueError, OSError) as e:
        raise Malformed(f"{path}: no JSON: {e}") from None
    if not isinstance(result, dict) or set(result) != set(SCHEMA):
        raise Malformed(f"{path}: has not exactly the members {', '.join(SCHEMA)}")
    for name, kind in SCHEMA.items():
        if not isinstance(result[name], kind) or isinstance(result[name], bool):
            raise Malformed(f"{path}: {name} is no {kind.__name__}")
    expected = {
        "step": re.escape(os.path.basename(path)[: -len(".json")]),
        "commit": "[0-9a-f]{40}",
        "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ",
        "verdict": "green|red",
    }
    for name, pattern in expected.items():
        if not re.fullmatch(pattern, result[name]):
            raise Malformed(f"{path}: {name} is {result[name]!r}")
    if not all(isinstance(seed, int) for seed in result["seeds"]):
        raise Malformed(f"{path}: a seed is no number")
    if not result["counts"] or not all(isinstance(count, (int, float)) for count in result["counts"].values()):
        raise Malformed(f"{path}: counts are not numbers, or there are none")
    if not {"jdk", "os"} <= set(result["versions"]):
        raise Malformed(f"{path}: versions lack jdk or os")
    if not all(isinstance(version, str) for version in result["versions"].values()):
        raise Malformed(f"{path}: a version is no text")
    return result


def fuzz(work):
    seeds, counts = [], {}
    green = True
    targets = sorted(os.listdir("roster-fuzz/src/test/resources/corpus"))
    for target in targets:
        try:
            with open(f"{work}/{target}.json", encoding="utf-8") as file:
                run = json.load(file)
        except FileNotFoundError:
            green = False
            continue
        seeds.append(run["seed"])
        counts[target + ".executions"] = run["executions"]
        counts[target + ".edges"] = run["edges"]
        counts[target + ".seconds"] = run["seconds"]
        green = green and run["exit"] == 0
    counts["targets"] = len(seeds)
    return green, seeds, counts


def pit(work):
    counts = {}
    for mutation in ET.parse(f"{work}/mutations.xml").getroot().iter("mutation"):
        status = mutation.get("status").lower()
        counts[status] = counts.get(status, 0) + 1
    total = sum(counts.values())
    detected = sum(counts.get(status, 0) for status in ("killed", "timed_out", "memory_error", "run_error"))
    counts["mutants"] = total
    counts["percent"] = round(100 * detected / max(1, total), 1)
    return total > 0, [], counts


def lincheck(work):
    counts = {"tests": 0, "failures": 0, "skipped": 0}
    for path in glob.glob(f"{work}/TEST-*.xml"):
        suite = ET.parse(path).getroot()
        counts["tests"] += int(suite.get("tests"))
        counts["failures"] += int(suite.get("failures")) + int(suite.get("errors"))
        counts["skipped"] += int(suite.get("skipped"))
    return counts["tests"] > counts["skipped"] and counts["failures"] == 0, [], counts


def printed(path, prefix):
    """The counts that a program has printed, one a line, as PREFIX.NAME: NUMBER."""
    counts = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.fullmatch(prefix + r"\.(\S+): ([0-9.]+)\n", line)
            if match:
                number = match.group(2)
                counts[match.group(1)] = float(number) if "." in number else int(number)
    return counts


def owners(work):
    counts = printed(f"{work}/owners.txt", "owners")
    return bool(counts), [], counts


def simulation(work):
    counts = {"seeds": 0, "stanzas": 0}
    seeds = []
    with open(f"{work}/seeds.txt", encoding="utf-8") as file:
        for match in filter(None, map(re.compile(r"seed (\d+) stanzas (\d+)\n").fullmatch, file)):
            seeds.append(int(match.group(1)))
            counts["stanzas"] += int(match.group(2))
    counts["seeds"] = len(seeds)
    return counts["seeds"] >= int(os.environ.get("LONG_SEEDS", 10000)), [seeds[0], seeds[-1]], counts


KILL = re.compile(r"seed (-?\d+) inside (\d+) found (\d+) absent (\d+) of (\S+) (.+)\n")


def kills(work):
    seeds, counts, servers = [], {"kills": 0, "inside": 0, "found": 0, "absent": 0}, {}
    for path in glob.glob(f"{work}/*.kills"):
        with open(path, encoding="utf-8") as file:
            for match in filter(None, map(KILL.fullmatch, file)):
                seed, inside, found, absent = map(int, match.groups()[:4])
                seeds += [seed] if seed not in seeds else []
                for name, count in ("kills", 1), ("inside", inside), ("found", found), ("absent", absent):
                    counts[name] += count
                servers[match.group(5).lower()] = match.group(6)
    enough = counts["kills"] >= int(os.environ.get("LONG_KILLS", 200))
    both = min(counts["found"], counts["absent"]) > 0 or counts["kills"] < 20
    return enough and both and 2 * counts["inside"] >= counts["kills"], seeds, counts, servers


def sql(work):
    counts = printed(f"{work}/sql.txt", "sql")
    return bool(counts), [], counts


VARIANTS = "plain,two handles,observed,decorated,reopened"


def kit(work, product, release):
    """The kit's own reports, one a topology."""
    seeds, counts, servers = [], {"topologies": 0, "tests": 0}, {}
    green = True
    variants = set(os.environ.get("LONG_KIT_VARIANTS", VARIANTS).split(","))
    for topology in "server", "cluster", "sentinel", "tls":
        try:
            with open(f"{work}/{topology}.json", encoding="utf-8") as file:
                report = json.load(file)
        except FileNotFoundError:
            green = False
            continue
        store = report["store"]
        seeds.append(int(report["run"]["seed"]))
        counts["topologies"] += 1
        counts["tests"] += len(report["tests"])
        counts[topology + ".tests"] = len(report["tests"])
        counts[topology + ".clauses-passed"] = [clause["status"] for clause in report["clauses"]].count("passed")
        counts[topology + ".seconds"] = report["run"]["milliseconds"] // 1000
        servers[store["product"].lower()] = store["version"]
        right = store["product"] == product and store["version"].startswith(release)
        all_ran = {test["variant"] for test in report["tests"]} == variants
        green = green and right and all_ran and report["conforms"]
    return green and len(servers) == 1, seeds, counts, servers


COLLECTORS = {
    "fuzz": fuzz,
    "pit": pit,
    "pit-manager": pit,
    "simulation": simulation,
    "lincheck": lincheck,
    "owners": owners,
    "kills-sqlite": kills,
    "kills-postgresql": kills,
    "kills-redis": kills,
    "sql": sql,
    "kit-redis-7": lambda work: kit(work, "Redis", "7."),
    "kit-redis-8": lambda work: kit(work, "Redis", "8."),
    "kit-valkey": lambda work: kit(work, "Valkey", ""),
}


def jdk():
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else "java"
    version = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    return version.splitlines()[1].strip()


def operating_system():
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {platform.machine()}, {os.cpu_count()} processors"


def record(step, work, verdict, seconds):
    servers = []  # of the collectors that have some
    try:
        green, seeds, counts, *servers = COLLECTORS[step](work)
    except (OSError, ET.ParseError, ValueError):
        green, seeds, counts = False, [], {}
    with open(f"{work}/commit", encoding="utf-8") as file:
        commit = file.read().strip()
    result = {
        "step": step,
        "commit": commit,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "seconds": int(seconds),
        "verdict": "green" if green and verdict == "green" else "red",
        "seeds": seeds,
        "counts": counts or {"none": 0},
        "versions": {"jdk": jdk(), "os": operating_system(), **(servers[0] if servers else {})},
    }
    print(json.dumps(result, indent=2))


def line(path):
    result = load(path)
    counts = ", ".join(f"{name} {count:,}" for name, count in result["counts"].items() if "." not in name)
    print(f"{result['verdict']}, {result['date']}, {result['commit'][:10]}, {result['seconds']:,} s: {counts}")


def main(command, *arguments):
    try:
        if command == "record":
            record(*arguments)
        elif command == "line":
            line(*arguments)
        elif command in ("commit", "verdict"):
            print(load(*arguments)[command])
        else:
            sys.exit(f"long_runs.py: no command {command}")
    except FileNotFoundError as e:
        sys.exit(f"{e.filename}: there is no such file")
    except Malformed as e:
        sys.exit(str(e))


if __name__ == "__main__":
    main(*sys.argv[1:])
