#include "graph/store/assertion_codec.h"

#include <random>
#include <utility>

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

const NodeId kSource = NodeId::Of(NodeKind::kProject, "", "甲");
const ReportId kReport = ReportId::Of("a-2024");

EdgeAssertion EdgeTo(std::string_view name, std::vector<Evidence> evidence) {
  return {.report = kReport,
          .key = {kSource, EdgeKind::kMentions, NodeId::Of(NodeKind::kProject, "", name)},
          .evidence = std::move(evidence)};
}

// What comes back of a row.
struct Row {
  std::optional<NodeAssertion> node;
  std::vector<EdgeAssertion> edges;

  friend bool operator==(const Row&, const Row&) = default;
};

std::string Encode(AssertionEncoder& encoder, const Row& row) {
  std::vector<const EdgeAssertion*> edges;
  for (const EdgeAssertion& edge : row.edges) edges.push_back(&edge);
  return std::string(encoder.Encode(row.node.has_value() ? &*row.node : nullptr, edges));
}

bool Decode(AssertionDecoder& decoder, std::string_view bytes, Row& row) {
  return decoder.Take(bytes) && (!decoder.has_node() || decoder.DecodeNode(row.node.emplace())) &&
         decoder.DecodeEdges(kSource, kReport, row.edges);
}

Row RoundTrip(const Row& row) {
  AssertionEncoder encoder;
  AssertionDecoder decoder;
  Row decoded;
  EXPECT_TRUE(Decode(decoder, Encode(encoder, row), decoded));
  return decoded;
}

NodeAssertion RoundTrip(const NodeAssertion& assertion) {
  return RoundTrip(Row{.node = assertion}).node.value();
}

TEST(AssertionCodecTest, DetailsOfEachKindComeBack) {
  const std::pair<NodeKind, NodeDetails> cases[] = {
      {NodeKind::kProject, std::monostate()},
      {NodeKind::kReport, ReportDetails{"标题", "德阳市", "510600", 2024, "ab"}},
      {NodeKind::kReport, ReportDetails{"标题", "德阳市", "510600", 2024, "ab", 6}},
      {NodeKind::kReport, ReportDetails()},
      {NodeKind::kStatement, StatementDetails{7, ReportPart::kPlan, {"一", "（二）"}, {1, 2}}},
      {NodeKind::kCounty, PlaceDetails{"510603", DivisionLevel::kCounty}},
      {NodeKind::kIndicator, IndicatorDetails{"元", BetterDirection::kDown}},
      {NodeKind::kOutcome, ClaimDetails{"建成", std::nullopt, 2023, Strength::kAspired}},
      {NodeKind::kOutcome, ClaimDetails{"建成", Quantity(), 2023, Strength::kUnspecified}},
  };
  for (const auto& [kind, details] : cases) {
    const NodeAssertion assertion{.node = {.kind = kind, .details = details}};
    EXPECT_EQ(RoundTrip(assertion), assertion) << NodeKindName(kind) << details.index();
  }
}

TEST(AssertionCodecTest, NodeAndEdgesOrOneOfThemComeBack) {
  EdgeAssertion full = EdgeTo("乙", {{1, {2, 3}, "q", "r"}, {4, {5, 6}, "p", ""}});
  full.stage = Stage::kInOperation;
  full.derivation = "d";
  full.confidence = 7;
  for (const Row& row : {Row{}, Row{.node = FullNode()}, Row{.edges = {full}},
                         Row{.node = FullNode(), .edges = {full, EdgeTo("丙", {})}}}) {
    EXPECT_EQ(RoundTrip(row), row);
  }
}

TEST(AssertionCodecTest, BuffersThatAreUsedAgainLeaveNothingOfTheValueBefore) {
  AssertionEncoder encoder;
  AssertionDecoder decoder;
  const Row full{.node = FullNode(), .edges = {EdgeTo("乙", {{1, {2, 3}, "q", "r"}})}};
  const Row bare{
      .node = NodeAssertion{.node = {.kind = NodeKind::kCommitment, .details = ClaimDetails()}}};
  for (const Row& row : {full, bare, full, Row{}, bare}) {
    Row decoded;
    ASSERT_TRUE(Decode(decoder, Encode(encoder, row), decoded));
    EXPECT_EQ(decoded, row);
  }
  NodeAssertion node = FullNode();
  ASSERT_TRUE(decoder.Take(Encode(encoder, bare)) && decoder.DecodeNode(node));
  EXPECT_EQ(node, bare.node);
}

TEST(AssertionCodecTest, WordsWithinTheSentenceOfTheirSourceAreNotKeptAgain) {
  const Evidence sentence{7, {100, 111}, "甲市开工建设乙县博物馆", "sentence"};
  const Evidence county{7, {106, 108}, "乙县", "county"};
  const Evidence museum{7, {106, 111}, "乙县博物馆", "works"};
  const Row row{
      .node = NodeAssertion{.node = {.kind = NodeKind::kStatement}, .evidence = {sentence}},
      .edges = {EdgeTo("乙县", {county}), EdgeTo("博物馆", {museum}), EdgeTo("丙", {sentence})}};
  AssertionEncoder encoder;
  const std::string bytes = Encode(encoder, row);
  EXPECT_EQ(bytes.find("乙县"), bytes.rfind("乙县"));
  EXPECT_EQ(RoundTrip(row), row);
}

TEST(AssertionCodecTest, QuotesThatAreNotTheWordsAtTheirSpanComeBackAsTheyAre) {
  const auto row = [](const Evidence& outer, const Evidence& inner) {
    return Row{.node = NodeAssertion{.node = {.kind = NodeKind::kStatement}, .evidence = {outer}},
               .edges = {EdgeTo("乙", {inner}), EdgeTo("丙", {inner, outer})}};
  };
  const Evidence outer{7, {10, 14}, "甲市修路", "r"};
  for (const Evidence& inner :
       {Evidence{7, {10, 12}, "乙县", "r"}, Evidence{7, {10, 12}, "", "r"},
        Evidence{7, {10, 10}, "", ""}, Evidence{7, {12, 10}, "甲市", "r"},
        Evidence{7, {13, 20}, "路", "r"}, Evidence{8, {10, 12}, "甲市", "r"},
        Evidence{7, {10, 14}, "甲市修路", "s"}, Evidence{7, {11, 12}, "\x80", "r"}}) {
    EXPECT_EQ(RoundTrip(row(outer, inner)), row(outer, inner)) << inner.quote;
  }
  Evidence shorter = outer;
  shorter.quote = "甲";
  const Evidence inner{7, {11, 12}, "市", "r"};
  EXPECT_EQ(RoundTrip(row(shorter, inner)), row(shorter, inner));
}

TEST(AssertionCodecTest, ManyPiecesOfEvidenceComeBackInOrder) {
  Row row{.node = FullNode()};
  for (uint32_t i = 0; i < 50; ++i) {
    row.node->evidence.push_back(
        {i / 3, {i, i + 2}, fmt::format("{:02}", i), fmt::format("rule {}", i / 7)});
  }
  row.edges = {EdgeTo("乙", row.node->evidence), EdgeTo("丙", {row.node->evidence.back()})};
  EXPECT_EQ(RoundTrip(row), row);
}

TEST(AssertionCodecTest, RefusesNumbersOutsideTheVocabulary) {
  AssertionEncoder encoder;
  AssertionDecoder decoder;
  NodeAssertion node;
  for (const auto& [kind, details] : std::vector<std::pair<int, NodeDetails>>{
           {0, {}},
           {kNodeKindEnd, {}},
           {2, StatementDetails{.part = static_cast<ReportPart>(3)}},
           {5, PlaceDetails{.level = static_cast<DivisionLevel>(6)}},
           {8, IndicatorDetails{.better = static_cast<BetterDirection>(3)}},
           {9, ClaimDetails{.strength = static_cast<Strength>(5)}},
           {9, ClaimDetails{.quantity = Quantity{.basis = static_cast<Basis>(6)}}},
           {9, ClaimDetails{.quantity = Quantity{.comparator = static_cast<Comparator>(8)}}}}) {
    const NodeAssertion wrong{.node = {.kind = static_cast<NodeKind>(kind), .details = details}};
    ASSERT_TRUE(decoder.Take(encoder.Encode(&wrong, {})));
    EXPECT_FALSE(decoder.DecodeNode(node)) << kind << " " << details.index();
  }
  const std::vector<EdgeAssertion> wrong = {
      {.key = {.kind = static_cast<EdgeKind>(0)}},
      {.key = {.kind = static_cast<EdgeKind>(kEdgeKindEnd)}},
      {.stage = static_cast<Stage>(6)},
      {.confidence = 101},
  };
  for (const EdgeAssertion& edge : wrong) {
    Row row;
    EXPECT_FALSE(Decode(decoder, Encode(encoder, {.edges = {edge}}), row));
  }
}

TEST(AssertionCodecTest, DamagedBytesAreRefusedOrReadButNeverCrash) {
  constexpr uint32_t kSeed = 11;
  std::mt19937 random(kSeed);
  AssertionEncoder encoder;
  const Evidence outer{3, {5, 40}, "乙县在市区新增岗位一万个", "rule"};
  Row full{.node = FullNode(), .edges = {EdgeTo("乙", {outer, {3, {6, 8}, "县在", "rule"}})}};
  full.node->evidence.insert(full.node->evidence.begin(), outer);
  const std::string good = Encode(encoder, full);
  AssertionDecoder decoder;
  int refused = 0;
  for (int i = 0; i < 5000; ++i) {
    std::string bytes = good.substr(0, random() % (good.size() + 1));
    for (int flips = static_cast<int>(random() % 4); flips > 0 && !bytes.empty(); --flips) {
      bytes[random() % bytes.size()] ^= static_cast<char>(1 << random() % 8);
    }
    Row row;
    if (!Decode(decoder, bytes, row)) ++refused;
  }
  EXPECT_GT(refused, 0) << "seed " << kSeed;
}

}  // namespace
}  // namespace policygraph
