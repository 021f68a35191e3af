#!/usr/bin/env python3
"""Checks that files include only what their folder may: who depends on whom is part of the design.

usage: include_rules.py PROJECT_DIR

Exits with 1 and one line a fault. ARCHITECTURE.md draws the same table.
"""

import pathlib
import re
import sys

INCLUDE = re.compile(r'^\s*#\s*include\s*["<]([^">]+)[">]', re.MULTILINE)

# Our own folders: the longest matching prefix of a file's path says what it may include.
OWN = {
    "graph/base": ["graph/base"],
    "graph/filter": ["graph/base", "graph/filter"],
    "graph/model": ["graph/base", "graph/model"],
    "graph/store": ["graph/base", "graph/model", "graph/store", "policygraph/storage"],
    "graph/view": ["graph/base", "graph/model", "graph/store", "graph/view"],
    "graph/search": ["graph/base", "graph/model", "graph/store", "graph/view", "graph/search"],
    "graph/curation": ["graph/base", "graph/model", "graph/store", "graph/curation"],
    "graph/state": ["graph/base", "graph/model", "graph/store", "graph/curation", "graph/view", "graph/search",
                    "graph/state"],
    "graph/trace": ["graph/base", "graph/model", "graph/store", "graph/view", "graph/search", "graph/state",
                    "graph/trace"],
    "graph/analysis": ["graph/base", "graph/model", "graph/store", "graph/view", "graph/search", "graph/state",
                       "graph/analysis"],
    "graph/candidates": ["graph/base", "graph/model", "graph/store", "graph/view", "graph/search", "graph/state",
                         "graph/candidates"],
    "graph/comparison": ["graph/base", "graph/model", "graph/store", "graph/view", "graph/search", "graph/state",
                         "graph/delivery", "graph/comparison"],
    "graph/delivery": ["graph/base", "graph/model", "graph/store", "graph/delivery"],
    "loader/formats": ["graph/base", "loader/formats"],
    "loader": ["graph/base", "graph/model", "loader", "policygraph/rules"],
    "service": ["graph", "service", "policygraph/v1", "google/rpc",
                "loader/pipeline.h", "loader/document.h", "loader/explain.h", "loader/rules/rule_set.h",
                "loader/rules/rule_files.h", "loader/formats/read_text.h"],
    "service/cli": ["service/cli", "service/server.h", "policygraph/v1", "google/rpc",
                    "graph/base", "graph/model", "graph/store/rocks_store.h",
                    "loader/rules/rule_set.h", "loader/rules/rule_files.h", "loader/formats/archive.h",
                    "loader/formats/docx_text.h", "loader/formats/read_text.h"],
}
OWN_ROOTS = ("graph/", "loader/", "service/", "policygraph/", "tests/", "google/rpc")

# One outside library, one home.
HOMES = {
    "rocksdb/": ["graph/store/rocks_", "graph/store/format_version", "graph/store/assertion_cursor",
                 "graph/store/pack_assertions"],
    "boost/graph/": ["graph/view/", "graph/trace/"],
    "grpcpp/": ["service/"],
    "grpc++/": [],
    "re2/": ["loader/"],
    "unicode/": ["graph/model/", "graph/search/", "graph/candidates/", "graph/delivery/", "loader/", "service/"],
    "archive": ["loader/formats/archive"],
    "pugixml": ["loader/formats/docx_"],
    "openssl/": ["graph/model/", "graph/store/", "loader/stages/build_delta", "service/"],
    "CLI/": ["service/"],
    "spdlog/": ["service/"],
    "nlohmann/": ["service/cli/", "tests/"],
}

# Only the programs choose a back end.
BACK_ENDS = {"graph/store/rocks_store.h": ["graph/store/", "service/policygraphd.cc", "service/cli/"],
             "graph/store/memory_store.h": ["graph/store/"]}


def faults(path, text):
    """The faults of one file; path is relative to the project."""
    home = max((folder for folder in OWN if path.startswith(folder + "/")), key=len, default=None)
    for included in INCLUDE.findall(text):
        if home and included.startswith(OWN_ROOTS):
            if not any(included.startswith(allowed) for allowed in OWN[home]):
                yield f"{path}: includes {included}; {home} may include only {', '.join(OWN[home])}"
        for prefix, homes in HOMES.items():
            if included.startswith(prefix) and not path.startswith((*homes, "tests/")):
                yield f"{path}: includes {included}; only {', '.join(homes) or 'nobody'} may"
        for header, users in BACK_ENDS.items():
            if included == header and not path.startswith((*users, "tests/")):
                yield f"{path}: includes {included}; only {', '.join(users)} choose a back end"


def self_test():
    """Shows that each kind of fault is found and that good files have none."""
    bad = {
        "loader/pipeline.cc": '#include "graph/store/graph_store.h"\n',
        "graph/model/ids.cc": '#include "graph/store/graph_store.h"\n',
        "graph/view/graph_view.cc": '#include "rocksdb/db.h"\n',
        "service/server.cc": '#include "graph/store/rocks_store.h"\n',
        "service/cli/main.cc": '#include "graph/view/graph_view.h"\n',
    }
    good = {
        "loader/pipeline.cc": '#include "graph/model/elements.h"\n#include <string>\n',
        "graph/view/boost_graph.h": '#include "boost/graph/graph_traits.hpp"\n',
        "service/cli/main.cc": '#include "graph/store/rocks_store.h"\n',
    }
    for path, text in bad.items():
        assert list(faults(path, text)), f"no fault found in {path}: {text}"
    for path, text in good.items():
        assert not list(faults(path, text)), f"fault found in {path}: {text}"


def main():
    root = pathlib.Path(sys.argv[1])
    self_test()
    found = []
    files = 0
    for folder in ("graph", "loader", "service"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".h", ".cc"):
                files += 1
                found += faults(str(file.relative_to(root)), file.read_text(encoding="utf-8"))
    print("\n".join(found) or f"{files} files keep the include rules")
    sys.exit(1 if found or not files else 0)


if __name__ == "__main__":
    main()
