#ifndef POLICYGRAPH_GRAPH_TRACE_TRACE_H_
#define POLICYGRAPH_GRAPH_TRACE_TRACE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "graph/model/vocabulary.h"
#include "graph/trace/edge_filter.h"
#include "graph/trace/trace_totals.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// What a trace brings besides the projects.
struct TraceIncludes {
  bool places = true;
  bool agencies = true;
  bool commitments = true;
  bool outcomes = true;
  bool indicators = true;
};

// From which strategy to trace, how far, and which page of the projects to bring.
struct TraceQuery {
  Vertex strategy = 0;
  int max_depth = 3;  // PART_OF steps down to sub-strategies
  TraceIncludes include;
  // Which edges to walk. With bounds on years only projects count that a claim of them advances.
  EdgeFilter filter;
  // Only projects that lie in one of these; all when not set.
  std::optional<absl::flat_hash_set<Vertex>> places;
  // Only projects of which this is the furthest stage that a claim says; all when empty.
  std::vector<Stage> stages;
  size_t first_project = 0;  // projects to pass over
  size_t max_projects = 100;
  size_t max_claims = 20;  // for each project, and for the strategies
};

// A commitment or outcome: the edge from it to the project (ADVANCES) or strategy (SUPPORTS), and
// its edges to indicators.
struct ClaimTrace {
  ViewEdge edge;
  std::vector<ViewEdge> indicators;  // TARGETS or REPORTS
};

struct ProjectTrace {
  Vertex project = 0;
  std::vector<ViewEdge> path;         // from the strategy: PART_OF ..., then SUPPORTS
  std::vector<ViewEdge> places;       // LOCATED_IN, from the project
  std::vector<ViewEdge> responsible;  // RESPONSIBLE_FOR, to the project
  std::vector<ClaimTrace> claims;     // up to max_claims: see TraceResult::claims
  size_t total_claims = 0;
  Stage stage = Stage::kUnspecified;  // the furthest that any of all its claims says
};

// What Trace found, as vertices and edges of the view.
struct TraceResult {
  std::vector<ViewEdge> sub_strategies;  // PART_OF, from each one that was followed; nearest first
  std::vector<ProjectTrace> projects;  // the page: nearest first, then in reading order, then by id
  size_t total_projects = 0;
  // On the strategies themselves, on the first page only: commitments first, then by year, in
  // reading order and by id. None when projects are asked for by place or stage.
  std::vector<ClaimTrace> claims;
  size_t total_claims = 0;
  bool depth_limited = false;  // sub-strategies lie deeper than max_depth
  TraceTotals totals;          // whatever page and includes
};

// Follows a strategy down PART_OF to its sub-strategies, and from each of them to the projects and
// claims that SUPPORT it; every path is a shortest one. A claim that advances one of these projects
// is brought with the project and not again with the strategies.
//
// Does no input or output; its time is in proportion to the strategies, their SUPPORTS edges and
// what stands around their projects. Precondition: the strategy is a vertex of the view.
TraceResult Trace(const GraphView& view, const TraceQuery& query);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_TRACE_H_
