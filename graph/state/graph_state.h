#ifndef POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_
#define POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "graph/search/name_index.h"
#include "graph/store/graph_store.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// All that a read needs of one revision: the view to walk, the names to search, and the snapshot to
// read properties and evidence from. Immutable; shared by all readers of the revision. Must not
// outlive the store.
class GraphState {
 public:
  // Reads the whole snapshot; fails as GraphView::Build does.
  static absl::StatusOr<std::shared_ptr<const GraphState>> Build(
      std::shared_ptr<const GraphSnapshot> snapshot);

  Revision revision() const { return view_->revision(); }
  const GraphView& view() const { return *view_; }
  const NameIndex& names() const { return names_; }
  const GraphSnapshot& snapshot() const { return view_->snapshot(); }

 private:
  GraphState(std::shared_ptr<const GraphView> view, NameIndex names);

  std::shared_ptr<const GraphView> view_;
  NameIndex names_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STATE_GRAPH_STATE_H_
