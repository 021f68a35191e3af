#ifndef POLICYGRAPH_TESTS_SUPPORT_STORED_GRAPH_H_
#define POLICYGRAPH_TESTS_SUPPORT_STORED_GRAPH_H_

#include <memory>
#include <span>
#include <vector>

#include "graph/state/graph_state.h"
#include "graph/store/memory_store.h"
#include "graph/store/report_writer.h"

namespace policygraph {

// A memory store with these reports in it, and the state of its newest revision.
class StoredGraph {
 public:
  explicit StoredGraph(const std::vector<GraphDelta>& deltas) {
    for (const GraphDelta& delta : deltas) WriteReport(*store_, delta, {}).value();
    state_ = GraphState::Build(store_->Snapshot().value()).value();
  }

  MemoryStore& store() const { return *store_; }
  const GraphState& state() const { return *state_; }
  const GraphView& view() const { return state_->view(); }

  // The vertex of a node that is there.
  Vertex At(const NodeId& id) const { return view().Find(id).value(); }

 private:
  std::unique_ptr<MemoryStore> store_ = std::make_unique<MemoryStore>();
  std::shared_ptr<const GraphState> state_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_STORED_GRAPH_H_
