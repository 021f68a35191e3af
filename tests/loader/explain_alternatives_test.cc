// Which readings lost, from whole reports of one sentence that 德阳市 gives.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/code_points.h"
#include "loader/explain.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_set.h"

namespace policygraph::loader {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::Not;

const RuleSet& Rules() {
  static const auto* rules = RuleSet::Compile(BuiltinRuleFiles()).value().release();
  return *rules;
}

// The sentence is the third one, under the heading of the review.
constexpr size_t kSentence = 2;

std::string ReportOf(std::string_view sentence) {
  return fmt::format("德阳市政府工作报告\n一、2023年工作回顾\n{}\n二、2024年工作安排\n再接再厉。\n",
                     sentence);
}

// A report and what was dropped in one sentence of it.
struct Reading {
  Document document;
  RejectedReadings rejected;
};

Reading Read(std::string_view sentence, std::set<size_t> sentences = {kSentence}) {
  RejectedReadings rejected(std::move(sentences));
  const std::string text = ReportOf(sentence);
  Document document = ReadDocument({"test", text, "德阳市", 2024, /*force=*/true, /*stored=*/true},
                                   Rules(), &rejected)
                          .value();
  EXPECT_EQ(document.Words(document.sentences[kSentence].span), sentence);
  return {std::move(document), std::move(rejected)};
}

// What was dropped, as KIND name: why, against what.
std::vector<std::string> DroppedIn(std::string_view sentence) {
  const Reading read = Read(sentence);
  std::vector<std::string> dropped;
  for (const RejectedReading& reading : read.rejected.readings()) {
    dropped.push_back(fmt::format("{} {}: {}, {}", NodeKindName(reading.kind), reading.name,
                                  static_cast<int>(reading.reason), reading.against));
  }
  return dropped;
}

std::string Because(std::string_view what, LossReason reason, std::string_view against) {
  return fmt::format("{}: {}, {}", what, static_cast<int>(reason), against);
}

TEST(RejectedReadings, KnownNameInsideALongerNameIsAPartOfIt) {
  EXPECT_THAT(DroppedIn("荣获国家乡村振兴示范县称号。"),
              Contains(Because("STRATEGY 乡村振兴", LossReason::kPartOfAName,
                               "DESIGNATION 国家乡村振兴示范县")));
}

TEST(RejectedReadings, RuleOfLowerPriorityLosesAgainstTheOneThatWon) {
  EXPECT_THAT(DroppedIn("荣获国家乡村振兴示范县称号。"),
              Contains(Because("DESIGNATION 国家乡村振兴示范县", LossReason::kSurerRule,
                               "zh.designation.won")));
}

TEST(RejectedReadings, WordThatARuleRefusesIsNamed) {
  EXPECT_THAT(DroppedIn("建成老旧小区改造项目。"),
              Contains(Because("PROJECT 老旧小区改造项目", LossReason::kForbiddenWords,
                               "老旧小区")));
}

TEST(RejectedReadings, GeneralWordsAreTooGeneral) {
  EXPECT_THAT(DroppedIn("实施重点工程。"),
              Contains(Because("PROJECT 重点工程", LossReason::kTooGeneral, "")));
}

TEST(RejectedReadings, NameWithoutTheWordsBesideItIsOutOfContext) {
  EXPECT_THAT(DroppedIn("科协、作协、侨联。"),
              Contains(Because("AGENCY 科协", LossReason::kContext,
                               "none of the words that stand beside the name")));
}

TEST(RejectedReadings, ShorterNameOfAPlaceLosesAgainstTheLonger) {
  EXPECT_THAT(DroppedIn("支持旌阳区发展。"),
              Contains(Because("COUNTY 旌阳区", LossReason::kLongerReading, "旌阳区")));
}

TEST(RejectedReadings, NamesakesAreToldByWhatTheyLieIn) {
  EXPECT_THAT(DroppedIn("与成都、朝阳结对。"),
              Contains(Because("COUNTY 北京市朝阳区", LossReason::kNamesake, "辽宁省朝阳市")));
}

TEST(RejectedReadings, WordThatMayBeAPlaceIsUnsure) {
  EXPECT_THAT(DroppedIn("荣获国家乡村振兴示范县称号。"),
              Contains(Because("COUNTY 范县", LossReason::kUnsure, "")));
}

TEST(RejectedReadings, OtherSideOfAFigureLoses) {
  EXPECT_THAT(DroppedIn("产业园签约12个项目。"),
              Contains(Because("INDICATOR 产业园签约", LossReason::kSurerRule, "noun-behind-figure")));
}

TEST(RejectedReadings, OnlySentencesAskedForAreTold) {
  EXPECT_THAT(Read("荣获国家乡村振兴示范县称号。", {}).rejected.readings(), IsEmpty());
  EXPECT_THAT(Read("荣获国家乡村振兴示范县称号。", {0, kSentence}).rejected.readings(),
              Contains(Field(&RejectedReading::sentence, 0u)));
}

TEST(RejectedReadings, CollectingThemChangesNothing) {
  const std::string text = ReportOf("旌阳区荣获国家乡村振兴示范县，建成青石岭水库12座。");
  const Source source{"test", text, "德阳市", 2024, /*force=*/true, /*stored=*/true};
  RejectedReadings rejected({0, 1, 2, 3, 4});
  const Document with = ReadDocument(source, Rules(), &rejected).value();
  const Document without = ReadDocument(source, Rules()).value();
  const auto mentions_of = [](const Document& document) {
    std::vector<std::string> mentions;
    for (const Mention& mention : document.mentions) {
      mentions.push_back(fmt::format("{} {} {} {}", NodeKindName(mention.kind), mention.name,
                                     mention.rule, mention.span.begin));
    }
    return mentions;
  };
  EXPECT_THAT(mentions_of(with), Not(IsEmpty()));
  EXPECT_EQ(mentions_of(with), mentions_of(without));
  EXPECT_EQ(with.claims.size(), without.claims.size());
}

// The alternatives to what stands at these words.
std::vector<Alternative> AlternativesTo(const Reading& reading, NodeKind kind,
                                        std::string_view name, std::string_view words) {
  const Document& document = reading.document;
  const size_t begin = document.text.find(words);
  const Evidence evidence{kSentence,
                          CodePoints(document.text).SpanOf({begin, begin + words.size()}),
                          std::string(words), ""};
  for (const Mention& mention : document.mentions) {
    if (mention.kind != kind || mention.name != name) continue;
    const NodeId node = NodeId::Of(kind, mention.scope, mention.name);
    return ExplainAlternatives(document, reading.rejected, evidence,
                               ExplainEvidence(document, node, evidence));
  }
  ADD_FAILURE() << name << " is not found";
  return {};
}

TEST(ExplainAlternatives, TellsWhatLostWithStageRuleWordsAndReason) {
  const Reading reading = Read("荣获国家乡村振兴示范县称号。");
  const auto alternatives = AlternativesTo(reading, NodeKind::kDesignation, "国家乡村振兴示范县",
                                           "国家乡村振兴示范县");
  ASSERT_THAT(alternatives, Not(IsEmpty()));
  EXPECT_EQ(alternatives.front().result, "DESIGNATION 国家乡村振兴示范县")
      << "readings of the very words come first";
  EXPECT_EQ(alternatives.front().reason, LossReason::kSurerRule);
  const auto known = std::find_if(
      alternatives.begin(), alternatives.end(),
      [](const Alternative& alternative) { return alternative.result == "STRATEGY 乡村振兴"; });
  ASSERT_NE(known, alternatives.end());
  EXPECT_EQ(known->stage, "find_mentions");
  EXPECT_EQ(known->rule, "zh.known-name");
  EXPECT_EQ(known->quote, "乡村振兴");
  EXPECT_EQ(known->span.end - known->span.start, 4u);
  EXPECT_EQ(known->reason, LossReason::kPartOfAName);
  EXPECT_EQ(known->against, "DESIGNATION 国家乡村振兴示范县");
}

TEST(ExplainAlternatives, OtherWordsOfTheSentenceAreNoAlternatives) {
  const Reading reading = Read("建成青石岭水库，荣获国家乡村振兴示范县称号。");
  EXPECT_THAT(AlternativesTo(reading, NodeKind::kProject, "青石岭水库", "青石岭水库"),
              Not(Contains(Field(&Alternative::result, "STRATEGY 乡村振兴"))));
}

TEST(ExplainAlternatives, ClaimIsToldOtherClaimsOnly) {
  const Reading reading = Read("云帆产业园签约12个项目，乡村振兴示范县增至3个。");
  const Document& document = reading.document;
  ASSERT_THAT(document.claims, Not(IsEmpty()));
  const Claim& claim = document.claims.front();
  const Evidence evidence{kSentence, CodePoints(document.text).SpanOf(claim.span), "", ""};
  const std::vector<DerivationStep> steps = {{.stage = "form_claims"}};
  EXPECT_THAT(ExplainAlternatives(document, reading.rejected, evidence, steps),
              Each(Field(&Alternative::stage, "form_claims")));
}

TEST(ExplainAlternatives, AllIsToldWhereNothingIsReadAnyMore) {
  const Reading reading = Read("建成老旧小区改造项目。");
  const Document& document = reading.document;
  const Evidence evidence{kSentence,
                          CodePoints(document.text).SpanOf(document.sentences[kSentence].span), "",
                          ""};
  EXPECT_THAT(ExplainAlternatives(document, reading.rejected, evidence, {}),
              Contains(Field(&Alternative::result, "PROJECT 老旧小区改造项目")));
}

}  // namespace
}  // namespace policygraph::loader
