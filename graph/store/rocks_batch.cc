#include "graph/store/rocks_batch.h"

#include "graph/base/status_macros.h"
#include "graph/store/rocks_error.h"

namespace policygraph {

void RocksBatch::Put(Table table, std::string_view key, std::string_view value) {
  Note(batch_.Put(tables_[table], key, value));
}

void RocksBatch::Delete(Table table, std::string_view key) {
  Note(batch_.Delete(tables_[table], key));
}

void RocksBatch::Clear() {
  batch_.Clear();
  failure_ = rocksdb::Status();
}

absl::Status RocksBatch::Write() {
  RETURN_IF_ERROR(FromRocks(failure_));
  return FromRocks(tables_.db().Write(rocksdb::WriteOptions(), &batch_));
}

void RocksBatch::Note(const rocksdb::Status& status) {
  if (failure_.ok()) failure_ = status;
}

}  // namespace policygraph
