#ifndef POLICYGRAPH_GRAPH_TRACE_READ_TRACE_H_
#define POLICYGRAPH_GRAPH_TRACE_READ_TRACE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"
#include "graph/state/graph_state.h"
#include "graph/store/merge.h"
#include "graph/trace/edge_filter.h"
#include "graph/trace/hop_reader.h"
#include "graph/trace/trace.h"

namespace policygraph {

// What a user asks for; the defaults are those of TraceStrategyRequest in
// policygraph/v1/trace_service.proto.
struct TraceRequest {
  std::string strategy;  // as ResolveNode takes it
  int max_depth = 3;     // 0 for the strategy alone
  TraceIncludes include;
  FilterRequest filter;
  std::string place;          // only projects in it or below it, as ResolvePlace takes it
  std::vector<Stage> stages;  // only projects that are so far; all when empty
  size_t first_project = 0;   // projects to pass over
  size_t max_projects = 100;
  size_t max_claims = 20;
  size_t max_evidence = 3;  // pieces for each hop
};

struct TracedClaim {
  TraceHop hop;
  std::vector<TraceHop> indicators;
};

struct TracedProject {
  MergedNode project;  // without evidence
  std::vector<TraceHop> path;
  std::vector<TraceHop> places;
  std::vector<TraceHop> responsible;
  std::vector<TracedClaim> claims;
  size_t total_claims = 0;
  Stage stage = Stage::kUnspecified;
};

// How many of the projects lie in a place.
struct PlaceTotal {
  MergedNode place;  // without evidence
  size_t projects = 0;
};

// A trace in the words of the reports; field by field what TraceResult has.
struct TraceAnswer {
  MergedNode strategy;  // with all its evidence
  std::vector<TraceHop> sub_strategies;
  std::vector<TracedProject> projects;
  size_t total_projects = 0;
  std::vector<TracedClaim> claims;
  size_t total_claims = 0;
  bool depth_limited = false;
  TraceTotals totals;
  std::vector<PlaceTotal> places;  // the first of totals.places, at most 500
};

// Resolves the strategy, traces it, and reads names and evidence for the rows of the page from the
// state's snapshot.
//
// The errors of ResolveNode and ResolvePlace; NOT_FOUND (REPORT_NOT_FOUND); those of the snapshot's
// reads.
absl::StatusOr<TraceAnswer> ReadTrace(const GraphState& state, const TraceRequest& request);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_READ_TRACE_H_
