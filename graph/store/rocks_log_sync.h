#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_LOG_SYNC_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_LOG_SYNC_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "absl/status/status.h"

namespace rocksdb {
class DB;
}

namespace policygraph {

// Brings the write-ahead log to disk. Writers that wait at the same time share one sync, so that
// the time a disk takes for it bounds how long a commit takes but not how many there are a second.
// May be called from many threads; the database must outlive it.
class RocksLogSync {
 public:
  explicit RocksLogSync(rocksdb::DB& db) : db_(db) {}

  // Returns when all that was written before the call is on disk. Once a sync has failed nobody
  // knows what is there, so this and every later call fails, until the store is opened again.
  absl::Status Sync();

 private:
  rocksdb::DB& db_;
  std::mutex mutex_;                 // guards what follows; not held during a sync
  std::condition_variable changed_;  // a sync has ended
  bool running_ = false;
  uint64_t begun_ = 0;  // syncs
  uint64_t ended_ = 0;
  absl::Status failure_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_LOG_SYNC_H_
