#include "graph/store/record_codec.h"

#include <random>

#include "fmt/format.h"
#include "gtest/gtest.h"

namespace policygraph {
namespace {

// A node assertion with every field set that its kind has.
NodeAssertion FullNode() {
  return {.node = {.kind = NodeKind::kCommitment,
                   .scope = "deyang-2024",
                   .name = "新增岗位1—2万个",
                   .aliases = {"a", "b"},
                   .details = ClaimDetails{"新增",
                                           Quantity{.value = 1,
                                                    .upper_value = 2,
                                                    .unit = "万个",
                                                    .base_unit = "个",
                                                    .normalized_value = 1e4,
                                                    .normalized_upper_value = 2e4,
                                                    .basis = Basis::kRank,
                                                    .comparator = Comparator::kBetween,
                                                    .year = -1,
                                                    .reference = "全省平均",
                                                    .text = "1—2万个"},
                                           2024, Strength::kBinding}},
          .evidence = {{3, {10, 20}, "新增岗位", "rule"}, {4, {30, UINT32_MAX}, "", ""}},
          .derivation = "heading",
          .confidence = 83};
}

TEST(RecordCodecTest, DetailsOfEachKindComeBack) {
  const std::pair<NodeKind, NodeDetails> cases[] = {
      {NodeKind::kProject, std::monostate()},
      {NodeKind::kReport, ReportDetails{"标题", "德阳市", "510600", 2024, "ab"}},
      {NodeKind::kReport, ReportDetails()},
      {NodeKind::kStatement, StatementDetails{7, ReportPart::kPlan, {"一", "（二）"}, {1, 2}}},
      {NodeKind::kCounty, PlaceDetails{"510603", DivisionLevel::kCounty}},
      {NodeKind::kIndicator, IndicatorDetails{"元", BetterDirection::kDown}},
      {NodeKind::kOutcome, ClaimDetails{"建成", std::nullopt, 2023, Strength::kAspired}},
      {NodeKind::kOutcome, ClaimDetails{"建成", Quantity(), 2023, Strength::kUnspecified}},
  };
  RecordDecoder decoder;
  for (const auto& [kind, details] : cases) {
    const NodeAssertion assertion{.node = {.kind = kind, .details = details}};
    NodeAssertion decoded;
    ASSERT_TRUE(decoder.DecodeNode(EncodeNode(assertion), decoded));
    EXPECT_EQ(decoded, assertion) << NodeKindName(kind) << details.index();
  }
}

TEST(RecordCodecTest, ReusedDecoderLeavesNothingOfTheValueBefore) {
  RecordDecoder decoder;
  NodeAssertion node;
  ASSERT_TRUE(decoder.DecodeNode(EncodeNode(FullNode()), node));
  EXPECT_EQ(node, FullNode());
  const NodeAssertion bare{.node = {.kind = NodeKind::kCommitment, .details = ClaimDetails()}};
  ASSERT_TRUE(decoder.DecodeNode(EncodeNode(bare), node));
  EXPECT_EQ(node, bare);

  EdgeAssertion edge;
  const EdgeAssertion full{.stage = Stage::kInOperation,
                           .evidence = {{1, {2, 3}, "q", "r"}},
                           .derivation = "d",
                           .confidence = 7};
  ASSERT_TRUE(decoder.DecodeEdge(EncodeEdge(full), edge));
  EXPECT_EQ(edge, full);
  ASSERT_TRUE(decoder.DecodeEdge(EncodeEdge(EdgeAssertion()), edge));
  EXPECT_EQ(edge, EdgeAssertion());
}

TEST(RecordCodecTest, ReportsAndCommitsComeBackToTheNanosecond) {
  const absl::Time time = absl::FromUnixNanos(1'700'000'000'123'456'789);
  const Report report{.name = "deyang-2024",
                      .details = {"标题", "德阳市", "510600", 2024, "ab"},
                      .characters = 9,
                      .statements = 2,
                      .sections = {{"一、回顾", 1, ReportPart::kReview, {0, 5}},
                                   {"二、安排", 2, ReportPart::kPlan, {5, 9}}},
                      .text = std::string("回顾\0安排", 13)};
  RecordDecoder decoder;
  StoredReport stored;
  ASSERT_TRUE(decoder.DecodeReport(EncodeReport(report, Revision{UINT64_MAX}, time), stored));
  EXPECT_TRUE(stored.report.text.empty());
  ASSERT_TRUE(decoder.DecodeText(EncodeText(report), stored.report));
  EXPECT_EQ(stored, (StoredReport{report, Revision{UINT64_MAX}, time}));

  const CommitRecord record{.time = time,
                            .author = "审计员",
                            .note = "load deyang-2024",
                            .report = "deyang-2024",
                            .request_id = "\xFF not UTF-8",
                            .request_digest = "digest"};
  CommitRecord decoded;
  ASSERT_TRUE(decoder.DecodeCommit(EncodeCommit(record), decoded));
  EXPECT_EQ(decoded, record);
}

TEST(RecordCodecTest, RefusesNumbersOutsideTheVocabulary) {
  RecordDecoder decoder;
  NodeAssertion node;
  for (const auto& [kind, details] : std::vector<std::pair<int, NodeDetails>>{
           {0, {}},
           {kNodeKindEnd, {}},
           {2, StatementDetails{.part = static_cast<ReportPart>(3)}},
           {5, PlaceDetails{.level = static_cast<DivisionLevel>(6)}},
           {8, IndicatorDetails{.better = static_cast<BetterDirection>(3)}},
           {9, ClaimDetails{.strength = static_cast<Strength>(4)}},
           {9, ClaimDetails{.quantity = Quantity{.basis = static_cast<Basis>(6)}}},
           {9, ClaimDetails{.quantity = Quantity{.comparator = static_cast<Comparator>(8)}}}}) {
    const NodeAssertion wrong{.node = {.kind = static_cast<NodeKind>(kind), .details = details}};
    EXPECT_FALSE(decoder.DecodeNode(EncodeNode(wrong), node)) << kind << " " << details.index();
  }
  EdgeAssertion edge;
  EXPECT_FALSE(decoder.DecodeEdge(EncodeEdge({.stage = static_cast<Stage>(6)}), edge));
  Report report;
  const Report wrong{.sections = {{.part = static_cast<ReportPart>(3)}}};
  EXPECT_FALSE(decoder.DecodeText(EncodeText(wrong), report));
}

TEST(RecordCodecTest, DamagedBytesAreRefusedOrReadButNeverCrash) {
  constexpr uint32_t kSeed = 11;
  std::mt19937 random(kSeed);
  const std::string good = EncodeNode(FullNode());
  RecordDecoder decoder;
  NodeAssertion node;
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (int flips = static_cast<int>(random() % 4); flips > 0 && !bytes.empty(); --flips) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    }
    if (!decoder.DecodeNode(bytes, node)) ++refused;
  }
  EXPECT_GT(refused, 0) << "seed " << kSeed;
}

}  // namespace
}  // namespace policygraph
