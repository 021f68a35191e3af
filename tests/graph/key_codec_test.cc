#include "graph/store/key_codec.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "gtest/gtest.h"

namespace policygraph {
namespace {

NodeId RandomId(std::mt19937& random) {
  std::array<uint8_t, NodeId::kBytes> bytes;
  // Few distinct bytes, among them those around the sign bit, so that ids often share a beginning.
  constexpr uint8_t kBytes[] = {0x00, 0x7F, 0x80, 0xFF};
  for (uint8_t& byte : bytes) byte = kBytes[random() % (random() % 8 == 0 ? 4 : 1)];
  return NodeId(bytes);
}

TEST(KeyCodecTest, NodeKeysOrderByNodeThenReport) {
  constexpr uint32_t kSeed = 7;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  std::mt19937 random(kSeed);
  std::vector<ReportedNode> keys(300);
  std::ranges::generate(keys, [&] {
    return ReportedNode{RandomId(random), ReportId{RandomId(random)}};
  });
  for (const ReportedNode& a : keys) {
    EXPECT_EQ(DecodeNodeKey(EncodeNodeKey(a)), a);
    for (const ReportedNode& b : keys) {
      EXPECT_EQ(EncodeNodeKey(a) < EncodeNodeKey(b),
                std::tie(a.node, a.report) < std::tie(b.node, b.report));
      EXPECT_EQ(EncodeNodeKey(b).starts_with(EncodeNodePrefix(a.node)), a.node == b.node);
    }
  }
}

TEST(KeyCodecTest, RevisionsOrderAsNumbersAroundEachByte) {
  std::vector<uint64_t> numbers = {0, 1, UINT64_MAX};
  for (int bit = 8; bit < 64; bit += 8) {
    for (const uint64_t near : {-1, 0, 1}) numbers.push_back((uint64_t{1} << bit) + near);
  }
  for (const uint64_t a : numbers) {
    EXPECT_EQ(DecodeRevision(EncodeRevision(Revision{a})), Revision{a});
    for (const uint64_t b : numbers) {
      EXPECT_EQ(EncodeRevision(Revision{a}) < EncodeRevision(Revision{b}), a < b);
    }
  }
}

// These bytes are on disk in every store: a change of them is a change of the format.
TEST(KeyCodecTest, BytesAreThoseOfTheFormat) {
  const auto id = [](uint8_t byte) {
    std::array<uint8_t, NodeId::kBytes> bytes;
    bytes.fill(byte);
    return NodeId(bytes);
  };
  const std::string ones(16, '\x01'), threes(16, '\x03');
  const ReportId report{id(3)};
  EXPECT_EQ(EncodeNodeKey({id(1), report}), ones + threes);
  EXPECT_EQ(EncodeNodePrefix(id(1)).size(), kNodePrefixBytes);
  EXPECT_EQ(EncodeReportKey(report), threes);
  EXPECT_EQ(EncodeRevision(Revision{0x0102030405060708}), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(EncodeFormatVersion(0x01020304), "\x01\x02\x03\x04");
}

// Migrations read them in stores of earlier releases.
TEST(KeyCodecTest, BytesOfEarlierVersionsAreStillRead) {
  const std::string ones(16, '\x01'), twos(16, '\x02'), threes(16, '\x03');
  const NodeId node = DecodeNodeKey(ones + threes)->node;
  const ReportId report = *DecodeReportKey(threes);
  const EdgeKey edge{node, EdgeKind::kAdvances, DecodeNodeKey(twos + threes)->node};
  EXPECT_EQ(EncodeEdgeKey({edge, report}), ones + '\x08' + twos + threes);
  EXPECT_EQ(DecodeReportNodeKey(threes + ones), (ReportedNode{node, report}));
  EXPECT_EQ(DecodeReportEdgeKey(threes + ones + '\x08' + twos), (ReportedEdge{edge, report}));
}

TEST(KeyCodecTest, RefusesKeysOfAnotherLength) {
  const std::string bytes(60, '\x01');
  for (size_t size = 0; size <= bytes.size(); ++size) {
    const std::string_view key = std::string_view(bytes).substr(0, size);
    EXPECT_EQ(DecodeNodeKey(key).has_value(), size == 32) << size;
    EXPECT_EQ(DecodeReportNodeKey(key).has_value(), size == 32) << size;
    EXPECT_EQ(DecodeReportEdgeKey(key).has_value(), size == 49) << size;
    EXPECT_EQ(DecodeRevision(key).has_value(), size == 8) << size;
    EXPECT_EQ(DecodeFormatVersion(key).has_value(), size == 4) << size;
  }
}

TEST(KeyCodecTest, RefusesEdgeKindsOutsideTheVocabulary) {
  for (int byte = 0; byte < 256; ++byte) {
    std::string key(49, '\x01');
    key[32] = static_cast<char>(byte);
    EXPECT_EQ(DecodeReportEdgeKey(key).has_value(), byte > 0 && byte < kEdgeKindEnd) << byte;
  }
}

}  // namespace
}  // namespace policygraph
