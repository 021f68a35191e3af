#ifndef POLICYGRAPH_GRAPH_STORE_ROCKS_TABLES_H_
#define POLICYGRAPH_GRAPH_STORE_ROCKS_TABLES_H_

#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/store/rocks_store.h"
#include "rocksdb/db.h"

namespace policygraph {

// The tables of the store, one RocksDB column family each. graph/FORMAT.md describes their rows;
// the table of how each is kept stands in rocks_tables.cc, in this order.
enum class Table {
  kMeta,
  kAssertions,
  kReportElements,
  kReports,
  kTexts,
  kCommits,
  kRequests,
  kJudgements,
};

// Key of the newest revision in kMeta.
inline constexpr std::string_view kRevisionKey = "revision";

// The open database: holds the folder's lock until it is destroyed. May be shared by threads.
class RocksTables {
 public:
  // As RocksStore::Open.
  static absl::StatusOr<std::shared_ptr<const RocksTables>> Open(
      const std::filesystem::path& folder, const RocksStoreOptions& options);

  ~RocksTables();

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* operator[](Table table) const {
    return tables_[static_cast<size_t>(table)];
  }

 private:
  explicit RocksTables(std::unique_ptr<rocksdb::DB> db) : db_(std::move(db)) {}

  // Drops tables of older versions, whose rows were migrated.
  absl::Status DropObsolete();

  const std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;  // all that are open, owned
  std::vector<rocksdb::ColumnFamilyHandle*> tables_;    // of them, those in Table, in its order
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_ROCKS_TABLES_H_
