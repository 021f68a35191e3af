#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_STORE_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_STORE_H_

#include <cstddef>
#include <filesystem>
#include <memory>
#include <mutex>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"
#include "graph/store/rocks_log_sync.h"

namespace policygraph {

struct RocksStoreOptions {
  bool create_if_missing = true;  // false: NOT_FOUND when there is no store
  size_t cache_bytes = 64 << 20;  // what is read, kept in memory
  // What was committed, in memory until its tables are written; twice that while they are.
  size_t write_buffer_bytes = 64 << 20;
};

class RocksTables;

// The durable store: a folder of RocksDB files, laid out as graph/FORMAT.md says. A commit is on
// disk when Apply returns, and may be read a moment before that; a process that is killed at any
// moment leaves whole commits only, and none without those before it.
//
// One process has a folder open at a time. Snapshots keep the database open, so the folder is free
// again when the store and the last of its snapshots are gone.
class RocksStore final : public GraphStore {
 public:
  // Opens the store in `folder`, and creates folder and store when missing.
  //   FAILED_PRECONDITION  another process has it open; the folder holds something else; or a newer
  //                        release wrote it.
  //   NOT_FOUND            there is none and options say not to create it.
  //   DATA_LOSS            its files are damaged.
  // All carry STORE_FAILURE and say what to do.
  static absl::StatusOr<std::unique_ptr<GraphStore>> Open(const std::filesystem::path& folder,
                                                          const RocksStoreOptions& options = {});

  ~RocksStore() override;

  absl::StatusOr<std::shared_ptr<const GraphSnapshot>> Snapshot() const override;
  absl::StatusOr<Revision> Apply(const Commit& commit) override;
  absl::Status MakeDurable() override { return log_sync_.Sync(); }

 private:
  explicit RocksStore(std::shared_ptr<const RocksTables> tables);

  const std::shared_ptr<const RocksTables> tables_;
  std::mutex commit_mutex_;  // held from reading the newest revision to writing the next
  // Newest commit of this process that changed the report's assertions. Guarded by commit_mutex_.
  absl::flat_hash_map<ReportId, Revision> changed_;
  RocksLogSync log_sync_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_STORE_H_
