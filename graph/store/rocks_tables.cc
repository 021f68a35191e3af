#include "graph/store/rocks_tables.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/store/format_version.h"
#include "graph/store/key_codec.h"
#include "graph/store/rocks_error.h"
#include "rocksdb/cache.h"
#include "rocksdb/filter_policy.h"
#include "rocksdb/slice_transform.h"
#include "rocksdb/table.h"

namespace policygraph {
namespace {

// How a table is kept.
struct TableSpec {
  const char* name;
  size_t prefix_bytes;  // that the rows of one scan share; 0 when only whole keys are looked up
  bool in_runs;         // a commit writes many rows, in order
  rocksdb::CompressionType compression;
};

// In the order of Table. RocksDB insists on a family called "default"; it serves as kMeta.
constexpr TableSpec kTables[] = {
    {"default", 0, false, rocksdb::kNoCompression},
    {"assertions", kNodePrefixBytes, true, rocksdb::kLZ4Compression},
    {"report_elements", 0, false, rocksdb::kNoCompression},
    {"reports", 0, false, rocksdb::kLZ4Compression},
    {"texts", 0, false, rocksdb::kZSTD},
    {"commits", 0, false, rocksdb::kLZ4Compression},
    {"requests", 0, false, rocksdb::kLZ4Compression},
    {"judgements", 0, false, rocksdb::kLZ4Compression},
};

constexpr int kFilesToMerge = 8;

constexpr double kBloomBitsPerKey = 10;  // one miss in a hundred reads a block in vain

// A memory table is filled several times faster when the processor's cache holds it. Several small
// ones are merged as they are written, so that files are as large as one large table would make.
constexpr int kMemoryTables = 4;

rocksdb::ColumnFamilyOptions FamilyOptions(std::string_view name,
                                           const std::shared_ptr<rocksdb::Cache>& cache,
                                           size_t write_buffer_bytes) {
  rocksdb::ColumnFamilyOptions options;
  const auto* const spec = std::ranges::find(kTables, name, &TableSpec::name);
  // A family that this release does not know is opened only so that its version can be read.
  if (spec == std::end(kTables)) return options;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.cache_index_and_filter_blocks = true;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(kBloomBitsPerKey));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  if (spec->prefix_bytes > 0) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(spec->prefix_bytes));
    options.memtable_prefix_bloom_size_ratio = 0.1;
  }
  if (spec->in_runs) {
    // One hint for all keys: a row is searched for from the one that was written before it.
    options.memtable_insert_with_hint_prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(0));
    options.write_buffer_size = write_buffer_bytes / kMemoryTables;
    options.min_write_buffer_number_to_merge = kMemoryTables;
    options.max_write_buffer_number = 2 * kMemoryTables;
  }
  options.compression = spec->compression;
  // Ids are hashes, so that each commit reaches into every file of the level below: merging more
  // files at once rewrites that level less often.
  options.level0_file_num_compaction_trigger = kFilesToMerge;
  options.level0_slowdown_writes_trigger = 4 * kFilesToMerge;
  options.level0_stop_writes_trigger = 6 * kFilesToMerge;
  return options;
}

rocksdb::DBOptions DatabaseOptions(const RocksStoreOptions& options) {
  rocksdb::DBOptions database;
  // Half of it is filled while the other half is written.
  database.db_write_buffer_size = 2 * options.write_buffer_bytes;
  database.max_total_wal_size = 4 * options.write_buffer_bytes;
  // A process that is killed may leave half a record at the end of the log, which was never
  // acknowledged. Damage before the end is an error and not the end of the log.
  database.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  database.keep_log_file_num = 2;
  return database;
}

// True for the files that RocksDB makes before the one called CURRENT completes a new database.
bool PrecedesDatabase(const std::string& file) {
  return file.starts_with("LOG") || file == "LOCK" || file == "IDENTITY" ||
         file.starts_with("MANIFEST-") || file.ends_with(".dbtmp");
}

absl::Status FolderError(const std::filesystem::path& folder, std::string_view what) {
  return StoreError(absl::StatusCode::kFailedPrecondition,
                    fmt::format("{} {}; choose another folder", folder.string(), what));
}

// True when the folder holds a database, false when one is to be made in it.
absl::StatusOr<bool> HoldsDatabase(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder, error) && !error) return false;
  if (std::filesystem::exists(folder / "CURRENT", error)) return true;
  std::filesystem::directory_iterator files(folder, error);
  for (; !error && files != std::filesystem::directory_iterator(); files.increment(error)) {
    if (!PrecedesDatabase(files->path().filename().string())) {
      return FolderError(folder, "holds other files and no policygraph store");
    }
  }
  if (error) return FolderError(folder, "cannot be read: " + error.message());
  return false;
}

// Makes way for a new store.
absl::Status PrepareFolder(const std::filesystem::path& folder, const RocksStoreOptions& options) {
  if (!options.create_if_missing) {
    return StoreError(
        absl::StatusCode::kNotFound,
        fmt::format("there is no store in {}; load a report into it first", folder.string()));
  }
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return FolderError(folder, "cannot be made: " + error.message());
  return absl::OkStatus();
}

absl::Status OpenError(const std::filesystem::path& folder, const rocksdb::Status& status) {
  const std::string text = status.ToString();
  const bool locked = status.IsIOError() && (text.find("While lock file") != std::string::npos ||
                                             text.find("lock hold by") != std::string::npos);
  if (!locked) return FromRocks(status);
  return StoreError(
      absl::StatusCode::kFailedPrecondition,
      fmt::format("the store {} is open already: a server holds it; ask that server instead, or "
                  "stop it first",
                  folder.string()));
}

}  // namespace

absl::StatusOr<std::shared_ptr<const RocksTables>> RocksTables::Open(
    const std::filesystem::path& folder, const RocksStoreOptions& options) {
  ASSIGN_OR_RETURN(const bool exists, HoldsDatabase(folder));
  rocksdb::DBOptions database = DatabaseOptions(options);
  std::vector<std::string> names;
  if (exists) {
    const rocksdb::Status listed =
        rocksdb::DB::ListColumnFamilies(database, folder.string(), &names);
    if (!listed.ok()) return OpenError(folder, listed);
  } else {
    RETURN_IF_ERROR(PrepareFolder(folder, options));
    database.create_if_missing = true;
    database.create_missing_column_families = true;
    for (const TableSpec& spec : kTables) names.push_back(spec.name);
  }

  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(options.cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const std::string& name : names) {
    descriptors.emplace_back(name, FamilyOptions(name, cache, options.write_buffer_bytes));
  }
  std::vector<rocksdb::ColumnFamilyHandle*> families;
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(database, folder.string(), descriptors, &families, &opened);
  if (!status.ok()) return OpenError(folder, status);
  const std::shared_ptr<RocksTables> tables(new RocksTables(std::unique_ptr<rocksdb::DB>(opened)));
  tables->families_ = std::move(families);

  RETURN_IF_ERROR(CheckFormat(tables->db()));
  // Families are missing when the process that made the store was killed over it, or when they are
  // new in this version of the format.
  for (const TableSpec& spec : kTables) {
    const auto at = std::ranges::find(names, spec.name);
    if (at != names.end()) {
      tables->tables_.push_back(tables->families_[at - names.begin()]);
      continue;
    }
    rocksdb::ColumnFamilyHandle* family = nullptr;
    RETURN_IF_ERROR(FromRocks(tables->db().CreateColumnFamily(
        FamilyOptions(spec.name, cache, options.write_buffer_bytes), spec.name, &family)));
    tables->families_.push_back(family);
    tables->tables_.push_back(family);
  }
  RETURN_IF_ERROR(MigrateFormat(tables->db(), tables->families_));
  RETURN_IF_ERROR(tables->DropObsolete());
  return tables;
}

absl::Status RocksTables::DropObsolete() {
  for (rocksdb::ColumnFamilyHandle* family : families_) {
    if (std::ranges::find(kTables, family->GetName(), &TableSpec::name) != std::end(kTables)) {
      continue;
    }
    RETURN_IF_ERROR(FromRocks(db_->DropColumnFamily(family)));
  }
  return absl::OkStatus();
}

RocksTables::~RocksTables() {
  for (rocksdb::ColumnFamilyHandle* family : families_) db_->DestroyColumnFamilyHandle(family);
}

}  // namespace policygraph
