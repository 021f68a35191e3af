#ifndef POLICYGRAPH_GRAPH_TRACE_ORIGINS_H_
#define POLICYGRAPH_GRAPH_TRACE_ORIGINS_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/base/steps.h"
#include "graph/trace/edge_filter.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// One edge followed, and the end it was followed to.
struct UpHop {
  ViewEdge edge;
  Vertex to = 0;
};

// From which node to go up, and which page of the strategies to bring.
struct OriginsQuery {
  Vertex node = 0;
  EdgeFilter filter;
  size_t first_origin = 0;  // strategies to pass over
  size_t max_origins = 50;
  size_t max_parents = 20;  // for each strategy
};

// A strategy behind the node.
struct Origin {
  Vertex strategy = 0;
  std::vector<UpHop> path;  // from the node; empty when it is the strategy itself
  size_t projects = 0;      // from which a way leads to it, of those that the node leads to
  size_t claims = 0;        // likewise; both count the node itself
  // PART_OF, to each strategy above it, nearest first, up to max_parents.
  std::vector<UpHop> parents;
};

struct OriginsResult {
  // The page: shortest path first, then those that most projects and claims lead to, then in
  // reading order and by id.
  std::vector<Origin> origins;
  size_t total_origins = 0;
  size_t total_projects = 0;  // from which a way leads to any strategy
  size_t total_claims = 0;
};

// The way of Trace back: from a project, county, region, agency, indicator, commitment, outcome or
// strategy up to the strategies behind it. A place leads to the places below it, to what lies in it
// and, a county, to what it is responsible for; an agency to what it is responsible for; an
// indicator to the claims that target or report it; a claim to what it advances and supports; a
// project to what it supports; a strategy to what it is part of. Other kinds lead nowhere.
//
// So a project leads to those strategies whose trace, of any depth, has the project. As there, with
// bounds on years only projects count that a claim of them advances.
//
// Paths are shortest ones, and of those one whose least sure edge is surest. Time is in proportion
// to what the node leads to, and for each of the projects and claims there to the strategies above
// it. Each edge looked at is a step.
//
// RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) when the steps are exhausted; what `steps` says when nobody
// waits. Precondition: the node is a vertex of the view.
absl::StatusOr<OriginsResult> TraceOrigins(const GraphView& view, const OriginsQuery& query,
                                           Steps& steps);

// Whether nodes of this kind lead to strategies at all.
bool LeadsToStrategies(NodeKind kind);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_ORIGINS_H_
