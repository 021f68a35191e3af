#ifndef POLICYGRAPH_GRAPH_CURATION_JUDGED_GRAPH_H_
#define POLICYGRAPH_GRAPH_CURATION_JUDGED_GRAPH_H_

#include <memory>
#include <span>

#include "absl/status/statusor.h"
#include "graph/curation/apply_judgement.h"
#include "graph/model/judgement.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// A stored graph as people have judged it.
struct JudgedGraph {
  // Reads as the stored snapshot does, with every judgement that holds applied: whoever reads it
  // sees the judged graph and need not know. Its assertions without a report are people's. Holds
  // the stored snapshot and in memory the elements that judgements change.
  std::shared_ptr<const GraphSnapshot> snapshot;

  MergedNodes merged;

  // The node itself, or the one that it is part of since it was merged.
  NodeId Resolve(const NodeId& id) const;
};

// The snapshot as its own judgements have it. Costs reading what they name and the edges there; the
// very snapshot when there are none. Fails as its reads do.
absl::StatusOr<JudgedGraph> ApplyJudgements(std::shared_ptr<const GraphSnapshot> stored);

// The snapshot as these judgements have it, by id.
absl::StatusOr<JudgedGraph> ApplyJudgements(std::shared_ptr<const GraphSnapshot> stored,
                                            std::span<const Judgement> judgements);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_CURATION_JUDGED_GRAPH_H_
