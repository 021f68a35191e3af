#include "loader/explain.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/code_points.h"
#include "loader/node_names.h"
#include "tests/loader/marked_text.h"

namespace policygraph::loader {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Evidence EvidenceAt(const Document& document, uint32_t statement, const ByteSpan& span) {
  return {statement, CodePoints(document.text).SpanOf(span), std::string(document.Words(span)), ""};
}

std::vector<std::string> StagesOf(const std::vector<DerivationStep>& steps) {
  std::vector<std::string> stages;
  for (const DerivationStep& step : steps) stages.push_back(step.stage);
  return stages;
}

TEST(ExplainTest, AProjectComesFromItsSentenceMentionAndLinks) {
  Document document = MarkedDocument("#一、回顾\n{PROJECT 己水库}在{COUNTY 乙县}开工。");
  Link link;
  link.kind = EdgeKind::kLocatedIn;
  link.source.index = 0;
  link.target.index = 1;
  link.evidence = {document.mentions[0].span};
  link.rule = "test-rule";
  document.links = {link};
  const NodeId node = NodeId::Of(NodeKind::kProject, "", "己水库");
  const auto steps =
      ExplainEvidence(document, node, EvidenceAt(document, 1, document.mentions[0].span));
  ASSERT_THAT(StagesOf(steps),
              ElementsAre("read_report", "find_mentions", "link_up", "build_delta"));
  EXPECT_THAT(steps[0].result, HasSubstr("review"));
  EXPECT_THAT(steps[0].result, HasSubstr("一、回顾"));
  EXPECT_EQ(steps[1].result, "PROJECT 己水库");
  EXPECT_EQ(steps[1].rule, "marked-name");
  EXPECT_EQ(steps[1].quote, "己水库");
  EXPECT_EQ(steps[2].result, "LOCATED_IN 乙县");
  EXPECT_EQ(steps[2].rule, "test-rule");
  EXPECT_THAT(steps[3].result, HasSubstr(node.ToHex()));
}

TEST(ExplainTest, APlaceComesFromFindPlaces) {
  const Document document = MarkedDocument("在{COUNTY 乙=乙县}。");
  const auto steps = ExplainEvidence(document, NodeId::Of(NodeKind::kCounty, "", "乙县"),
                                     EvidenceAt(document, 0, document.mentions[0].span));
  EXPECT_THAT(StagesOf(steps), ElementsAre("read_report", "find_places", "build_delta"));
}

TEST(ExplainTest, AClaimComesFromItsFigure) {
  Document document = MarkedDocument("{OUTCOME 产值增长{FIGURE 5%}}。");
  document.claims[0].indicator = "产值";
  document.claims[0].details.quantity = Quantity();
  document.claims[0].details.quantity->text = "5%";
  const std::string name = ClaimNames(document)[0];
  const auto steps = ExplainEvidence(document, NodeId::Of(NodeKind::kOutcome, "test", name),
                                     EvidenceAt(document, 0, document.claims[0].span));
  ASSERT_THAT(StagesOf(steps),
              ElementsAre("read_report", "parse_quantities", "form_claims", "build_delta"));
  EXPECT_EQ(steps[1].rule, "marked-figure");
  EXPECT_EQ(steps[2].result, "OUTCOME of 产值");
}

TEST(ExplainTest, AStatementComesFromReading) {
  const Document document = MarkedDocument("甲。乙。");
  const auto steps =
      ExplainEvidence(document, NodeId::Of(NodeKind::kStatement, "test", StatementName(1, 2)),
                      EvidenceAt(document, 1, document.sentences[1].span));
  EXPECT_THAT(StagesOf(steps), ElementsAre("read_report", "build_delta"));
}

TEST(ExplainTest, ANodeThatIsNoLongerReadThereHasNoDerivation) {
  const Document document = MarkedDocument("{PROJECT 己水库}开工。");
  const Evidence evidence = EvidenceAt(document, 0, document.mentions[0].span);
  EXPECT_THAT(ExplainEvidence(document, NodeId::Of(NodeKind::kProject, "", "庚水库"), evidence),
              IsEmpty());
  Evidence beyond = evidence;
  beyond.statement = 7;
  EXPECT_THAT(ExplainEvidence(document, NodeId::Of(NodeKind::kProject, "", "己水库"), beyond),
              IsEmpty());
}

}  // namespace
}  // namespace policygraph::loader
