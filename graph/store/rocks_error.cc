#include "graph/store/rocks_error.h"

#include "absl/strings/cord.h"
#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph {

absl::Status StoreError(absl::StatusCode code, std::string_view message) {
  const absl::Status internal = MakeError(ErrorReason::kStoreFailure, message);
  absl::Status status(code, internal.message());
  internal.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& payload) { status.SetPayload(type, payload); });
  return status;
}

absl::Status FromRocks(const rocksdb::Status& status) {
  if (status.ok()) return absl::OkStatus();
  if (status.IsCorruption()) {
    return StoreError(
        absl::StatusCode::kDataLoss,
        fmt::format("the store is damaged; restore it from a backup or load the reports again into "
                    "an empty folder ({})",
                    status.ToString()));
  }
  return StoreError(absl::StatusCode::kInternal,
                    fmt::format("the store cannot be read or written; see to its disk and open it "
                                "again ({})",
                                status.ToString()));
}

absl::Status Damaged(std::string_view what) { return FromRocks(rocksdb::Status::Corruption(what)); }

absl::Status DamagedRow(const rocksdb::Slice& key) {
  return Damaged(fmt::format("key {}", key.ToString(/*hex=*/true)));
}

}  // namespace policygraph
