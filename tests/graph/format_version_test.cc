#include "graph/store/format_version.h"

#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/store/key_codec.h"
#include "gtest/gtest.h"
#include "tests/support/temporary_folder.h"

namespace policygraph {
namespace {

using testing::HasSubstr;

// Migrations that write down that they ran. The last one fails as long as there is no "ready" key.
absl::Status AppendOne(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const>,
                       rocksdb::WriteBatch& batch) {
  std::string ran;
  db.Get({}, "ran", &ran);
  batch.Put("ran", ran + "1");
  return absl::OkStatus();
}

absl::Status AppendTwo(rocksdb::DB& db, std::span<rocksdb::ColumnFamilyHandle* const>,
                       rocksdb::WriteBatch& batch) {
  std::string ran, ready;
  db.Get({}, "ran", &ran);
  batch.Put("ran", ran + "2");
  if (db.Get({}, "ready", &ready).ok()) return absl::OkStatus();
  return absl::InternalError("killed");
}

constexpr Migration kTwoSteps[] = {AppendOne, AppendTwo};

class FormatVersionTest : public testing::Test {
 protected:
  FormatVersionTest() {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* db = nullptr;
    EXPECT_TRUE(rocksdb::DB::Open(options, folder_.path().string(), &db).ok());
    db_.reset(db);
  }

  absl::Status Migrate(std::span<const Migration> migrations) {
    rocksdb::ColumnFamilyHandle* const families[] = {db_->DefaultColumnFamily()};
    return MigrateFormat(*db_, families, migrations);
  }

  std::string Value(const std::string& key) {
    std::string value;
    return db_->Get({}, key, &value).ok() ? value : "";
  }

  std::optional<uint32_t> Version() {
    return DecodeFormatVersion(Value(std::string(kFormatVersionKey)));
  }

  TemporaryFolder folder_;
  std::unique_ptr<rocksdb::DB> db_;
};

TEST_F(FormatVersionTest, NewStoreGetsTheCurrentVersionWithoutMigrations) {
  EXPECT_TRUE(CheckFormat(*db_, kTwoSteps).ok());
  ASSERT_TRUE(Migrate(kTwoSteps).ok());
  EXPECT_EQ(Version(), 3u);
  EXPECT_EQ(Value("ran"), "");
}

TEST_F(FormatVersionTest, OldStoreIsMigratedStepByStepAndOnce) {
  ASSERT_TRUE(Migrate({}).ok());
  EXPECT_EQ(Version(), 1u);
  ASSERT_TRUE(db_->Put({}, "ready", "").ok());
  for (int opened = 0; opened < 2; ++opened) {
    EXPECT_TRUE(CheckFormat(*db_, kTwoSteps).ok());
    ASSERT_TRUE(Migrate(kTwoSteps).ok());
    EXPECT_EQ(Version(), 3u);
    EXPECT_EQ(Value("ran"), "12");
  }
}

TEST_F(FormatVersionTest, MigrationThatFailsStopsThereAndGoesOnNextTime) {
  ASSERT_TRUE(Migrate({}).ok());
  EXPECT_FALSE(Migrate(kTwoSteps).ok());
  EXPECT_EQ(Version(), 2u);
  EXPECT_EQ(Value("ran"), "1");
  ASSERT_TRUE(db_->Put({}, "ready", "").ok());
  ASSERT_TRUE(Migrate(kTwoSteps).ok());
  EXPECT_EQ(Version(), 3u);
  EXPECT_EQ(Value("ran"), "12");
}

TEST_F(FormatVersionTest, NewerVersionIsRefusedWithBothVersions) {
  ASSERT_TRUE(Migrate(kTwoSteps).ok());
  const absl::Status status = CheckFormat(*db_, std::span(kTwoSteps).first(1));
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("format version 3, and this release reads up to 2"));
}

TEST_F(FormatVersionTest, UnreadableStampIsDataLoss) {
  for (const std::string stamp : {"", "1", "12345"}) {
    ASSERT_TRUE(db_->Put({}, std::string(kFormatVersionKey), stamp).ok());
    EXPECT_TRUE(absl::IsDataLoss(CheckFormat(*db_)));
  }
  ASSERT_TRUE(db_->Put({}, std::string(kFormatVersionKey), EncodeFormatVersion(0)).ok());
  EXPECT_TRUE(absl::IsDataLoss(CheckFormat(*db_)));
}

TEST_F(FormatVersionTest, FilledDatabaseWithoutAStampIsAnotherPrograms) {
  ASSERT_TRUE(db_->Put({}, "key", "value").ok());
  EXPECT_TRUE(absl::IsFailedPrecondition(CheckFormat(*db_)));
}

}  // namespace
}  // namespace policygraph
