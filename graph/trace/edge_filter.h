#ifndef POLICYGRAPH_GRAPH_TRACE_EDGE_FILTER_H_
#define POLICYGRAPH_GRAPH_TRACE_EDGE_FILTER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// What is to count in a trace, as a user says it.
struct FilterRequest {
  std::vector<std::string> reports;  // only what one of these asserts; empty for all
  Confidence min_confidence = 0;
  int min_year = 0;  // of claims; 0 for no bound
  int max_year = 0;  // likewise
};

// The edges that a trace walks.
struct EdgeFilter {
  std::optional<absl::flat_hash_set<EdgeIndex>> only;  // all when not set
  Confidence min_confidence = 0;
  int min_year = 0;  // of the claims that edges join; 0 for no bound
  int max_year = 0;

  bool HasYears() const { return min_year != 0 || max_year != 0; }

  // Whether the edge counts. With bounds on years, edges at a claim of no known year do not.
  bool Has(const GraphView& view, const ViewEdge& edge) const;
};

// NOT_FOUND (REPORT_NOT_FOUND); the errors of the snapshot's reads.
absl::StatusOr<EdgeFilter> ReadEdgeFilter(const GraphState& state, const FilterRequest& request);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_EDGE_FILTER_H_
