#ifndef POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_
#define POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_

#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "graph/curation/judged_graph.h"
#include "graph/search/name_index.h"
#include "graph/store/graph_store.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// All that a read needs of one revision: the view to walk, the names to search, and the snapshot to
// read properties and evidence from, all three with the judgements of the revision applied.
// Immutable; shared by all readers of the revision. Must not outlive the store.
class GraphState {
 public:
  // Reads the whole of a store's snapshot; fails as GraphView::Build does.
  static absl::StatusOr<std::shared_ptr<const GraphState>> Build(
      std::shared_ptr<const GraphSnapshot> snapshot);

  Revision revision() const { return view_->revision(); }
  const GraphView& view() const { return *view_; }
  const NameIndex& names() const { return names_; }
  const GraphSnapshot& snapshot() const { return view_->snapshot(); }

  // The vertex of a node, or of the one that it is part of since it was merged; nothing when
  // neither is there.
  std::optional<Vertex> Find(const NodeId& id) const { return view_->Find(judged_.Resolve(id)); }

 private:
  GraphState(JudgedGraph judged, std::shared_ptr<const GraphView> view, NameIndex names);

  const JudgedGraph judged_;

  std::shared_ptr<const GraphView> view_;
  NameIndex names_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_
