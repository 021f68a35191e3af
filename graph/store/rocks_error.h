#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_ERROR_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_ERROR_H_

#include <string_view>

#include "absl/status/status.h"
#include "rocksdb/slice.h"
#include "rocksdb/status.h"

namespace policygraph {

// A STORE_FAILURE error with a code of its own: DATA_LOSS for damaged bytes, FAILED_PRECONDITION or
// NOT_FOUND for a folder that cannot be used as it is.
absl::Status StoreError(absl::StatusCode code, std::string_view message);

// A RocksDB status as ours: DATA_LOSS for damaged bytes, INTERNAL for whatever else went wrong.
// Absent keys are no errors; callers look for them before.
absl::Status FromRocks(const rocksdb::Status& status);

// DATA_LOSS: bytes that were read are not what a store writes; `what` they are.
absl::Status Damaged(std::string_view what);

// The same of the row with this key.
absl::Status DamagedRow(const rocksdb::Slice& key);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_ERROR_H_
