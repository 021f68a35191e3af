#ifndef POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_
#define POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_

#include <map>
#include <optional>
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
  std::map<NodeId, size_t> projects_by_place;
  size_t projects_without_place = 0;
  std::map<Stage, size_t> projects_by_stage;
  size_t commitments = 0;
  size_t outcomes = 0;

  friend bool operator==(const TraceOutline&, const TraceOutline&) = default;
};

// Traces straight on what the reports say, by going over all of it again and again: no view, no
// index, no search algorithm, nothing in common with Trace(). It is slow on purpose. It exists so
// that tests can ask of Trace() to find the same on graphs that nobody has drawn by hand; do not
// make it clever.
//
// Of `query` the strategy, the edges to walk and the places are not used: the strategy comes as an
// id, `filter` says which edges count, and `place` is the one in or below which projects must lie.
TraceOutline ReferenceTrace(const std::vector<GraphDelta>& deltas, const NodeId& strategy,
                            const FilterRequest& filter, const std::optional<NodeId>& place,
                            const TraceQuery& query);

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_REFERENCE_TRACE_H_
