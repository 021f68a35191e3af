#ifndef POLICYGRAPH_GRAPH_CURATION_RETRACTION_H_
#define POLICYGRAPH_GRAPH_CURATION_RETRACTION_H_

#include <cstddef>
#include <map>
#include <memory>

#include "absl/status/statusor.h"
#include "graph/model/ids.h"
#include "graph/model/vocabulary.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// What goes when a report is retracted, as readers see it.
struct RetractionCounts {
  std::map<NodeKind, size_t> nodes;
  std::map<EdgeKind, size_t> edges;
};

// Counts what the judged graph of this snapshot has and would not have without the report: a node
// that is merged into one of another report does not go, one that people added to stays, and an edge
// that they added goes with its ends. Costs reading what the report asserts, and twice what
// ApplyJudgements costs. Fails as reads do.
absl::StatusOr<RetractionCounts> CountRetracted(std::shared_ptr<const GraphSnapshot> stored,
                                                const ReportId& report);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_RETRACTION_H_
