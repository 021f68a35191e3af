#ifndef POLICYGRAPH_GRAPH_ANALYSIS_MATCH_PATTERN_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_MATCH_PATTERN_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/analysis/pattern.h"
#include "graph/base/steps.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// The node of each variable; nothing for one of an optional edge when there is none.
using PatternRow = std::vector<std::optional<Vertex>>;

struct PatternMatches {
  std::vector<PatternRow> rows;  // by node ids in the order of variables, nothing first
  bool cut = false;              // there may be more: max_rows or the steps are exhausted
};

// All rows in which different variables are different nodes, each fits its variable, and every edge
// that is not optional holds: the shortest way between its ends, along edges of its kinds and
// direction, has min_hops to max_hops edges. Optional edges add every node that fits, in the order
// of the edges, or nothing when none does.
//
// The search begins at the variable with the fewest nodes and goes on along edges. Precondition:
// the pattern is valid. The errors of NodeFilter::Of and of `steps`.
absl::StatusOr<PatternMatches> MatchPattern(const GraphState& state, const Pattern& pattern,
                                            size_t max_rows, Steps& steps);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_MATCH_PATTERN_H_
