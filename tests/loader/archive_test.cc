#include "loader/formats/archive.h"

#include <map>
#include <string>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "tests/loader/sample_files.h"

namespace policygraph::loader {
namespace {

constexpr size_t kLimit = 1 << 20;

ErrorReason ReasonOf(const absl::Status& status) {
  const auto info = GetErrorInfo(status);
  return info.has_value() ? info->reason : ErrorReason::kUnspecified;
}

// The files of an archive, up to the first that cannot be read.
absl::StatusOr<std::map<std::string, std::string>> Unpack(std::string_view bytes, size_t limit) {
  std::map<std::string, std::string> files;
  auto archive = ArchiveReader::OpenBytes("upload", bytes);
  if (!archive.ok()) return archive.status();
  while (true) {
    const auto file = archive->Next();
    if (!file.ok()) return file.status();
    if (!file->has_value()) return files;
    auto content = archive->Read(limit);
    if (!content.ok()) return content.status();
    files[(*file)->path] = *content;
  }
}

TEST(ArchiveReader, UnpacksZipAndTar) {
  const std::vector<NamedContent> files = {{"a.txt", "甲"}, {"folder/b.txt", "乙"}, {"empty", ""}};
  const std::map<std::string, std::string> expected(files.begin(), files.end());
  for (const std::string& bytes : {MakeZip(files), MakeTarGz(files)}) {
    EXPECT_TRUE(LooksLikeArchive(bytes));
    const auto unpacked = Unpack(bytes, kLimit);
    ASSERT_TRUE(unpacked.ok()) << unpacked.status();
    EXPECT_EQ(*unpacked, expected);
  }
}

TEST(ArchiveReader, GivesNamesInUtf8WhateverTheArchiveHas) {
  const auto utf8 = Unpack(MakeTarGz({{"甲市/报告.txt", ""}}), kLimit);
  ASSERT_TRUE(utf8.ok()) << utf8.status();
  EXPECT_EQ(utf8->begin()->first, "甲市/报告.txt");
  const auto gb = Unpack(MakeTarGz({{"\xBC\xD7\xCA\xD0/\xB1\xA8\xB8\xE6.txt", ""}}), kLimit);
  ASSERT_TRUE(gb.ok()) << gb.status();
  EXPECT_EQ(gb->begin()->first, "甲市/报告.txt");
}

TEST(ArchiveReader, RefusesAFileAboveTheLimit) {
  const auto unpacked = Unpack(MakeZip({{"a.txt", std::string(kLimit, 'a')}}), kLimit - 1);
  EXPECT_EQ(ReasonOf(unpacked.status()), ErrorReason::kTextTooLarge);
}

TEST(ArchiveReader, RefusesAnArchiveThatUnpacksToFarMoreThanItsSize) {
  const std::string zeros(8 << 20, '\0');
  const std::string bytes = MakeZip({{"a", zeros}, {"b", zeros}});
  ASSERT_LT(bytes.size(), 100'000u);
  EXPECT_EQ(ReasonOf(Unpack(bytes, 16 << 20).status()), ErrorReason::kUnreadableFile);
}

TEST(ArchiveReader, RefusesTooManyFiles) {
  const std::vector<NamedContent> files(kMaxArchiveFiles + 1, {"a", ""});
  const auto unpacked = Unpack(MakeTarGz(files), kLimit);
  EXPECT_EQ(ReasonOf(unpacked.status()), ErrorReason::kUnreadableFile);
  EXPECT_THAT(std::string(unpacked.status().message()), testing::HasSubstr("20000"));
}

TEST(ArchiveReader, RefusesDamagedArchives) {
  const std::string bytes = MakeTarGz({{"a.txt", std::string(100'000, 'a') + "b"}});
  EXPECT_EQ(ReasonOf(Unpack(bytes.substr(0, bytes.size() / 2), kLimit).status()),
            ErrorReason::kUnreadableFile);
  EXPECT_EQ(ReasonOf(Unpack("PK\x03\x04 and nothing more", kLimit).status()),
            ErrorReason::kUnreadableFile);
  EXPECT_EQ(ReasonOf(Unpack("neither zip nor tar", kLimit).status()), ErrorReason::kUnreadableFile);
}

TEST(ArchiveReader, NamesAFileThatIsNotThere) {
  const auto archive = ArchiveReader::OpenFile("/no/such.zip");
  EXPECT_EQ(archive.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace policygraph::loader
