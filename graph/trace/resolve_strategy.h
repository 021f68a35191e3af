#ifndef POLICYGRAPH_GRAPH_TRACE_RESOLVE_STRATEGY_H_
#define POLICYGRAPH_GRAPH_TRACE_RESOLVE_STRATEGY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// The strategy that a user means: its id in hex, its name or an alias. Quotes and a closing 战略 do
// not matter, as NormalizeName and this function have it: 乡村振兴 is also “乡村振兴”战略.
//
// NOT_FOUND (NODE_NOT_FOUND) when there is none; FAILED_PRECONDITION (AMBIGUOUS_NAME) with the ids
// and scopes of all candidates when a name fits several.
absl::StatusOr<Vertex> ResolveStrategy(const GraphState& state, std::string_view strategy);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_RESOLVE_STRATEGY_H_
