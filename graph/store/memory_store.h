#ifndef POLICYGRAPH_GRAPH_STORE_MEMORY_STORE_H_
#define POLICYGRAPH_GRAPH_STORE_MEMORY_STORE_H_

#include <memory>
#include <mutex>

#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"

namespace policygraph {

// The simplest store that keeps the contract: ordered maps in memory, copied for every commit, so
// that a snapshot is just the maps of its revision. For tests and as the reference that other back
// ends are compared with; a commit costs time in proportion to the whole graph.
class MemoryStore final : public GraphStore {
 public:
  MemoryStore();
  ~MemoryStore() override;

  absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Snapshot() const override;
  absl::StatusOr<Revision> Apply(const Commit& commit) override;
  absl::Status MakeDurable() override { return absl::OkStatus(); }

 private:
  class State;

  mutable std::mutex mutex_;            // guards state_
  std::shared_ptr<const State> state_;  // of the newest revision
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_MEMORY_STORE_H_
