#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_BATCH_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_BATCH_H_

#include <string_view>

#include "absl/status/status.h"
#include "graph/store/rocks_tables.h"
#include "rocksdb/write_batch.h"

namespace policygraph {

// Collects the rows that a commit changes. The tables must outlive it.
class RocksBatch {
 public:
  explicit RocksBatch(const RocksTables& tables) : tables_(tables) {}

  void Put(Table table, std::string_view key, std::string_view value);
  void Delete(Table table, std::string_view key);

  // Forgets what was collected.
  void Clear();

  // Writes all of it, so that it can be read, and leaves the sync to the caller.
  absl::Status Write();

 private:
  void Note(const rocksdb::Status& status);

  const RocksTables& tables_;
  rocksdb::WriteBatch batch_;
  rocksdb::Status failure_;  // the first one, if any
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_BATCH_H_
