#ifndef POLICYGRAPH_GRAPH_TRACE_PLACES_WITHIN_H_
#define POLICYGRAPH_GRAPH_TRACE_PLACES_WITHIN_H_

#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// The county or region that a user means: its id in hex, its name or an alias, as ResolveNode
// compares them.
//
// NOT_FOUND (NODE_NOT_FOUND) when there is none; FAILED_PRECONDITION (AMBIGUOUS_NAME) when a name
// fits several.
absl::StatusOr<Vertex> ResolvePlace(const GraphState& state, std::string_view text);

// The edges from the places right below one, PART_OF or LOCATED_IN it, that are at least this sure.
// Which place lies in which is not up to single reports, so it is that of all of them.
std::vector<ViewEdge> EdgesFromPlacesBelow(const GraphView& view, Vertex place,
                                           Confidence min_confidence);

// The place itself and all that lie below it.
absl::flat_hash_set<Vertex> PlacesWithin(const GraphView& view, Vertex place,
                                         Confidence min_confidence);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_TRACE_PLACES_WITHIN_H_
