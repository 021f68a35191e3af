#include "loader/formats/decode_text.h"

#include <string>
#include <string_view>

#include "gmock/gmock.h"
#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "loader/formats/read_text.h"

namespace policygraph::loader {
namespace {

using std::string_literals::operator""s;

struct Readable {
  const char* name;
  std::string bytes;
  std::string text;
};

class ReadableBytes : public testing::TestWithParam<Readable> {};

TEST_P(ReadableBytes, BecomeUtf8) {
  const auto text = DecodeText("upload", GetParam().bytes);
  ASSERT_TRUE(text.ok()) << text.status();
  EXPECT_EQ(*text, GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ReadableBytes,
    testing::Values(Readable{"Utf8", "各位代表", "各位代表"},
                    Readable{"Utf8WithMark", "\xEF\xBB\xBF各位代表", "各位代表"},
                    Readable{"Utf16LittleEndian", "\xFF\xFE\x04\x54\x4D\x4F"s, "各位"},
                    Readable{"Utf16BigEndian", "\xFE\xFF\x54\x04\x4F\x4D"s, "各位"},
                    Readable{"Utf16WithoutMark", "\x04\x54\x4D\x4F\x0A\x00\x0C\xFF"s, "各位\n，"},
                    Readable{"Utf16BigEndianWithoutMark", "\x54\x04\x4F\x4D\x00\x0A\xFF\x0C"s,
                             "各位\n，"},
                    Readable{"Utf16SurrogatePair", "\xFE\xFF\xD8\x40\xDC\x0B"s, "\xF0\xA0\x80\x8B"},
                    Readable{"Gb18030", "\xB8\xF7\xCE\xBB\xB4\xFA\xB1\xED\xA3\xBA", "各位代表："},
                    Readable{"WindowsLineEnds", "一\r\n\r\n二", "一\n\n二"},
                    Readable{"OldMacLineEnds", "一\r二\r", "一\n二\n"},
                    Readable{"TabsAndFormFeeds", "一\t二\f三", "一\t二\f三"}),
    [](const auto& info) { return std::string(info.param.name); });

struct Unreadable {
  const char* name;
  std::string bytes;
  ErrorReason reason;
  std::string offset;  // empty when the error has none
};

class UnreadableBytes : public testing::TestWithParam<Unreadable> {};

TEST_P(UnreadableBytes, AreRefusedWithReasonAndPosition) {
  const auto text = DecodeText("upload", GetParam().bytes);
  ASSERT_FALSE(text.ok());
  EXPECT_EQ(text.status().code(), absl::StatusCode::kInvalidArgument);
  const auto info = GetErrorInfo(text.status());
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason, GetParam().reason);
  const auto offset = info->metadata.find("offset");
  EXPECT_EQ(offset == info->metadata.end() ? "" : offset->second, GetParam().offset);
  EXPECT_THAT(std::string(text.status().message()), testing::StartsWith("upload: "));
}

INSTANTIATE_TEST_SUITE_P(
    Table, UnreadableBytes,
    testing::Values(
        Unreadable{"NoBytes", "", ErrorReason::kEmptyText, ""},
        Unreadable{"BlankLines", " \n\t\r\n\u3000\n", ErrorReason::kEmptyText, ""},
        Unreadable{"ByteOrderMarkOnly", "\xEF\xBB\xBF", ErrorReason::kEmptyText, ""},
        Unreadable{"NulByte", "各位\0代表"s, ErrorReason::kBinaryContent, "6"},
        Unreadable{"ElfFile",
                   "\x7F"
                   "ELF\x02\x01"s,
                   ErrorReason::kBinaryContent, "0"},
        Unreadable{"ZipFile", "PK\x03\x04"s, ErrorReason::kBinaryContent, "2"},
        Unreadable{"Utf8CutInsideCharacter", "各位代表各位代表各位代\xE8\xA1",
                   ErrorReason::kInvalidEncoding, "33"},
        Unreadable{"Utf8WithOneBrokenByte", "各位代\xFF表各位代表各位代表",
                   ErrorReason::kInvalidEncoding, "9"},
        Unreadable{"OddUtf16", "\xFE\xFF\x54\x04\x4F"s, ErrorReason::kInvalidEncoding, "4"},
        Unreadable{"LatinLetters", "caf\xE9 \xE0 la carte", ErrorReason::kInvalidEncoding, "3"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(DecodeText, RefusesATextAboveTheLimitAndNamesIt) {
  const std::string bytes(kMaxTextBytes + 1, 'a');
  const auto text = DecodeText("upload", bytes);
  ASSERT_FALSE(text.ok());
  const auto info = GetErrorInfo(text.status());
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->reason, ErrorReason::kTextTooLarge);
  EXPECT_EQ(info->metadata.at("limit"), std::to_string(kMaxTextBytes));
  EXPECT_TRUE(DecodeText("upload", std::string_view(bytes).substr(1)).ok());
}

}  // namespace
}  // namespace policygraph::loader
