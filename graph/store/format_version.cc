#include "graph/store/format_version.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/store/key_codec.h"
#include "graph/store/pack_assertions.h"
#include "graph/store/rocks_error.h"

namespace policygraph {
namespace {

// To version 2: the table of judgements, which is made before migrations run. An older release
// would answer as if nobody had judged anything, so it must not open such a store.
absl::Status AddJudgements(rocksdb::DB&, std::span<rocksdb::ColumnFamilyHandle* const>,
                           rocksdb::WriteBatch&) {
  return absl::OkStatus();
}

constexpr std::array<Migration, 2> kMigrations = {AddJudgements, PackAssertions};

// The stored version; 0 for a new store that has no stamp yet.
absl::StatusOr<uint32_t> ReadVersion(rocksdb::DB& db) {
  std::string stamp;
  const rocksdb::Status read = db.Get(rocksdb::ReadOptions(), kFormatVersionKey, &stamp);
  if (read.IsNotFound()) {
    // A process that was killed while it made the store has left it without a stamp, and empty.
    if (db.GetLatestSequenceNumber() == 0) return 0;
    return StoreError(
        absl::StatusCode::kFailedPrecondition,
        fmt::format("{} is the database of another program; choose another folder", db.GetName()));
  }
  RETURN_IF_ERROR(FromRocks(read));
  const std::optional<uint32_t> version = DecodeFormatVersion(stamp);
  if (!version.has_value() || *version == 0) {
    return StoreError(
        absl::StatusCode::kDataLoss,
        fmt::format("the format version of {} is damaged; restore it from a backup", db.GetName()));
  }
  return *version;
}

// Writes the batch together with the version that it makes.
absl::Status WriteStamped(rocksdb::DB& db, rocksdb::WriteBatch& batch, uint32_t version) {
  RETURN_IF_ERROR(FromRocks(batch.Put(kFormatVersionKey, EncodeFormatVersion(version))));
  rocksdb::WriteOptions durable;
  durable.sync = true;
  return FromRocks(db.Write(durable, &batch));
}

uint32_t CurrentVersion(std::span<const Migration> migrations) {
  return static_cast<uint32_t>(migrations.size()) + 1;
}

}  // namespace

std::span<const Migration> AllMigrations() { return kMigrations; }

absl::Status CheckFormat(rocksdb::DB& db, std::span<const Migration> migrations) {
  ASSIGN_OR_RETURN(const uint32_t version, ReadVersion(db));
  if (version <= CurrentVersion(migrations)) return absl::OkStatus();
  return StoreError(
      absl::StatusCode::kFailedPrecondition,
      fmt::format("{} has format version {}, and this release reads up to {}; use the release that "
                  "wrote it or a newer one, or load the reports again into an empty folder",
                  db.GetName(), version, CurrentVersion(migrations)));
}

absl::Status MigrateFormat(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const> families,
                           std::span<const Migration> migrations) {
  ASSIGN_OR_RETURN(const uint32_t version, ReadVersion(db));
  if (version == 0) {
    rocksdb::WriteBatch batch;
    return WriteStamped(db, batch, CurrentVersion(migrations));
  }
  for (uint32_t from = version; from < CurrentVersion(migrations); ++from) {
    rocksdb::WriteBatch batch;
    RETURN_IF_ERROR(migrations[from - 1](db, families, batch));
    RETURN_IF_ERROR(WriteStamped(db, batch, from + 1));
  }
  return absl::OkStatus();
}

}  // namespace policygraph
