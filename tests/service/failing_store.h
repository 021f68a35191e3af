#ifndef POLICYGRAPH_TESTS_SERVICE_FAILING_STORE_H_
#define POLICYGRAPH_TESTS_SERVICE_FAILING_STORE_H_

#include <atomic>
#include <memory>

#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"
#include "graph/store/memory_store.h"

namespace policygraph::service {

// An empty store that cannot be read while a switch says so.
class FailingStore final : public GraphStore {
 public:
  explicit FailingStore(std::shared_ptr<const std::atomic<bool>> failing)
      : failing_(std::move(failing)) {}

  absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Snapshot() const override {
    if (*failing_) return absl::DataLossError("block checksum mismatch");
    return store_.Snapshot();
  }
  absl::StatusOr<Revision> Apply(const Commit& commit) override { return store_.Apply(commit); }
  absl::Status MakeDurable() override { return store_.MakeDurable(); }

 private:
  const std::shared_ptr<const std::atomic<bool>> failing_;
  MemoryStore store_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_TESTS_SERVICE_FAILING_STORE_H_
