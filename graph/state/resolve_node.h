#ifndef POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_
#define POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// The node of a kind that a user means: its id in hex, its name or an alias, as NormalizeName
// compares them.
//
// NOT_FOUND (NODE_NOT_FOUND) when there is none; FAILED_PRECONDITION (AMBIGUOUS_NAME) with the ids
// and scopes of all candidates when a name fits several.
absl::StatusOr<Vertex> ResolveNode(const GraphState& state, NodeKind kind, std::string_view text);

// The one candidate for `text`, or the error of ResolveNode. For kinds that have names of their own
// form.
absl::StatusOr<Vertex> OnlyCandidate(const GraphState& state, NodeKind kind, std::string_view text,
                                     const std::vector<Vertex>& candidates);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_
