#!/usr/bin/env python3
"""Runs the policygraph program as a user would, on a fresh store.

usage: command_test.py POLICYGRAPH PROJECT_DIR
"""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

PROGRAM, PROJECT = sys.argv[1:3]
REPORT = os.path.join(PROJECT, "data", "reports", "deyang-2024.txt")
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
SUBCOMMANDS = ["load", "reports", "show", "search", "expand", "trace", "origins", "paths", "match", "rank",
               "communities",
               "export", "explain",
               "curate", "retract", "serve"]
CURATE_COMMANDS = ["candidates", "rename", "merge", "split", "reject", "add", "confirm", "undo", "list",
                   "export", "import"]
OK, FAILED, USAGE, UNAVAILABLE = range(4)


def run(*arguments, stdin=b"", **environment):
    """The finished program; its output goes to pipes."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("POLICYGRAPH_")}
    done = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=60,
                          env={**clean, **environment}, check=False)
    done.out = done.stdout.decode("utf-8")
    done.err = done.stderr.decode("utf-8")
    return done


class CommandTest(unittest.TestCase):
    """What all tests share: a folder of their own."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="policygraph-")
        self.addCleanup(shutil.rmtree, self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(content)
        return self.path(name)


class CurateTest(CommandTest):
    """Judgements on a store of its own."""

    def setUp(self):
        super().setUp()
        self.store = self.path("graph")
        self.assertEqual(run("load", REPORT, "--store", self.store).returncode, OK)

    def curate(self, *arguments, exit_code=OK):
        done = run("curate", *arguments, "--store", self.store, POLICYGRAPH_AUTHOR="王")
        self.assertEqual(done.returncode, exit_code, done.err)
        return done

    def graph(self):
        return run("export", "--store", self.store).out

    def node(self, name):
        done = run("show", name, "--store", self.store, "--json")
        self.assertEqual(done.returncode, OK, done.err)
        return json.loads(done.out)["node"]

    def test_judge_list_and_undo(self):
        before = self.graph()
        node = self.node("旌阳区")
        done = self.curate("rename", "旌阳区", "旌阳新区", "--reason", "试")
        self.assertRegex(done.out, r"^judgement 1: rename 旌阳区 to 旌阳新区; revision \d+\n$")
        self.assertEqual(self.node(node["id"])["name"], "旌阳新区")
        self.assertIn("旌阳区", self.node("旌阳新区")["aliases"])
        listed = self.curate("list").out
        self.assertRegex(listed, r"id +judgement +author +when +reason +undone")
        self.assertRegex(listed, r"1 +rename 旌阳区 to 旌阳新区 +王 +20\d\d-.*试")
        self.assertIn("is undone", self.curate("undo", "1").out)
        self.assertIn("no judgement", self.curate("list").err)
        self.assertIn("by 王", self.curate("list", "--undone").out)
        self.assertEqual(self.graph(), before)

    def test_add_confirm_and_reject_nodes_and_edges(self):
        self.curate("add", "某中心", "--kind", "project", "--scope", "510600", "--reason", "漏读")
        self.curate("confirm", "某中心", "--reason", "核对")
        self.curate("add", "某中心", "located_in", "旌阳区", "--reason", "漏读")
        self.assertEqual(self.node("某中心")["confirmedBy"], ["王"])
        self.assertEqual(self.node("某中心")["derivation"], "judgement 1 by 王")
        self.curate("reject", "某中心", "LOCATED_IN", "旌阳区", "--reason", "误")
        self.curate("reject", "某中心", "--reason", "误")
        done = run("show", "某中心", "--store", self.store)
        self.assertEqual(done.returncode, FAILED)

    def test_export_and_import_carry_judgements_over(self):
        self.curate("rename", "旌阳区", "旌阳新区", "--reason", "试")
        self.curate("add", "某中心", "--kind", "project", "--reason", "漏读")
        self.curate("undo", "2")
        self.curate("confirm", "旌阳新区", "--reason", "核对")
        file = self.path("judgements.jsonl")
        self.curate("export", "--output", file)
        with open(file, encoding="utf-8") as lines:
            self.assertEqual([json.loads(line)["id"] for line in lines], ["1", "2", "3"])
        judged = self.graph()

        self.store = self.path("other")
        self.assertEqual(run("load", REPORT, "--store", self.store).returncode, OK)
        self.assertEqual(self.curate("import", file).out,
                         "2 judgements made, 0 there already, 1 undone before, 0 refused\n")
        self.assertEqual(self.graph(), judged)
        self.assertEqual(self.curate("import", file).out,
                         "0 judgements made, 2 there already, 1 undone before, 0 refused\n")

    def test_import_tells_refused_lines_and_goes_on(self):
        self.curate("rename", "旌阳区", "旌阳新区", "--reason", "试")
        line = self.curate("export").out.encode()
        self.curate("undo", "1")
        file = self.write("bad.jsonl", b"{nonsense\n\n" + line.replace("王".encode(), "李".encode()))
        done = self.curate("import", file, exit_code=FAILED)
        self.assertIn("bad.jsonl:1: ", done.err)
        self.assertEqual(done.out, "1 judgement made, 0 there already, 0 undone before, 1 refused\n")

    def test_candidates_are_a_table(self):
        self.curate("add", "旌阳区政府", "--kind", "agency", "--scope", "x", "--reason", "试")
        self.curate("add", "旌阳区政府办", "--kind", "agency", "--scope", "x", "--reason", "试")
        out = self.curate("candidates", "agency", "--scope", "x").out
        self.assertRegex(out, r"score +node, into +id +why")
        self.assertRegex(out, r"0\.\d\d +旌阳区政府\S* +[0-9a-f]{32} +contained name, shared place\n"
                              r" +旌阳区政府\S* +[0-9a-f]{32}")

    def test_errors_name_the_thing(self):
        done = self.curate("merge", "旌阳区", "没有这个", "--reason", "试", exit_code=FAILED)
        self.assertIn("没有这个", done.err)
        done = self.curate("undo", "9", "--json", exit_code=FAILED)
        self.assertEqual(json.loads(done.err)["error"]["reason"], "JUDGEMENT_NOT_FOUND")
        self.curate("reject", "旌阳区", "planet", "德阳市", "--reason", "试", exit_code=USAGE)
        self.curate("add", "某", "--reason", "试", exit_code=USAGE)
        done = run("curate", "reject", "旌阳区", "--reason", "试", "--store", self.store)
        self.assertEqual(done.returncode, USAGE, "an author is required")


class LoadedStoreTest(CommandTest):
    """Reads of a store that holds one report. The store is made once, and each test reads it."""

    @classmethod
    def setUpClass(cls):
        cls.store_folder = tempfile.mkdtemp(prefix="policygraph-")
        cls.addClassCleanup(shutil.rmtree, cls.store_folder)
        cls.store = os.path.join(cls.store_folder, "graph")
        cls.load = run("load", REPORT, "--store", cls.store)

    def ask(self, *arguments, exit_code=OK, **environment):
        done = run(*arguments, "--store", self.store, **environment)
        self.assertEqual(done.returncode, exit_code, done.err)
        return done

    def answer(self, *arguments, exit_code=OK):
        """The one JSON object that the program prints."""
        lines = self.ask(*arguments, "--json", exit_code=exit_code).out.splitlines()
        self.assertEqual(len(lines), 1)
        return json.loads(lines[0])

    def test_load_prints_a_summary(self):
        self.assertEqual(self.load.returncode, OK, self.load.err)
        self.assertRegex(self.load.out, r"report +effect +sentences +claims +entities +warnings +rev")
        self.assertRegex(self.load.out, r"\ndeyang-2024 +created +[1-9]")

    def test_load_again_changes_nothing(self):
        again = self.answer("load", REPORT)
        self.assertEqual(again["effect"], "LOAD_EFFECT_UNCHANGED")
        self.assertEqual(again["revision"], "1")

    def test_reports_lists_the_report(self):
        self.assertRegex(self.ask("reports").out, r"\ndeyang-2024 +德阳市 +2024 ")
        reports = self.answer("reports")["reports"]
        self.assertEqual([report["name"] for report in reports], ["deyang-2024"])
        self.assertEqual(self.answer("reports", "--year", "1999")["reports"], [])

    def test_store_may_come_from_the_environment(self):
        done = run("reports", "--json", POLICYGRAPH_STORE=self.store)
        self.assertEqual(done.returncode, OK, done.err)
        self.assertEqual(len(json.loads(done.out)["reports"]), 1)

    def test_show_gives_the_text_back(self):
        with open(REPORT, encoding="utf-8") as file:
            self.assertEqual(self.ask("show", "deyang-2024", "--text").out.split(),
                             file.read().split())

    def test_show_tells_particulars_and_sentences(self):
        self.assertIn("德阳市 510600", self.ask("show", "deyang-2024").out)
        self.assertIn("各位代表", self.ask("show", "deyang-2024", "--statements").out)

    def test_show_finds_a_node_by_name_and_by_id(self):
        by_name = self.answer("show", "德阳市")["node"]
        self.assertEqual(by_name["name"], "德阳市")
        self.assertEqual(self.answer("show", by_name["id"])["node"], by_name)
        self.assertIn(by_name["id"], self.ask("show", "德阳市", "--sentences").out)

    def test_show_suggests_names_near_an_unknown_one(self):
        done = self.ask("show", "融", exit_code=FAILED)
        self.assertEqual(done.out, "")
        self.assertRegex(done.err, r"no node is named 融; near it are:\n  [0-9a-f]{32}  ")

    def test_search_finds_parts_of_names(self):
        hits = self.answer("search", "同城", "--kind", "strategy")["hits"]
        self.assertTrue(hits)
        for hit in hits:
            self.assertEqual(hit["node"]["kind"], "NODE_KIND_STRATEGY")
        self.assertIn(hits[0]["node"]["id"], self.ask("search", "同城").out)

    def test_search_without_hits_fails(self):
        self.assertEqual(self.ask("search", "没有这个名字", exit_code=FAILED).out, "")
        self.assertEqual(self.answer("search", "没有这个名字", exit_code=FAILED)["hits"], [])

    def test_expand_shows_both_directions(self):
        everything = self.answer("expand", "德阳市", "--limit", "0")
        inward = self.answer("expand", "德阳市", "--limit", "0", "--direction", "in")
        outward = self.answer("expand", "德阳市", "--limit", "0", "--direction", "out")
        self.assertEqual(len(everything["neighbors"]), everything["totalSize"])
        self.assertEqual(everything["totalSize"], inward["totalSize"] + outward["totalSize"])
        self.assertIn(" edge", self.ask("expand", "德阳市", "--edge-kind", "located_in").out)

    def strategy_with_a_project(self):
        """Id of some strategy that a project supports."""
        lines = [json.loads(line) for line in self.ask("export").out.splitlines()]
        kinds = {line["node"]["id"]: line["node"]["kind"] for line in lines if "node" in line}
        return next(line["edge"]["target"] for line in lines if "edge" in line
                    and line["edge"]["kind"] == "SUPPORTS"
                    and kinds[line["edge"]["source"]] == "PROJECT")

    def test_trace_shows_projects_and_the_words_that_say_so(self):
        strategy = self.strategy_with_a_project()
        trace = self.answer("trace", strategy)
        self.assertEqual(trace["strategy"]["id"], strategy)
        self.assertTrue(trace["projects"])
        text = self.ask("trace", strategy, COLUMNS="1000").out
        self.assertTrue(text.startswith(trace["strategy"]["name"] + "  "))
        for project in trace["projects"]:
            self.assertIn(f"─ {project['project']['name']}", text)
        self.assertRegex(text, r"「.+」  deyang-2024 \d+–\d+")
        self.assertIn("。」  deyang-2024", self.ask("trace", strategy, "--sentences",
                                                  COLUMNS="1000").out)

    def test_trace_counts_projects_by_place_and_stage(self):
        strategy = self.strategy_with_a_project()
        answer = self.answer("trace", strategy, "--limit", "0")
        totals = answer["totals"]
        self.assertEqual(sum(row["projects"] for row in totals["stages"]), answer["totalProjects"])
        self.assertEqual(self.answer("trace", strategy, "--limit", "1")["totals"], totals)
        text = self.ask("trace", strategy).out
        self.assertRegex(text, r"\nin all +count\n─+")
        self.assertRegex(text, rf"\nclaims +commitments +{totals['commitments']}\n"
                               rf" +outcomes +{totals['outcomes']}\n$")

    def test_trace_filters_by_report_years_place_and_stage(self):
        def projects(*flags):
            return {row["project"]["name"] for row in
                    self.answer("trace", "同城融圈", "--limit", "0", *flags)["projects"]}

        everything = projects()
        self.assertEqual(projects("--report", "deyang-2024", "--report", "deyang-2024"), everything)
        before = self.answer("trace", "--report", "deyang-2024", "--stage", "under_way", "同城融圈")
        self.assertEqual(before["strategy"]["name"], "同城融圈")
        self.assertEqual(projects("--years", "1999"), set())
        self.assertLessEqual(projects("--years", "2023:2024"), everything)
        self.assertEqual(projects("--years", "2023:2023"), projects("--years", "2023"))
        self.assertTrue(projects("--stage", "under_way", "--stage", "planned") < everything)
        self.assertLessEqual(projects("--place", "德阳市"), everything)
        self.assertEqual(self.ask("trace", "同城融圈", "--place", "没有", exit_code=FAILED).out, "")
        for years in ("2025:2023", "23", ":", "2023-2025"):
            self.assertIn("2023:2025", self.ask("trace", "同城融圈", "--years", years, exit_code=USAGE).err)

    def test_origins_goes_up_to_the_strategies_of_a_node(self):
        strategy = self.strategy_with_a_project()
        project = self.answer("trace", strategy)["projects"][0]["project"]
        answer = self.answer("origins", project["id"], "--limit", "0")
        self.assertIn(strategy, [origin["strategy"]["id"] for origin in answer["origins"]])
        for origin in answer["origins"]:
            self.assertEqual(origin["path"][-1]["node"]["id"], origin["strategy"]["id"])
            self.assertTrue(origin["path"][0]["edge"]["evidence"][0]["quote"])
        done = self.ask("origins", "德阳市", "--limit", "1", COLUMNS="1000")
        self.assertRegex(done.out, r"^德阳市  region: \d+ strateg(y|ies) of \d+ projects?")
        self.assertRegex(done.out, r"path +← located in +\S+\n +「.+」  deyang-2024 \d+–\d+\n +→ supports ")
        self.assertRegex(done.err, r"^1 of \d+ strategies shown; --limit 0 shows all\n")
        self.assertEqual(self.answer("origins", "德阳市", "--years", "1999")["origins"], [])
        self.assertIn("is a REPORT", self.ask("origins", "deyang-2024", exit_code=FAILED).err)

    def test_trace_takes_the_name_of_a_strategy(self):
        self.assertEqual(self.answer("trace", "同城融圈")["strategy"]["name"], "同城融圈")

    def test_trace_of_an_unknown_strategy_says_why(self):
        error = json.loads(self.ask("trace", "没有这个名字", "--json", exit_code=FAILED).err)["error"]
        self.assertEqual(error["reason"], "NODE_NOT_FOUND")

    def test_delivery_tells_that_no_later_report_is_loaded(self):
        answer = self.answer("delivery", "deyang-2024", "--limit", "5")
        self.assertEqual({row["verdict"] for row in answer["deliveries"]}, {"VERDICT_NOT_CHECKED"})
        text = self.ask("delivery", "deyang-2024", "--with-figure", "--limit", "2").out
        self.assertIn("judged by no report", text)
        self.assertIn("no report of 德阳市 for 2025 is loaded", text)

    def test_scorecard_counts_the_commitments_of_the_report(self):
        answer = self.answer("scorecard")
        self.assertEqual([row["name"] for row in answer["rows"]], ["deyang-2024"])
        self.assertEqual(answer["total"]["notChecked"], answer["total"]["commitments"])
        self.assertIn("checked", self.ask("scorecard", "--by", "indicator").out)

    def test_series_shows_an_indicator_by_year_and_what_is_not_loaded(self):
        answer = self.answer("series", "德阳市", "地区生产总值", "--basis", "growth")
        by_year = {row["year"]: row for row in answer["years"]}
        self.assertEqual(by_year[2023]["actualAnswer"], "SERIES_ANSWER_STATED")
        self.assertEqual(by_year[2024]["actualAnswer"], "SERIES_ANSWER_NO_REPORT")
        text = self.ask("series", "德阳市", "地区生产总值", "--basis", "growth").out
        self.assertIn("7%左右", text)
        self.assertIn("no report", text)

    def test_targets_lists_places_by_code(self):
        answer = self.answer("targets", "2024", "地区生产总值", "--basis", "growth")
        self.assertEqual([place["place"] for place in answer["places"]], ["德阳市"])
        self.assertIn("7%左右", self.ask("targets", "2024", "地区生产总值").out)

    def test_a_report_compared_with_itself_has_not_changed(self):
        answer = self.answer("compare", "deyang-2024", "deyang-2024")
        for counts in ("strategyCounts", "projectCounts", "targetCounts", "outcomeCounts"):
            self.assertEqual([row["change"] for row in answer[counts]], ["CHANGE_KEPT"])
        self.assertIn("kept", self.ask("compare", "deyang-2024", "deyang-2024", "--limit", "3").out)

    def test_paths_show_each_edge_with_its_words(self):
        strategy = self.strategy_with_a_project()
        project = self.answer("trace", strategy)["projects"][0]["project"]
        answer = self.answer("paths", strategy, project["id"])
        (path,) = answer["paths"]
        self.assertEqual(path["steps"][-1]["node"]["id"], project["id"])
        self.assertTrue(path["steps"][0]["edges"][0]["edge"]["evidence"][0]["quote"])
        text = self.ask("paths", strategy, project["id"], COLUMNS="1000").out
        self.assertRegex(text, r"path +edge +node +kind +said")
        self.assertRegex(text, r"← +supports .*「.+」  deyang-2024 \d+–\d+")
        done = self.ask("paths", strategy, project["id"], "--directed", exit_code=FAILED)
        self.assertIn("no path of at most 6 edges", done.err)
        done = self.ask("paths", strategy, "没有这个名字", exit_code=FAILED)
        self.assertIn("no node is named", done.err)

    def test_rank_lists_the_best_nodes(self):
        ranked = self.answer("rank", "--list", "strategy", "--limit", "5")["nodes"]
        self.assertEqual(len(ranked), 5)
        self.assertEqual({row["node"]["kind"] for row in ranked}, {"NODE_KIND_STRATEGY"})
        scores = [row["score"] for row in ranked]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for measure in ("pagerank", "betweenness", "degree", "core_number"):
            done = self.ask("rank", "--by", measure, "--limit", "3")
            self.assertRegex(done.out, r"score +name +kind +scope +id")
            self.assertRegex(done.err, r"^of \d+ nodes and \d+ joined pairs\n")

    def test_communities_and_components_are_groups_with_members(self):
        answer = self.answer("communities")
        self.assertGreater(answer["modularity"], 0.3)
        sizes = [group["size"] for group in answer["communities"]]
        self.assertEqual(sizes, sorted(sizes, reverse=True))
        for method in ("louvain", "label_propagation", "components"):
            done = self.ask("communities", "--method", method, "--limit", "2", "--members", "3")
            self.assertRegex(done.out, r"nodes +joined pairs +best connected members")
            self.assertIn("2 of ", done.err)

    def test_match_takes_a_pattern_as_text_and_as_json(self):
        text = "(p:project)-[supports]->(s:strategy \"同城\"), (p)-[located_in ?]->(c)"
        answer = self.answer("match", text, "--limit", "0")
        self.assertTrue(answer["rows"])
        self.assertEqual(len(answer["rows"]), answer["totalSize"])
        for row in answer["rows"]:
            self.assertIn("同城", row["bindings"][1]["node"]["name"])
        done = self.ask("match", text)
        self.assertRegex(done.out, r"^p +s +c")
        pattern = {"variables": [{"name": "p", "kinds": ["NODE_KIND_PROJECT"]},
                                 {"name": "s", "kinds": ["NODE_KIND_STRATEGY"], "nameContains": "同城"},
                                 {"name": "c"}],
                   "edges": [{"from": "p", "to": "s", "kinds": ["EDGE_KIND_SUPPORTS"],
                              "direction": "DIRECTION_OUT"},
                             {"from": "p", "to": "c", "kinds": ["EDGE_KIND_LOCATED_IN"],
                              "direction": "DIRECTION_OUT", "optional": True}]}
        file = self.write("pattern.json", json.dumps(pattern).encode())
        self.assertEqual(self.answer("match", "--file", file, "--limit", "0"), answer)

    def test_match_tells_where_a_pattern_is_wrong(self):
        self.assertIn("column 4", self.ask("match", "(p:projekt)", exit_code=USAGE).err)
        self.assertIn("--file", self.ask("match", exit_code=USAGE).err)
        done = self.ask("match", "(p:project), (s:strategy)", exit_code=FAILED)
        self.assertIn("pattern.variables[1]", done.err)
        self.assertEqual(self.answer("match", "(p:project \"没有这个名字\")", exit_code=FAILED)["rows"],
                         [])

    def test_history_tells_what_changed_the_graph(self):
        done = self.ask("history")
        self.assertRegex(done.out, r"revision +committed +what +by")
        self.assertIn("load deyang-2024", done.out)
        self.assertIn("nothing was committed after revision 1", self.ask("history", "--after", "1").err)
        self.assertIn("load deyang-2024", self.ask("history", "--verdicts").out)
        done = self.ask("history", "--after", "2", exit_code=FAILED)
        self.assertIn("revision 2 is not reached yet", done.err)

    def test_explain_names_stages_and_rules(self):
        answer = self.answer("explain", "同城融圈")
        self.assertTrue(answer["derivations"])
        text = self.ask("explain", "同城融圈").out
        self.assertIn("sentence", text)
        self.assertIn(answer["derivations"][0]["evidence"]["rule"], text)

    def test_explain_tells_which_readings_lost(self):
        name = "国家乡村振兴示范县"
        text = ("甲市政府工作报告\n一、2023年工作回顾\n荣获国家乡村振兴示范县称号。\n"
                "二、2024年工作安排\n再接再厉。\n")
        with tempfile.TemporaryDirectory() as folder:
            store = os.path.join(folder, "store")
            done = run("load", "-", "--store", store, "--name", "a-2024", "--place", "德阳市",
                       "--year", "2024", "--force", stdin=text.encode())
            self.assertEqual(done.returncode, OK, done.err)
            answer = json.loads(run("explain", name, "--store", store, "--json").out)
            lost = answer["derivations"][0]["alternatives"]
            self.assertIn("STRATEGY 乡村振兴", [reading["result"] for reading in lost])
            shown = run("explain", name, "--store", store, "--max-alternatives", "1").out
            total = answer["derivations"][0]["totalAlternatives"]
            self.assertIn(f"alternatives  1 of {total}", shown)
            self.assertIn("a surer rule read the words: zh.designation.", shown)

    def test_formats_of_export_agree(self):
        lines = [json.loads(line) for line in self.ask("export").out.splitlines()]
        nodes = {line["node"]["id"]: line["node"] for line in lines if "node" in line}
        edges = [line["edge"] for line in lines if "edge" in line]
        self.assertTrue(nodes and edges)
        for edge in edges:
            self.assertIn(edge["source"], nodes)
            self.assertIn(edge["target"], nodes)

        self.ask("export", "--format", "graphml", "--output", self.path("graph.graphml"))
        graph = ElementTree.parse(self.path("graph.graphml")).getroot()
        labels = {node.get("id"): node.find(f"{GRAPHML}data[@key='label']").text
                  for node in graph.iter(f"{GRAPHML}node")}
        self.assertEqual(labels, {identity: node["name"] for identity, node in nodes.items()})
        self.assertEqual(len(list(graph.iter(f"{GRAPHML}edge"))), len(edges))

        self.ask("export", "--format", "csv", "--output", self.path("tables"))
        with open(self.path("tables/nodes.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual({row["id"]: row["name"] for row in rows}, labels)
        with open(self.path("tables/edges.csv"), encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([(row["source"], row["kind"], row["target"]) for row in rows],
                         [(edge["source"], edge["kind"], edge["target"]) for edge in edges])
        self.assertEqual(sorted(os.listdir(self.folder)), ["graph.graphml", "tables"])

    def test_export_quotes_the_report_where_it_says(self):
        text = self.ask("show", "deyang-2024", "--text").out
        for line in self.ask("export", "--report", "deyang-2024").out.splitlines():
            (element,) = json.loads(line).values()
            for evidence in element["evidence"]:
                self.assertEqual(text[evidence["start"]:evidence["end"]], evidence["quote"])

    def test_export_of_an_unknown_report_leaves_no_file(self):
        done = self.ask("export", "--report", "none", "--output", self.path("graph.jsonl"),
                        exit_code=FAILED)
        self.assertIn("none", done.err)
        self.assertEqual(os.listdir(self.folder), [])

    def test_export_of_csv_needs_a_folder(self):
        self.assertIn("--output DIR", self.ask("export", "--format", "csv", exit_code=USAGE).err)

    def test_export_streams_messages_as_json_lines(self):
        messages = [json.loads(line) for line in self.ask("export", "--json").out.splitlines()]
        self.assertTrue(all(message["readRevision"] == "1" for message in messages))
        self.assertTrue(messages[-1]["cursor"])

    def test_pipes_get_no_escape_codes(self):
        for arguments in (["reports"], ["show", "德阳市"], ["search", "德阳"], ["expand", "德阳市"],
                          ["trace", "同城融圈"], ["origins", "德阳市"], ["explain", "同城融圈"], ["rank"], ["communities"],
                          ["paths", "德阳市", "同城融圈"], ["match", "(s:strategy)"]):
            done = self.ask(*arguments)
            self.assertNotIn("\033", done.out + done.err, arguments)

    def test_a_second_process_is_told_that_the_store_is_in_use(self):
        server = subprocess.Popen([PROGRAM, "serve", "--store", self.store, "--listen",
                                   "127.0.0.1:0", "--json"], stdout=subprocess.PIPE)
        try:
            address = json.loads(server.stdout.readline())["address"]
            self.assertRegex(address, r"^127\.0\.0\.1:[1-9]\d*$")
            done = self.ask("reports", exit_code=UNAVAILABLE)
            self.assertIn(self.store, done.err)
            served = run("trace", "同城融圈", "--address", address, "--json")
            self.assertEqual(served.returncode, OK, served.err)
        finally:
            server.send_signal(signal.SIGINT)
            self.assertEqual(server.wait(timeout=30), OK)
            server.stdout.close()
        self.assertEqual(json.loads(served.out), self.answer("trace", "同城融圈"))


class WriteTest(CommandTest):
    """Loads and retracts, each test on a store of its own."""

    def setUp(self):
        super().setUp()
        self.store = self.path("graph")

    def reports(self):
        done = run("reports", "--store", self.store, "--json")
        self.assertEqual(done.returncode, OK, done.err)
        return [report["name"] for report in json.loads(done.out)["reports"]]

    def test_a_progress_report_tells_how_far_the_year_has_come(self):
        plan = ("2024年甲市政府工作报告\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
                "一、2023年工作回顾\n新增就业9万人。\n二、2024年主要任务\n新增就业10万人。\n")
        half = "甲市2024年上半年经济社会发展情况\n上半年，新增就业6.1万人。\n"
        for name, text in {"甲市-2024": plan, "甲市-2024-上半年": half}.items():
            done = run("load", self.write(f"{name}.txt", text.encode()), "--store", self.store,
                       "--place", "甲市")
            self.assertEqual(done.returncode, OK, done.err)
        told = run("delivery", "甲市-2024", "--store", self.store).out
        self.assertIn("judged by 甲市-2024-上半年 (months 1–6)", told)
        self.assertIn("so far    61% of the target, 50% of the year", told)
        self.assertIn("ahead of the calendar", told)
        self.assertRegex(run("reports", "--store", self.store).out, r"甲市-2024-上半年 +甲市 +2024 +1–6 ")
        done = run("reports", "--filter", "through_month > 0", "--store", self.store, "--json")
        self.assertEqual([report["name"] for report in json.loads(done.out)["reports"]],
                         ["甲市-2024-上半年"])

    def test_bad_files_are_told_and_leave_nothing(self):
        bad = {
            "empty.txt": (b"", "empty"),
            "blank.txt": (b" \n\n\t\n", "empty"),
            "binary.txt": (b"\x7fELF\x00\x01\x02\x00" * 64, "binary"),
            "broken.txt": ("政府工作报告\n".encode() * 8 + b"\xff\xfe\xfa\x80\xff", "UTF-8"),
            "news.txt": ("今天天气很好，我们去公园散步。\n".encode() * 8, "report"),
        }
        for name, (content, reason) in bad.items():
            with self.subTest(name):
                done = run("load", self.write(f"bad/{name}", content), "--store", self.store,
                           "--place", "德阳市", "--year", "2024")
                self.assertEqual(done.returncode, FAILED, done.err)
                self.assertIn(reason, done.err)
                self.assertRegex(done.out, name[:-4] + r" +failed")
        self.assertEqual(self.reports(), [])

    def test_a_bad_file_does_not_keep_the_others_out(self):
        self.write("reports/a-bad.txt", b"\x00\x01")
        shutil.copy(REPORT, self.path("reports"))
        self.write("reports/notes.md", b"not read")
        done = run("load", self.path("reports"), "--store", self.store, "--json")
        self.assertEqual(done.returncode, FAILED, done.err)
        bad, good = [json.loads(line) for line in done.out.splitlines()]
        self.assertEqual(bad["error"]["reason"], "BINARY_CONTENT")
        self.assertEqual(good["report"]["name"], "deyang-2024")
        self.assertEqual(self.reports(), ["deyang-2024"])

    def test_an_archive_is_loaded_several_reports_at_a_time(self):
        with zipfile.ZipFile(self.path("year.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
            for name in ("a/2024.txt", "b/2024.txt", "德阳（定稿）.txt"):
                archive.write(REPORT, name)
            archive.writestr("c.txt", "昨天的比赛很精彩。")
        done = run("load", self.path("year.zip"), "--store", self.store, "--jobs", "3")
        self.assertEqual(done.returncode, FAILED, done.err)
        self.assertIn("4 reports: 3 loaded, 1 failed", done.out)
        self.assertIn("year.zip/c.txt: ", done.err)
        self.assertIn("(--force)", done.err)
        self.assertEqual(self.reports(), ["2024", "b-2024", "德阳-定稿"])

    def test_a_page_is_loaded_as_its_text(self):
        with open(REPORT, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if line]
        page = "".join(f"<p>{line}</p>\n" for line in lines)
        page = f"<!DOCTYPE html><body><ul><li><a>首页</a></ul><div>{page}</div></body>"
        self.write("pages/deyang-2024.html", page.encode("gb18030"))
        done = run("load", self.path("pages"), "--store", self.store, "--json")
        self.assertEqual(done.returncode, OK, done.err)
        text = run("show", "deyang-2024", "--text", "--store", self.store).out
        self.assertEqual(text.splitlines(), lines)
        explained = run("explain", "同城融圈", "--store", self.store, "--json")
        self.assertTrue(json.loads(explained.out)["derivations"][0]["steps"])


    def test_validate_only_writes_nothing(self):
        done = run("load", REPORT, "--store", self.store, "--validate-only", "--json")
        self.assertEqual(done.returncode, OK, done.err)
        self.assertEqual(json.loads(done.out)["effect"], "LOAD_EFFECT_VALIDATED")
        self.assertEqual(self.reports(), [])

    def test_an_archive_may_come_through_a_pipe(self):
        os.makedirs(self.path("year/甲市"))
        for name in ("year/a.txt", "year/甲市/b.txt"):
            shutil.copy(REPORT, self.path(name))
        for kind in ("zip", "tar", "gztar"):
            with open(shutil.make_archive(self.path(kind), kind, self.path("year")), "rb") as file:
                archive = file.read()
            store = self.path("store-" + kind)
            done = run("load", "-", "--store", store, stdin=archive)
            self.assertEqual(done.returncode, OK, done.err)
            self.assertIn("2 reports: 2 loaded, 0 failed", done.out)
            done = run("load", "-", "--store", store, "--name", "one", stdin=archive)
            self.assertEqual(done.returncode, USAGE, done.err)
            done = run("load", "-", "--store", store, "--name", "cut", stdin=archive[:600])
            self.assertEqual(done.returncode, FAILED, done.err)

    def test_retract_takes_out_what_stdin_brought(self):
        with open(REPORT, "rb") as file:
            done = run("load", "-", "--name", "other-2024", "--store", self.store,
                       stdin=file.read())
        self.assertEqual(done.returncode, OK, done.err)
        self.assertEqual(self.reports(), ["other-2024"])

        done = run("retract", "other-2024", "--store", self.store)
        self.assertEqual(done.returncode, OK, done.err)
        self.assertIn("other-2024 is retracted; revision 2", done.out)
        self.assertEqual(self.reports(), [])
        self.assertEqual(run("export", "--store", self.store).out, "")

        done = run("retract", "other-2024", "--store", self.store, "--json")
        self.assertEqual(done.returncode, FAILED)
        self.assertEqual(json.loads(done.err)["error"]["reason"], "REPORT_NOT_FOUND")


class CommandLineTest(CommandTest):
    """What needs no graph."""

    def test_help_of_each_subcommand_has_examples_and_exit_codes(self):
        for subcommand in SUBCOMMANDS:
            with self.subTest(subcommand):
                done = run(subcommand, "--help")
                self.assertEqual(done.returncode, OK)
                self.assertIn(f"Examples:\n  policygraph {subcommand}", done.out)
                self.assertIn("Exit codes:", done.out)
                self.assertIn("--json", done.out)

    def test_help_of_each_curate_command_has_examples_and_exit_codes(self):
        for subcommand in CURATE_COMMANDS:
            with self.subTest(subcommand):
                done = run("curate", subcommand, "--help")
                self.assertEqual(done.returncode, OK)
                self.assertIn(f"Examples:\n  policygraph curate {subcommand}", done.out)
                self.assertIn("Exit codes:", done.out)
                self.assertIn("--json", done.out)

    def test_help_lists_every_subcommand(self):
        done = run("--help")
        self.assertEqual(done.returncode, OK)
        for subcommand in SUBCOMMANDS:
            self.assertRegex(done.out, rf"\n  {subcommand} +[A-Z]")
        self.assertRegex(run("--version").out, r"^policygraph \d+\.\d+\.\d+\n$")

    def test_a_wrong_command_line_is_a_usage_error(self):
        for arguments in ([], ["dance"], ["trace"], ["load"], ["search", "x", "--kind", "planet"],
                          ["expand", "x", "--direction", "up"], ["trace", "x", "--limit", "-1"],
                          ["trace", "x", "--stage", "done"], ["origins"], ["origins", "x", "--limit", "501"],
                          ["load", "/no/such/file.txt"], ["load", "-"],
                          ["reports", "--store", "a", "--address", "b:1"]):
            with self.subTest(arguments=arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, USAGE, done.err)
                self.assertEqual(done.out, "")
                self.assertTrue(done.err)

    def test_two_targets_in_the_environment_are_a_usage_error(self):
        done = run("reports", POLICYGRAPH_STORE="a", POLICYGRAPH_ADDRESS="b:1")
        self.assertEqual(done.returncode, USAGE)
        self.assertIn("POLICYGRAPH_ADDRESS", done.err)

    def test_a_server_that_does_not_answer_is_unavailable(self):
        done = run("reports", "--address", "127.0.0.1:1")
        self.assertEqual(done.returncode, UNAVAILABLE)
        self.assertRegex(done.err, r"^policygraph: 127\.0\.0\.1:1 does not answer ")

    def test_a_missing_store_is_not_made_by_reading(self):
        done = run("reports", "--store", self.path("none"))
        self.assertEqual(done.returncode, UNAVAILABLE)
        self.assertIn(self.path("none"), done.err)
        self.assertFalse(os.path.exists(self.path("none")))

    def test_help_fits_a_screen(self):
        for subcommand in SUBCOMMANDS:
            for line in run(subcommand, "--help").out.splitlines():
                self.assertLessEqual(len(line), 110, line)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
