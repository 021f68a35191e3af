#ifndef POLICYGRAPH_TESTS_SUPPORT_ANALYSIS_GRAPH_H_
#define POLICYGRAPH_TESTS_SUPPORT_ANALYSIS_GRAPH_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/analysis/selection.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/steps.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/stored_graph.h"

namespace policygraph {

// Steps that nobody ever stops.
inline Steps Unstopped() {
  return Steps([] { return absl::OkStatus(); });
}

// A stored graph whose nodes are counties numbered from 0 in the order of their ids, joined by
// PARTNERS_WITH from the first of each pair to the second: so that examples of graph algorithms can
// be written down by number, and ties break as the numbers do.
class NumberedGraph {
 public:
  NumberedGraph(size_t size, const std::vector<std::pair<int, int>>& edges)
      : names_(NamesById(size)), graph_({Delta(edges)}) {}

  const GraphState& state() const { return graph_.state(); }
  const GraphView& view() const { return graph_.view(); }

  Selection Select(const SelectionQuery& query = {}) const {
    Steps steps = Unstopped();
    return Selection::Of(state(), query, steps).value();
  }

  Subgraph All() const {
    Steps steps = Unstopped();
    return Subgraph::Of(view(), Select(), steps).value();
  }

 private:
  static std::vector<std::string> NamesById(size_t size) {
    std::vector<std::string> names;
    for (size_t i = 0; i < size; ++i) names.push_back(fmt::format("县{}", i));
    std::ranges::sort(
        names, {}, [](const std::string& name) { return NodeId::Of(NodeKind::kCounty, "", name); });
    return names;
  }

  GraphDelta Delta(const std::vector<std::pair<int, int>>& edges) const {
    DeltaBuilder builder("report");
    std::vector<NodeAssertion*> nodes;
    for (const std::string& name : names_) {
      nodes.push_back(&builder.Node(NodeKind::kCounty, name));
    }
    for (const auto& [source, target] : edges) {
      builder.Edge(*nodes[static_cast<size_t>(source)], EdgeKind::kPartnersWith,
                   *nodes[static_cast<size_t>(target)]);
    }
    return builder.Build();
  }

  const std::vector<std::string> names_;
  const StoredGraph graph_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_ANALYSIS_GRAPH_H_
