#include "graph/store/rocks_log_sync.h"

#include "graph/store/rocks_error.h"
#include "rocksdb/db.h"

namespace policygraph {

absl::Status RocksLogSync::Sync() {
  std::unique_lock lock(mutex_);
  // One that runs already may have begun before our bytes were written.
  const uint64_t needed = begun_ + 1;
  while (ended_ < needed && failure_.ok()) {
    if (running_) {
      changed_.wait(lock);
      continue;
    }
    running_ = true;
    ++begun_;
    lock.unlock();
    const absl::Status status = FromRocks(db_.SyncWAL());
    lock.lock();
    running_ = false;
    ended_ = begun_;
    failure_.Update(status);
    changed_.notify_all();
  }
  return failure_;
}

}  // namespace policygraph
