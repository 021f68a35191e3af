#include "graph/store/report_elements.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace policygraph {
namespace {

using testing::ElementsAre;

NodeId IdOf(uint8_t byte) {
  std::array<uint8_t, NodeId::kBytes> bytes{};
  bytes[0] = byte;
  return NodeId(bytes);
}

ReportElements RoundTrip(const ReportElements& elements) {
  ReportElements decoded{{IdOf(9)}, {{IdOf(9), EdgeKind::kPartOf, IdOf(9)}}};
  EXPECT_TRUE(DecodeReportElements(EncodeReportElements(elements), decoded));
  return decoded;
}

TEST(ReportElementsTest, NodesAndEdgesComeBack) {
  const NodeId a = IdOf(1), b = IdOf(2), c = IdOf(3);
  for (const ReportElements& elements :
       {ReportElements{}, ReportElements{{a, b}, {}},
        ReportElements{{a, b}, {{a, EdgeKind::kPartOf, b}, {b, EdgeKind::kMentions, b}}},
        ReportElements{{b}, {{a, EdgeKind::kPartOf, c}, {a, EdgeKind::kMentions, c}}},
        ReportElements{{}, {{c, EdgeKind::kSupports, a}}}}) {
    EXPECT_EQ(RoundTrip(elements), elements);
  }
}

TEST(ReportElementsTest, RowsAreThoseOfNodesAndSources) {
  const NodeId a = IdOf(1), b = IdOf(2), c = IdOf(3), d = IdOf(4);
  EXPECT_THAT(RowsOf({{b, c}, {{a, EdgeKind::kPartOf, d}, {c, EdgeKind::kPartOf, d}}}),
              ElementsAre(a, b, c));
}

TEST(ReportElementsTest, DamagedBytesAreRefusedOrReadButNeverCrash) {
  constexpr uint32_t kSeed = 12;
  std::mt19937 random(kSeed);
  const std::string good = EncodeReportElements(
      {{IdOf(1), IdOf(2), IdOf(4)},
       {{IdOf(1), EdgeKind::kPartOf, IdOf(3)}, {IdOf(2), EdgeKind::kMentions, IdOf(4)}}});
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (int flips = static_cast<int>(random() % 4); flips > 0 && !bytes.empty(); --flips) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    }
    ReportElements elements;
    if (!DecodeReportElements(bytes, elements)) ++refused;
  }
  EXPECT_GT(refused, 0) << "seed " << kSeed;
}

}  // namespace
}  // namespace policygraph
