#!/usr/bin/env python3
"""Writes the scoreboard of the loader and the confidences of its rules.

usage: scoreboard.py EXPORT.jsonl --gold DIR --scorer FILE --board FILE --confidence FILE

EXPORT.jsonl is what `policygraph export` writes of the annotated reports, DIR the annotation and FILE the
program that compares them. The board is Markdown; the confidences are the loader's rule file.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import calibrate
import judge

# What the loader is to reach on the annotated reports and on others.
BARS = {
    "quantity.value": 0.97, "quantity.indicator": 0.90, "quantity.basis": 0.95, "quantity.comparator": 0.95,
    "quantity.year": 0.97, "claim.type": 0.98, "entity": 0.85, "entity.county": 0.98, "entity.region": 0.85,
    "entity.agency": 0.85, "entity.project": 0.80, "entity.strategy": 0.80, "entity.event": 0.85,
    "entity.policy": 0.85, "entity.designation": 0.80, "relation": 0.75, "relation.located_in": 0.85,
    "relation.supports": 0.70, "relation.awarded": 0.75, "relation.sought": 0.75,
}
BY_REPORT = ["quantity.value", "quantity.indicator", "entity", "entity.project", "entity.strategy", "relation"]
BINS = [(0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)]

# One line of the scorer: precision and recall are None for a mere accuracy.
Score = collections.namedtuple("Score", "precision recall f1 gold")


def run_scorer(options, export, *arguments):
    done = subprocess.run([sys.executable, options.scorer, export, options.gold, *arguments],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"scoreboard: the scorer failed: {done.stderr.strip()}")
    scores = {}
    for line in done.stdout.splitlines()[1:]:
        words = line.split()
        if len(words) < 4 or ":" in line:
            continue
        if words[1] == "accuracy":
            scores[words[0]] = Score(None, None, float(words[2]), int(words[3]))
        else:
            scores[words[0]] = Score(*map(float, words[1:4]), int(words[4]))
    return scores


def write_part(lines, report, path):
    """The part of an export that one report says: small, so that it is scored quickly."""
    with open(path, "w", encoding="utf-8") as part:
        for line in lines:
            if f'"{report}"' in line:
                part.write(line)


def score_table(scores):
    rows = ["| measure | precision | recall | F1 | bar | in the annotation |", "|---|---|---|---|---|---|"]
    for measure, score in sorted(scores.items()):
        precision, recall = ("" if value is None else f"{value:.3f}" for value in score[:2])
        bar = BARS.get(measure)
        mark = "" if bar is None else f"{bar:.2f} {'met' if score.f1 >= bar else '**missed**'}"
        rows.append(f"| {measure} | {precision} | {recall} | {score.f1:.3f} | {mark} | {score.gold} |")
    return rows


def report_table(scores_by_report):
    rows = ["| report | " + " | ".join(BY_REPORT) + " |", "|---" * (len(BY_REPORT) + 1) + "|"]
    for report, scores in scores_by_report.items():
        cells = [f"{scores[m].f1:.2f}" if m in scores and scores[m].gold else "–" for m in BY_REPORT]
        rows.append(f"| {report} | " + " | ".join(cells) + " |")
    return rows


def reliability_table(judgements):
    nodes = calibrate.cross_validated([j for j in judgements if j.is_node])
    edges = calibrate.cross_validated([j for j in judgements if not j.is_node])
    rows = ["| said confidence | nodes | mean said | right | edges | mean said | right |", "|---|---|---|---|---|---|---|"]
    for low, high in BINS:
        cells = []
        for pairs in (nodes, edges):
            found = [(said, right) for said, right in pairs if low <= said < high]
            if found:
                mean = sum(said for said, _ in found) / len(found)
                cells += [str(len(found)), f"{mean:.2f}", f"{sum(right for _, right in found) / len(found):.2f}"]
            else:
                cells += ["0", "", ""]
        rows.append(f"| {low:.2f} to {min(high, 1):.2f} | " + " | ".join(cells) + " |")
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export")
    for name in ("gold", "scorer", "board", "confidence"):
        parser.add_argument("--" + name, required=True)
    options = parser.parse_args()

    windows = judge.Windows(options.gold)
    with open(options.export, encoding="utf-8") as file:
        lines = file.readlines()
    with tempfile.TemporaryDirectory() as folder:
        errors = os.path.join(folder, "errors")
        scores = run_scorer(options, options.export, "--errors", errors)
        judgements = judge.judge(options.export, errors, windows)
        by_report = {}
        part = os.path.join(folder, "part.jsonl")
        for report in windows.reports():
            write_part(lines, report, part)
            by_report[report] = run_scorer(options, part, "--only", report)

    board = ["# How well the loader reads", "",
             f"Written by `scripts/accuracy.sh`: {len(by_report)} work reports, national to county, 1994 to 2025, each",
             "annotated by hand in two windows of 25 sentences (deyang-2024: whole), read with no hint but their",
             "file names. A measure is F1, or accuracy where precision and recall are empty. The rules hold no names",
             "of one report, but their word lists were tuned on these same reports: expect less on others. Two",
             "annotators who worked apart agree to F1 0.96 on entities, 0.99 on indicators, 0.90 on relations and",
             "0.75 on `supports`.", "",
             "## By kind", "", *score_table(scores), "",
             "## Confidence", "",
             "Every node and edge carries a confidence: the share of its rule's readings that annotators agree",
             "with. In this table each report was judged by confidences that were fitted to the other reports alone.",
             "", *reliability_table(judgements), "",
             "Not in the annotation, so not measured: claims without a figure, and ADVANCES edges. They carry the",
             "confidence of their rules where those were measured, else that of rules seldom seen.", "",
             "## By report", "", *report_table(by_report), ""]
    with open(options.board, "w", encoding="utf-8") as file:
        file.write("\n".join(board))
    with open(options.confidence, "w", encoding="utf-8") as file:
        file.write(calibrate.Confidences(judgements).textproto())


if __name__ == "__main__":
    main()
