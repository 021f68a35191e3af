#ifndef POLICYGRAPH_GRAPH_STORE_FORMAT_VERSION_H_
#define POLICYGRAPH_GRAPH_STORE_FORMAT_VERSION_H_

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "rocksdb/db.h"
#include "rocksdb/write_batch.h"

namespace policygraph {

// Key of the version in the default column family.
inline constexpr std::string_view kFormatVersionKey = "format_version";

// Brings a store from one version to the next by adding to the batch what must change. The new
// stamp is written in that batch, so a migration that is cut short starts again.
using Migration = absl::Status (*)(rocksdb::DB& db,
                                   std::span<rocksdb::ColumnFamilyHandle* const> families,
                                   rocksdb::WriteBatch& batch);

// All migrations there are: the one at i leads from version i + 1 to i + 2, so the version that
// this release writes is one more than their number. graph/FORMAT.md has the history.
std::span<const Migration> AllMigrations();

// OK when this release can read the store: its version is known, or it is new and still unstamped.
// FAILED_PRECONDITION when a newer release wrote it or it is the database of another program;
// DATA_LOSS when the stamp is damaged.
absl::Status CheckFormat(rocksdb::DB& db, std::span<const Migration> migrations = AllMigrations());

// Stamps a new store, and brings an older one up to date, step by step. `families` are all of the
// store's column families, those of the current version included.
// Precondition: CheckFormat(db, migrations) is OK.
absl::Status MigrateFormat(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const> families,
                           std::span<const Migration> migrations = AllMigrations());

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_FORMAT_VERSION_H_
