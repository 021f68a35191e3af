#ifndef POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_
#define POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_

#include <string>
#include <utility>
#include <vector>

#include "graph/model/elements.h"
#include "graph/trace/trace.h"

namespace policygraph {

// What a trace found, in node ids, so that traces of different making can be compared.
struct TraceOutline {
  struct Claim {
    NodeId claim;
    std::vector<NodeId> indicators;  // by id

    friend bool operator==(const Claim&, const Claim&) = default;
  };

  struct Project {
    NodeId project;
    size_t path_length = 0;
    std::vector<NodeId> places;       // by id
    std::vector<NodeId> responsible;  // by id
    std::vector<Claim> claims;
    size_t total_claims = 0;
    Stage stage = Stage::kUnspecified;

    friend bool operator==(const Project&, const Project&) = default;
  };

  std::vector<std::pair<int, NodeId>> sub_strategies;  // with depth; by depth and id
  std::vector<Project> projects;
  size_t total_projects = 0;
  std::vector<Claim> claims;
  size_t total_claims = 0;
  bool depth_limited = false;

  friend bool operator==(const TraceOutline&, const TraceOutline&) = default;
};

// Traces straight on what the reports say, by going over all of it again and again: no view, no
// index, no search algorithm, nothing in common with Trace(). It is slow on purpose. It exists so
// that tests can ask of Trace() to find the same on graphs that nobody has drawn by hand; do not
// make it clever.
//
// `query.strategy` and `query.only` are not used: the strategy comes as an id, and `report` names
// the only report whose edges count, or is empty.
TraceOutline ReferenceTrace(const std::vector<GraphDelta>& deltas, const NodeId& strategy,
                            const std::string& report, const TraceQuery& query);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_
