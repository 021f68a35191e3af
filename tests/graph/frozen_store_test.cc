// Stores that earlier releases wrote must stay readable: each folder tests/data/store_v* is one.

#include "tests/graph/frozen_store.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

#include "graph/store/format_version.h"
#include "graph/store/memory_store.h"
#include "graph/store/report_writer.h"
#include "graph/store/rocks_store.h"
#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"
#include "tests/graph/store_content.h"
#include "tests/support/temporary_folder.h"

namespace policygraph {
namespace {

TEST(FrozenStoreTest, StoresOfAllFormatVersionsHoldWhatTheyWereMadeOfAndCanBeWritten) {
  size_t stores = 0;
  for (const auto& entry : std::filesystem::directory_iterator(PROJECT_DIR "/tests/data")) {
    constexpr std::string_view kPrefix = "store_v";
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kPrefix)) continue;
    SCOPED_TRACE(entry.path());
    ++stores;
    MemoryStore expected;
    for (const Commit& commit : FrozenCommits(std::stoi(name.substr(kPrefix.size())))) {
      ASSERT_TRUE(expected.Apply(commit).ok());
    }
    TemporaryFolder folder;
    std::filesystem::copy(entry.path(), folder.path());
    ASSERT_TRUE(RocksStore::Open(folder.path()).ok());  // migrated, and opened again
    const auto store = RocksStore::Open(folder.path());
    ASSERT_TRUE(store.ok()) << store.status();
    EXPECT_EQ(ReadAll(**store), ReadAll(expected));
    const auto request = (*store)->Snapshot().value()->FindRequest("request-deyang-2024").value();
    ASSERT_TRUE(request.has_value());
    EXPECT_EQ(request->revision, Revision{1});

    const GraphDelta replacement = DeltaBuilder("deyang-2024").Build();
    EXPECT_EQ(WriteReport(**store, replacement, {}).value().effect, WriteEffect::kReplaced);
    EXPECT_TRUE(RetractReport(**store, "mianyang-2024", {}).ok());
  }
  EXPECT_EQ(stores, AllMigrations().size() + 1);
}

}  // namespace
}  // namespace policygraph
