// What only the durable back end does: opening, refusing, reopening, and noticing damage.

#include "graph/store/rocks_store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <iterator>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "graph/store/format_version.h"
#include "graph/store/key_codec.h"
#include "graph/store/report_writer.h"
#include "gtest/gtest.h"
#include "rocksdb/db.h"
#include "tests/graph/delta_builder.h"
#include "tests/graph/store_content.h"
#include "tests/support/temporary_folder.h"

namespace policygraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

GraphDelta SomeDelta(uint32_t seed, const std::string& report, int elements = 10) {
  std::mt19937 random(seed);
  return RandomDelta(random, report, elements);
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

class RocksStoreTest : public testing::Test {
 protected:
  std::unique_ptr<GraphStore> Open() const { return RocksStore::Open(folder_).value(); }

  // The error of opening the folder, which must be a STORE_FAILURE that names it.
  absl::Status OpenError(const RocksStoreOptions& options = {}) const {
    const absl::Status status = RocksStore::Open(folder_, options).status();
    EXPECT_FALSE(status.ok());
    EXPECT_EQ(GetErrorInfo(status).value_or(ErrorInfo()).reason, ErrorReason::kStoreFailure);
    EXPECT_THAT(std::string(status.message()), HasSubstr(folder_.string()));
    return status;
  }

  // The store's files of a kind (.sst, .log), which must be some.
  std::vector<std::filesystem::path> Files(const std::string& extension) const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (entry.path().extension() == extension) files.push_back(entry.path());
    }
    EXPECT_FALSE(files.empty()) << "no " << extension;
    return files;
  }

  // Changes the store's files with RocksDB itself.
  void WithDatabase(const std::function<void(rocksdb::DB&)>& change) const {
    std::vector<std::string> names;
    rocksdb::DBOptions options;
    options.create_if_missing = true;
    if (!rocksdb::DB::ListColumnFamilies(options, folder_.string(), &names).ok()) {
      names = {rocksdb::kDefaultColumnFamilyName};
    }
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const std::string& name : names)
      families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(options, folder_.string(), families, &handles, &db).ok());
    change(*db);
    for (rocksdb::ColumnFamilyHandle* handle : handles) delete handle;
    delete db;
  }

  TemporaryFolder root_;
  const std::filesystem::path folder_ = root_.path() / "var" / "graph";
};

TEST_F(RocksStoreTest, ReopenedStoreHoldsWhatWasCommitted) {
  StoreContent content;
  for (int i = 0; i < 3; ++i) {
    const std::unique_ptr<GraphStore> store = Open();
    EXPECT_EQ(ReadAll(*store), content);
    ASSERT_TRUE(WriteReport(*store, SomeDelta(i, "a-2024"), {}).ok());
    ASSERT_TRUE(WriteReport(*store, SomeDelta(i, std::to_string(i)), {}).ok());
    content = ReadAll(*store);
  }
}

TEST_F(RocksStoreTest, RequestIdsSurviveReopening) {
  ASSERT_TRUE(WriteReport(*Open(), SomeDelta(1, "a-2024"), {.request_id = "one"}).ok());
  const std::unique_ptr<GraphStore> store = Open();
  EXPECT_EQ(WriteReport(*store, SomeDelta(1, "a-2024"), {.request_id = "one"}).value().effect,
            WriteEffect::kCreated);
  EXPECT_EQ(store->Snapshot().value()->revision(), Revision{1});
}

TEST_F(RocksStoreTest, SnapshotKeepsTheDatabaseOpenAfterItsStoreIsGone) {
  std::unique_ptr<GraphStore> store = Open();
  ASSERT_TRUE(WriteReport(*store, SomeDelta(1, "a-2024"), {}).ok());
  std::shared_ptr<const GraphSnapshot> snapshot = store->Snapshot().value();
  const StoreContent content = ReadAll(*snapshot);
  store.reset();
  EXPECT_EQ(ReadAll(*snapshot), content);
  snapshot.reset();
  EXPECT_EQ(ReadAll(*Open()), content);
}

TEST_F(RocksStoreTest, IsNotOpenedTwiceAtOnce) {
  const std::unique_ptr<GraphStore> store = Open();
  const absl::Status status = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("a server holds it"));
}

TEST_F(RocksStoreTest, IsNotOpenedWhileAnotherProcessHoldsIt) {
  Open().reset();
  int ready[2];
  ASSERT_EQ(pipe(ready), 0);
  const pid_t holder = fork();
  ASSERT_GE(holder, 0);
  if (holder == 0) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    const int file = open((folder_ / "LOCK").c_str(), O_RDWR);
    if (fcntl(file, F_SETLK, &lock) != 0 || write(ready[1], "", 1) != 1) _exit(1);
    pause();
    _exit(0);
  }
  char byte;
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  const absl::Status status = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("a server holds it"));
  kill(holder, SIGKILL);
  waitpid(holder, nullptr, 0);
  close(ready[0]);
  close(ready[1]);
  EXPECT_TRUE(RocksStore::Open(folder_).ok());
}

TEST_F(RocksStoreTest, IsNotCreatedWhenTheOptionsSayNotTo) {
  for (const bool folder_exists : {false, true}) {
    if (folder_exists) std::filesystem::create_directories(folder_);
    const absl::Status status = OpenError({.create_if_missing = false});
    EXPECT_TRUE(absl::IsNotFound(status)) << status;
    EXPECT_EQ(std::filesystem::exists(folder_), folder_exists);
  }
  Open().reset();
  EXPECT_TRUE(RocksStore::Open(folder_, {.create_if_missing = false}).ok());
}

TEST_F(RocksStoreTest, FolderOfOtherFilesIsRefusedAndLeftAsItIs) {
  std::filesystem::create_directories(folder_);
  WriteFile(folder_ / "letter.txt", "德阳");
  const absl::Status status = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    files.push_back(entry.path().filename());
  }
  EXPECT_THAT(files, ElementsAre("letter.txt"));
}

TEST_F(RocksStoreTest, FileInPlaceOfAFolderIsRefused) {
  std::filesystem::create_directories(folder_.parent_path());
  WriteFile(folder_, "德阳");
  EXPECT_TRUE(absl::IsFailedPrecondition(OpenError()));
  EXPECT_EQ(ReadFile(folder_), "德阳");
}

TEST_F(RocksStoreTest, DatabaseOfAnotherProgramIsRefused) {
  std::filesystem::create_directories(folder_);
  WithDatabase([](rocksdb::DB& db) { ASSERT_TRUE(db.Put({}, "their key", "their value").ok()); });
  const absl::Status status = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("another program"));
}

TEST_F(RocksStoreTest, StoreOfANewerFormatIsRefusedWithWhatToDo) {
  Open().reset();
  WithDatabase([](rocksdb::DB& db) {
    ASSERT_TRUE(db.Put({}, std::string(kFormatVersionKey), EncodeFormatVersion(99)).ok());
  });
  const absl::Status status = OpenError();
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("format version 99"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer"));
}

TEST_F(RocksStoreTest, CreationThatWasCutShortIsFinished) {
  std::filesystem::create_directories(folder_);
  WriteFile(folder_ / "LOG", "");
  WriteFile(folder_ / "LOCK", "");
  WriteFile(folder_ / "MANIFEST-000001", "");
  Open().reset();

  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
  WithDatabase([](rocksdb::DB&) {});  // a database without tables and stamp
  const std::unique_ptr<GraphStore> store = Open();
  ASSERT_TRUE(WriteReport(*store, SomeDelta(1, "a-2024"), {}).ok());
}

// The first error of reading all that the folder holds.
absl::Status ReadEverything(const std::filesystem::path& folder) {
  const auto store = RocksStore::Open(folder);
  if (!store.ok()) return store.status();
  const auto snapshot = (*store)->Snapshot();
  if (!snapshot.ok()) return snapshot.status();
  const GraphSnapshot& graph = **snapshot;
  absl::Status status = graph.ScanNodes({}, [](const NodeAssertion&) { return true; });
  status.Update(graph.ScanEdges({}, [](const EdgeAssertion&) { return true; }));
  status.Update(graph.ListReports().status());
  status.Update(graph.CommitsAfter(Revision{0}, 10).status());
  status.Update(graph.AssertionsOfReport(ReportId::Of("a-2024")).status());
  status.Update(graph.FindReport(ReportId::Of("a-2024")).status());
  return status;
}

TEST_F(RocksStoreTest, FlippedBitInATableIsDataLossAndNeverAnotherAnswer) {
  ASSERT_TRUE(WriteReport(*Open(), SomeDelta(1, "a-2024", 200), {}).ok());
  const StoreContent content = ReadAll(*Open());  // opening moves the log into tables
  int lost = 0;
  for (const std::filesystem::path& file : Files(".sst")) {
    SCOPED_TRACE(file);
    const std::string good = ReadFile(file);
    std::string bad = good;
    bad[good.size() / 3] ^= 1;
    WriteFile(file, bad);
    const absl::Status status = ReadEverything(folder_);
    if (status.ok()) {  // the bit was in a part that no read needs, such as a filter
      EXPECT_EQ(ReadAll(*Open()), content);
    } else {
      ++lost;
      EXPECT_TRUE(absl::IsDataLoss(status)) << status;
      EXPECT_EQ(GetErrorInfo(status).value_or(ErrorInfo()).reason, ErrorReason::kStoreFailure);
    }
    WriteFile(file, good);
  }
  EXPECT_GT(lost, 0);
  EXPECT_EQ(ReadAll(*Open()), content);
}

TEST_F(RocksStoreTest, LogThatEndsInTheMiddleOfACommitLosesOnlyThatCommit) {
  ASSERT_TRUE(WriteReport(*Open(), SomeDelta(1, "a-2024"), {}).ok());
  StoreContent before;
  {
    const std::unique_ptr<GraphStore> store = Open();
    before = ReadAll(*store);
    ASSERT_TRUE(WriteReport(*store, SomeDelta(2, "a-2024"), {}).ok());
  }
  for (const std::filesystem::path& log : Files(".log")) {
    std::filesystem::resize_file(log, std::filesystem::file_size(log) / 2);
  }
  const std::unique_ptr<GraphStore> store = Open();
  EXPECT_EQ(ReadAll(*store), before);
  EXPECT_TRUE(WriteReport(*store, SomeDelta(2, "a-2024"), {}).ok());
}

TEST_F(RocksStoreTest, FlippedBitAmidTheLogIsDataLossAndNotItsEnd) {
  {
    const std::unique_ptr<GraphStore> store = Open();
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(WriteReport(*store, SomeDelta(i, "a-2024", 200), {}).ok());
    }
  }
  for (const std::filesystem::path& log : Files(".log")) {
    std::string bytes = ReadFile(log);
    if (bytes.empty()) continue;
    bytes[bytes.size() / 3] ^= 1;
    WriteFile(log, bytes);
  }
  const absl::Status status = RocksStore::Open(folder_).status();
  EXPECT_TRUE(absl::IsDataLoss(status)) << status;
}

}  // namespace
}  // namespace policygraph
