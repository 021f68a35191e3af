#ifndef POLICYGRAPH_GRAPH_CURATION_JUDGED_SNAPSHOT_H_
#define POLICYGRAPH_GRAPH_CURATION_JUDGED_SNAPSHOT_H_

#include <memory>

#include "graph/curation/partial_graph.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A snapshot that reads as `stored` does, but for the elements that `changed` knows: of these it
// has what stands there.
std::shared_ptr<const GraphSnapshot> OverlaySnapshot(std::shared_ptr<const GraphSnapshot> stored,
                                                     const PartialGraph& changed);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_JUDGED_SNAPSHOT_H_
