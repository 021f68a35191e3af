"""Confidences from judgements: what share of a rule's readings annotators agree with.

A share is drawn towards that of all rules by a few imagined readings (a beta prior), so that a rule
seen three times and right three times is not called certain.
"""
import collections

PRIOR_WEIGHT = 6.0
SELDOM = 5  # judgements below which a rule counts among the others
HIGHEST = 0.99

# What annotators do not mark as it is no reading: texts, their sentences, administrative facts.
CERTAIN = ["load", "sentences", "sentence", "reporting-place", "administrative-divisions"]

Share = collections.namedtuple("Share", "right total")


def share(judgements):
    return Share(sum(j.right for j in judgements), len(judgements))


def smoothed(measured, prior):
    return min(HIGHEST, (measured.right + PRIOR_WEIGHT * prior) / (measured.total + PRIOR_WEIGHT))


class Confidences:
    """What the loader's table says, fitted to judgements; mirrors loader/stages/rate_confidence.cc."""

    def __init__(self, judgements):
        self.tables = {}
        self.others = {}
        for is_node in (True, False):
            mine = [j for j in judgements if j.is_node == is_node]
            overall = share(mine)
            prior = overall.right / overall.total if overall.total else 0.5
            by_rule = collections.defaultdict(list)
            for judgement in mine:
                for rule in judgement.rules:
                    by_rule[rule].append(judgement)
            seldom = [j for js in by_rule.values() if len(js) < SELDOM for j in js]
            self.others[is_node] = smoothed(share(seldom), prior)
            self.tables[is_node] = table = {}
            for rule, found in by_rule.items():
                if len(found) < SELDOM:
                    continue
                whole = smoothed(share(found), prior)
                table[rule] = {again: smoothed(share([j for j in found if j.again == again]), whole)
                               for again in (False, True)}

    def of(self, judgement):
        table, other = self.tables[judgement.is_node], self.others[judgement.is_node]
        return max(table[rule][judgement.again] if rule in table else other for rule in judgement.rules)

    def textproto(self):
        def hundredths(value):
            return max(1, round(100 * value))

        lines = ["# proto-file: proto/policygraph/rules/v1/confidence.proto",
                 "# proto-message: policygraph.rules.v1.ConfidenceRuleFile", "",
                 "# Written by scripts/accuracy.sh from annotated reports.", "",
                 "certain: [" + ", ".join(f'"{name}"' for name in CERTAIN) + "]",
                 f"other_nodes: {hundredths(self.others[True])}",
                 f"other_edges: {hundredths(self.others[False])}"]
        for field, is_node in (("nodes", True), ("edges", False)):
            lines.append("")
            for rule, value in sorted(self.tables[is_node].items()):
                lines.append(f'{field} {{ rule: "{rule}" once: {hundredths(value[False])} '
                             f"again: {hundredths(value[True])} }}")
        return "\n".join(lines) + "\n"


def cross_validated(judgements):
    """(confidence, right) of each judgement, by confidences fitted to the other reports alone."""
    by_report = collections.defaultdict(list)
    for judgement in judgements:
        by_report[judgement.report].append(judgement)
    pairs = []
    for report, held_out in by_report.items():
        fitted = Confidences([j for j in judgements if j.report != report])
        pairs += [(fitted.of(j), j.right) for j in held_out]
    return pairs
