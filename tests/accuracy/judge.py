"""Which nodes and edges of an export the annotators of a report agree with.

The scorer decides what matches (so there is one definition); here its list of what is spurious is laid
over the export.
"""
import collections
import glob
import json
import os

ENTITIES = ["STRATEGY", "PROJECT", "COUNTY", "REGION", "AGENCY", "EVENT", "POLICY", "DESIGNATION"]
RELATIONS = {"located_in": "LOCATED_IN", "supports": "SUPPORTS", "part_of": "PART_OF",
             "responsible_for": "RESPONSIBLE_FOR", "partners_with": "PARTNERS_WITH", "awarded": "AWARDED",
             "sought": "SEEKS"}
CLAIMS = ["COMMITMENT", "OUTCOME"]

# One element of the export as one report has it: the rules that read it there, whether several of
# the report's sentences say it, and whether the annotators agree.
Judgement = collections.namedtuple("Judgement", "report is_node kind rules again confidence right")


def short(kind):
    for prefix in ("NODE_KIND_", "EDGE_KIND_"):
        kind = kind.removeprefix(prefix)
    return kind


class Windows:
    """The annotated sentences of each report."""

    def __init__(self, gold):
        self.spans = {}
        for file in glob.glob(os.path.join(gold, "*.sent.jsonl")):
            report = os.path.basename(file)[:-len(".sent.jsonl")]
            with open(file, encoding="utf-8") as lines:
                sentences = [json.loads(line) for line in lines]
            self.spans[report] = [(s["start"], s["end"], s["id"]) for s in sentences]

    def reports(self):
        return sorted(self.spans)

    def sentence(self, evidence):
        start = int(evidence.get("start", 0))
        for begin, end, name in self.spans.get(evidence["report"], ()):
            if begin <= start < end:
                return name
        return None


def read_export(path):
    nodes, edges = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            element = json.loads(line)
            if "node" in element:
                nodes[element["node"]["id"]] = element["node"]
            else:
                edges.append(element["edge"])
    return nodes, edges


def read_spurious(path):
    """What the scorer found no match for, counted by its description."""
    spurious = collections.Counter()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if fields[1] in ("spurious", "spurious relation", "spurious figure"):
                spurious[tuple(fields[:4] if fields[1] == "spurious" else
                               fields[:3] if fields[1] == "spurious figure" else fields[:5])] += 1
    return spurious


def judge(export, errors, windows):
    """Judgements of all elements that have evidence in annotated sentences."""
    nodes, edges = read_export(export)
    spurious = read_spurious(errors)

    def is_right(*description):
        if spurious[description] == 0:
            return True
        spurious[description] -= 1
        return False

    def in_reports(element):
        """By report: the sentences of all its evidence, and of that in annotated ones the rules."""
        found = {}
        for evidence in element.get("evidence", []):
            statements, rules, seen = found.setdefault(evidence["report"], (set(), set(), set()))
            statements.add(evidence.get("statement", 0))
            rules.add(evidence["rule"])
            sentence = windows.sentence(evidence)
            if sentence is not None:
                seen.add(sentence)
        return {report: (len(statements) > 1, rules, seen)
                for report, (statements, rules, seen) in found.items() if seen}

    judgements = []
    for node in nodes.values():
        kind = short(node["kind"])
        if kind not in ENTITIES and not (kind in CLAIMS and "quantity" in node):
            continue
        for report, (again, rules, seen) in in_reports(node).items():
            right = (is_right(report, "spurious", kind, node["name"]) if kind in ENTITIES else
                     is_right(report, "spurious figure", min(seen)))
            judgements.append(Judgement(report, True, kind, rules, again, node["confidence"], right))
    names = {kind: relation for relation, kind in RELATIONS.items()}
    for edge in edges:
        kind = short(edge["kind"])
        source = nodes.get(edge["source"])
        if kind not in names or short(source["kind"]) in CLAIMS:
            continue
        for report, (again, rules, _) in in_reports(edge).items():
            right = is_right(report, "spurious relation", names[kind], source["name"],
                             nodes[edge["target"]]["name"])
            judgements.append(Judgement(report, False, kind, rules, again, edge["confidence"], right))
    return judgements
