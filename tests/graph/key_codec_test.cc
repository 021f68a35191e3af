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

ReportedNode RandomNode(std::mt19937& random) {
  return {RandomId(random), ReportId{RandomId(random)}};
}

ReportedEdge RandomEdge(std::mt19937& random) {
  const auto kind = static_cast<EdgeKind>(1 + random() % (kEdgeKindEnd - 1));
  return {{RandomId(random), kind, RandomId(random)}, ReportId{RandomId(random)}};
}

// Encodes many random keys, and checks that they come back and that bytes order as fields do.
template <typename Key>
void CheckOrderAndRoundTrip(Key (*make)(std::mt19937&), std::string (*encode)(const Key&),
                            std::optional<Key> (*decode)(std::string_view),
                            bool (*less)(const Key&, const Key&)) {
  constexpr uint32_t kSeed = 7;
  SCOPED_TRACE(fmt::format("seed {}", kSeed));
  std::mt19937 random(kSeed);
  std::vector<Key> keys(300);
  std::ranges::generate(keys, [&] { return make(random); });
  for (const Key& a : keys) {
    EXPECT_EQ(decode(encode(a)), a);
    for (const Key& b : keys) EXPECT_EQ(encode(a) < encode(b), less(a, b));
  }
}

TEST(KeyCodecTest, NodeKeysOrderByNodeThenReport) {
  CheckOrderAndRoundTrip<ReportedNode>(
      RandomNode, EncodeNodeKey, DecodeNodeKey, [](const ReportedNode& a, const ReportedNode& b) {
        return std::tie(a.node, a.report) < std::tie(b.node, b.report);
      });
}

TEST(KeyCodecTest, EdgeKeysOrderBySourceKindTargetThenReport) {
  CheckOrderAndRoundTrip<ReportedEdge>(
      RandomEdge, EncodeEdgeKey, DecodeEdgeKey, [](const ReportedEdge& a, const ReportedEdge& b) {
        return std::tie(a.edge.source, a.edge.kind, a.edge.target, a.report) <
               std::tie(b.edge.source, b.edge.kind, b.edge.target, b.report);
      });
}

TEST(KeyCodecTest, ReportNodeKeysOrderByReportThenNode) {
  CheckOrderAndRoundTrip<ReportedNode>(RandomNode, EncodeReportNodeKey, DecodeReportNodeKey,
                                       [](const ReportedNode& a, const ReportedNode& b) {
                                         return std::tie(a.report, a.node) <
                                                std::tie(b.report, b.node);
                                       });
}

TEST(KeyCodecTest, ReportEdgeKeysOrderByReportThenEdge) {
  CheckOrderAndRoundTrip<ReportedEdge>(RandomEdge, EncodeReportEdgeKey, DecodeReportEdgeKey,
                                       [](const ReportedEdge& a, const ReportedEdge& b) {
                                         return std::tie(a.report, a.edge) <
                                                std::tie(b.report, b.edge);
                                       });
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
  const std::string ones(16, '\x01'), twos(16, '\x02'), threes(16, '\x03');
  const ReportId report{id(3)};
  const EdgeKey edge{id(1), EdgeKind::kAdvances, id(2)};
  EXPECT_EQ(EncodeNodeKey({id(1), report}), ones + threes);
  EXPECT_EQ(EncodeReportNodeKey({id(1), report}), threes + ones);
  EXPECT_EQ(EncodeEdgeKey({edge, report}), ones + '\x08' + twos + threes);
  EXPECT_EQ(EncodeReportEdgeKey({edge, report}), threes + ones + '\x08' + twos);
  EXPECT_EQ(EncodeReportKey(report), threes);
  EXPECT_EQ(EncodeRevision(Revision{0x0102030405060708}), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(EncodeFormatVersion(0x01020304), "\x01\x02\x03\x04");
}

TEST(KeyCodecTest, PrefixesBeginTheKeysOfTheirElementAndNoOthers) {
  std::mt19937 random(8);
  for (int i = 0; i < 100; ++i) {
    const ReportedEdge a = RandomEdge(random), b = RandomEdge(random);
    EXPECT_EQ(EncodeEdgePrefix(a.edge).size(), kEdgePrefixBytes);
    EXPECT_EQ(EncodeEdgeKey(b).starts_with(EncodeEdgePrefix(a.edge)), a.edge == b.edge);
    EXPECT_EQ(EncodeReportEdgeKey(b).starts_with(EncodeReportKey(a.report)), a.report == b.report);
    EXPECT_EQ(EncodeNodeKey({b.edge.source, b.report}).starts_with(EncodeNodePrefix(a.edge.source)),
              a.edge.source == b.edge.source);
  }
  EXPECT_EQ(EncodeNodePrefix(NodeId()).size(), kNodePrefixBytes);
  EXPECT_EQ(EncodeReportKey(ReportId()).size(), kReportPrefixBytes);
}

TEST(KeyCodecTest, RefusesKeysOfAnotherLength) {
  const std::string bytes(60, '\x01');
  for (size_t size = 0; size <= bytes.size(); ++size) {
    const std::string_view key = std::string_view(bytes).substr(0, size);
    EXPECT_EQ(DecodeNodeKey(key).has_value(), size == 32) << size;
    EXPECT_EQ(DecodeReportNodeKey(key).has_value(), size == 32) << size;
    EXPECT_EQ(DecodeEdgeKey(key).has_value(), size == 49) << size;
    EXPECT_EQ(DecodeReportEdgeKey(key).has_value(), size == 49) << size;
    EXPECT_EQ(DecodeRevision(key).has_value(), size == 8) << size;
    EXPECT_EQ(DecodeFormatVersion(key).has_value(), size == 4) << size;
  }
}

TEST(KeyCodecTest, RefusesEdgeKindsOutsideTheVocabulary) {
  for (int byte = 0; byte < 256; ++byte) {
    std::string key(49, '\x01');
    key[16] = static_cast<char>(byte);
    EXPECT_EQ(DecodeEdgeKey(key).has_value(), byte > 0 && byte < kEdgeKindEnd) << byte;
  }
}

}  // namespace
}  // namespace policygraph
