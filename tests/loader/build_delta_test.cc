#include "loader/stages/build_delta.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_set.h"
#include "tests/loader/marked_text.h"

namespace policygraph::loader {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const RuleSet& BuiltinRules() {
  static const RuleSet* rules = RuleSet::Compile(BuiltinRuleFiles()).value().release();
  return *rules;
}

GraphDelta DeltaOf(const Document& document) {
  GraphDelta delta = BuildDelta(document, BuiltinRules().divisions());
  EXPECT_EQ(CheckDelta(delta), absl::OkStatus());
  return delta;
}

const NodeAssertion* FindNode(const GraphDelta& delta, NodeKind kind, std::string_view name) {
  for (const NodeAssertion& node : delta.nodes) {
    if (node.node.kind == kind && node.node.name == name) return &node;
  }
  return nullptr;
}

const EdgeAssertion* FindEdge(const GraphDelta& delta, const NodeAssertion* source, EdgeKind kind,
                              const NodeAssertion* target) {
  for (const EdgeAssertion& edge : delta.edges) {
    if (edge.key == EdgeKey{source->node.id, kind, target->node.id}) return &edge;
  }
  return nullptr;
}

std::string DeyangText() {
  std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(BuildDeltaTest, CountsEvidenceInCodePoints) {
  const GraphDelta delta = DeltaOf(MarkedDocument("今年，{PROJECT 己水库}开工。"));
  const NodeAssertion* node = FindNode(delta, NodeKind::kProject, "己水库");
  ASSERT_NE(node, nullptr);
  ASSERT_THAT(node->evidence, SizeIs(1));
  EXPECT_EQ(node->evidence[0].span, (TextSpan{3, 6}));
  EXPECT_EQ(node->evidence[0].quote, "己水库");
  EXPECT_EQ(node->evidence[0].rule, "marked-name");
  EXPECT_EQ(delta.report.characters, 9u);
}

TEST(BuildDeltaTest, NamesOfOneNodeBecomeItsAliases) {
  const GraphDelta delta =
      DeltaOf(MarkedDocument("{COUNTY 乙=乙县}、{COUNTY 乙县}、{COUNTY 乙=乙县}。"));
  const NodeAssertion* node = FindNode(delta, NodeKind::kCounty, "乙县");
  ASSERT_NE(node, nullptr);
  EXPECT_THAT(node->node.aliases, ElementsAre("乙"));
  EXPECT_THAT(node->evidence, SizeIs(3));
}

TEST(BuildDeltaTest, APlaceInAnotherNameIsNotItselfSpokenOf) {
  const GraphDelta delta = DeltaOf(MarkedDocument(
      "{PROJECT {COUNTY 乙=乙县}水库}、{PROJECT {COUNTY 丙县}水库}。{COUNTY 丙县}。"));
  const NodeAssertion* inner = FindNode(delta, NodeKind::kCounty, "乙县");
  ASSERT_NE(inner, nullptr);
  EXPECT_THAT(inner->evidence, IsEmpty());
  EXPECT_EQ(inner->derivation, "within-name");
  EXPECT_THAT(inner->node.aliases, ElementsAre("乙"));
  const NodeAssertion* named = FindNode(delta, NodeKind::kCounty, "丙县");
  ASSERT_NE(named, nullptr);
  ASSERT_THAT(named->evidence, SizeIs(1));
  EXPECT_EQ(named->evidence[0].statement, 1u);
  EXPECT_EQ(named->derivation, "");
}

TEST(BuildDeltaTest, SentencesAreStatementsOfTheReport) {
  const GraphDelta delta = DeltaOf(MarkedDocument("#一、回顾\n甲。乙。"));
  EXPECT_EQ(delta.report.statements, 3u);
  const NodeAssertion* report = FindNode(delta, NodeKind::kReport, "test");
  const NodeAssertion* last = FindNode(delta, NodeKind::kStatement, "2");
  ASSERT_NE(report, nullptr);
  ASSERT_NE(last, nullptr);
  EXPECT_EQ(last->evidence[0].quote, "乙。");
  EXPECT_THAT(std::get<StatementDetails>(last->node.details).headings, ElementsAre("一、回顾"));
  const EdgeAssertion* edge = FindEdge(delta, last, EdgeKind::kPartOf, report);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(edge->derivation, "sentences");
}

TEST(BuildDeltaTest, SectionsCoverTheWholeText) {
  const GraphDelta delta = DeltaOf(MarkedDocument("代表：\n#一、回顾\n甲。\n#二、安排\n乙。"));
  ASSERT_THAT(delta.report.sections, SizeIs(3));
  EXPECT_EQ(delta.report.sections[0].heading, "");
  EXPECT_EQ(delta.report.sections[1].heading, "一、回顾");
  EXPECT_EQ(delta.report.sections[2].heading, "二、安排");
  EXPECT_EQ(delta.report.sections[0].span.end, delta.report.sections[1].span.start);
  EXPECT_EQ(delta.report.sections[1].span.end, delta.report.sections[2].span.start);
  EXPECT_EQ(delta.report.sections[2].span.end, delta.report.characters);
}

TEST(BuildDeltaTest, ClaimsWithTheSameWordsStayApart) {
  Document document = MarkedDocument("{OUTCOME 增长5%}。{OUTCOME 增长5%}。{OUTCOME 增长5% (2)}。");
  document.claims[0].indicator = "产值";
  const GraphDelta delta = DeltaOf(document);
  const NodeAssertion* first = FindNode(delta, NodeKind::kOutcome, "增长5%");
  ASSERT_NE(first, nullptr);
  EXPECT_NE(FindNode(delta, NodeKind::kOutcome, "增长5% (2)"), nullptr);
  EXPECT_NE(FindNode(delta, NodeKind::kOutcome, "增长5% (2) (2)"), nullptr);
  const NodeAssertion* indicator = FindNode(delta, NodeKind::kIndicator, "产值");
  ASSERT_NE(indicator, nullptr);
  EXPECT_NE(FindEdge(delta, first, EdgeKind::kReports, indicator), nullptr);
}

TEST(BuildDeltaTest, CommitmentsTargetTheirIndicator) {
  Document document = MarkedDocument("{COMMITMENT 产值增长5%}。", ReportPart::kPlan);
  document.claims[0].indicator = "总产值";
  document.claims[0].indicator_span = {0, std::string_view("产值").size()};
  const GraphDelta delta = DeltaOf(document);
  const NodeAssertion* claim = FindNode(delta, NodeKind::kCommitment, "产值增长5%");
  const NodeAssertion* indicator = FindNode(delta, NodeKind::kIndicator, "总产值");
  ASSERT_NE(claim, nullptr);
  ASSERT_NE(indicator, nullptr);
  EXPECT_THAT(indicator->node.aliases, ElementsAre("产值"));
  const EdgeAssertion* edge = FindEdge(delta, claim, EdgeKind::kTargets, indicator);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(edge->evidence[0].quote, "产值增长5%");
}

TEST(BuildDeltaTest, RepeatedLinksAreOneEdgeWithAllEvidence) {
  Document document =
      MarkedDocument("{PROJECT 己水库}在{REGION 丁地}。{PROJECT 己水库}在{REGION 丁地}。");
  for (size_t i : {0, 2}) {
    Link link;
    link.kind = EdgeKind::kLocatedIn;
    link.source.index = i;
    link.target.index = i + 1;
    link.evidence = {document.mentions[i].span};
    link.rule = "test-rule";
    document.links.push_back(link);
  }
  const GraphDelta delta = DeltaOf(document);
  const EdgeAssertion* edge =
      FindEdge(delta, FindNode(delta, NodeKind::kProject, "己水库"), EdgeKind::kLocatedIn,
               FindNode(delta, NodeKind::kRegion, "丁地"));
  ASSERT_NE(edge, nullptr);
  ASSERT_THAT(edge->evidence, SizeIs(2));
  EXPECT_EQ(edge->evidence[0].statement, 0u);
  EXPECT_EQ(edge->evidence[1].statement, 1u);
}

TEST(BuildDeltaTest, AReportingPlaceThatIsNeverNamedIsDerived) {
  Document document = MarkedDocument("成功创建{DESIGNATION 卫生城市}。");
  document.place = {"德阳市", "510600", DivisionLevel::kPrefecture};
  Link link;
  link.kind = EdgeKind::kAwarded;
  link.source.of = Link::End::Of::kReportingPlace;
  link.evidence = {document.sentences[0].span};
  link.rule = "test-rule";
  document.links.push_back(link);
  const GraphDelta delta = DeltaOf(document);
  const NodeAssertion* place = FindNode(delta, NodeKind::kRegion, "德阳市");
  ASSERT_NE(place, nullptr);
  EXPECT_EQ(place->derivation, "reporting-place");
  EXPECT_THAT(place->evidence, IsEmpty());
}

TEST(BuildDeltaTest, PlacesHaveTheDivisionsAboveThemFromTheTable) {
  Document document = MarkedDocument("{REGION 孝泉镇}、{COUNTY 旌阳=旌阳区}。");
  document.mentions[0].place = {"510603101", DivisionLevel::kTown};
  document.mentions[0].scope = "510603101";
  document.mentions[1].place = {"510603", DivisionLevel::kCounty};
  document.mentions[1].scope = "510603";
  const GraphDelta delta = DeltaOf(document);
  const NodeAssertion* town = FindNode(delta, NodeKind::kRegion, "孝泉镇");
  const NodeAssertion* county = FindNode(delta, NodeKind::kCounty, "旌阳区");
  const NodeAssertion* city = FindNode(delta, NodeKind::kRegion, "德阳市");
  const NodeAssertion* province = FindNode(delta, NodeKind::kRegion, "四川省");
  ASSERT_NE(city, nullptr);
  ASSERT_NE(province, nullptr);
  EXPECT_EQ(city->derivation, "administrative-divisions");
  EXPECT_EQ(county->derivation, "");
  for (const EdgeAssertion* edge : {FindEdge(delta, town, EdgeKind::kLocatedIn, county),
                                    FindEdge(delta, county, EdgeKind::kPartOf, city),
                                    FindEdge(delta, city, EdgeKind::kPartOf, province)}) {
    ASSERT_NE(edge, nullptr);
    EXPECT_EQ(edge->derivation, "administrative-divisions");
    EXPECT_THAT(edge->evidence, IsEmpty());
  }
}

TEST(LoadTest, LoadingTwiceGivesTheSameDelta) {
  const std::string text = DeyangText();
  Source source;
  source.name = "deyang-2024";
  source.bytes = text;
  const absl::StatusOr<LoadResult> first = Load(source, BuiltinRules());
  const absl::StatusOr<LoadResult> second = Load(source, BuiltinRules());
  ASSERT_TRUE(first.ok()) << first.status();
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(first->delta == second->delta);
  EXPECT_GT(first->delta.nodes.size(), 500u);
}

// Whatever becomes of a text, what is read of it keeps the rules of a delta (Load checks them).
TEST(LoadTest, MutilatedReportsNeverBreakTheDelta) {
  const std::string text = DeyangText();
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  for (uint32_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::shuffle(lines.begin(), lines.end(), random);
    std::string mutilated;
    for (size_t i = 0; i < lines.size() / 3; ++i) {
      // A cut may fall inside a character; the reader must say so or read on, not crash.
      const bool cut = random() % 4 == 0;
      mutilated += cut ? lines[i].substr(0, random() % lines[i].size()) : lines[i];
      mutilated += random() % 8 == 0 ? "" : "\n";
    }
    Source source;
    source.name = "mutilated";
    source.bytes = mutilated;
    source.place = "德阳市";
    source.year = 2024;
    source.force = true;
    const absl::StatusOr<LoadResult> result = Load(source, BuiltinRules());
    if (!result.ok()) {
      EXPECT_EQ(result.status().code(), absl::StatusCode::kInvalidArgument) << result.status();
    }
  }
}

}  // namespace
}  // namespace policygraph::loader
