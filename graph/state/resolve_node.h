#ifndef POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_
#define POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"

namespace policygraph {

// The node that a user means: its id in hex, its name or an alias, as NormalizeName compares them.
// A node of that very name goes before those that have it as an alias. A strategy's name may or may
// not close with 战略. `kind` is the kind asked for; without one it is any that has names, which
// sentences have not.
//
// NOT_FOUND (NODE_NOT_FOUND) when there is none; FAILED_PRECONDITION (AMBIGUOUS_NAME) with ids,
// kinds and scopes of the candidates when a name fits several.
absl::StatusOr<Vertex> ResolveNode(const GraphState& state, std::optional<NodeKind> kind,
                                   std::string_view text);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STATE_RESOLVE_NODE_H_
