#include "loader/stages/form_claims.h"

#include <string>
#include <vector>

#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "loader/rules/claim_rules.h"
#include "loader/rules/quantity_rules.h"
#include "loader/stages/parse_quantities.h"

namespace policygraph::loader {
namespace {

using testing::ElementsAreArray;

const ClaimRules& Rules() {
  static const auto* rules = new ClaimRules(*ClaimRules::Compile(BuiltinRuleFiles()));
  return *rules;
}

// A report of 2024 that is this one sentence.
Document OneSentence(const std::string& text, ReportPart part) {
  static const auto* quantities = new QuantityRules(*QuantityRules::Compile(BuiltinRuleFiles()));
  Document document;
  document.year = 2024;
  document.text = text;
  document.sentences.push_back({.span = {0, text.size()}, .part = part});
  document.figures = ParseQuantities(document, *quantities);
  return document;
}

std::vector<Claim> Form(const std::string& text, ReportPart part = ReportPart::kReview) {
  return FormClaims(OneSentence(text, part), Rules());
}

std::string BasisName(Basis basis) {
  switch (basis) {
    case Basis::kLevel:
      return "LEVEL";
    case Basis::kIncrement:
      return "INCREMENT";
    case Basis::kGrowth:
      return "GROWTH";
    case Basis::kShare:
      return "SHARE";
    case Basis::kRank:
      return "RANK";
    default:
      return "";
  }
}

std::vector<std::string> Written(const std::vector<Claim>& claims) {
  std::vector<std::string> written;
  for (const Claim& claim : claims) {
    const Quantity quantity = claim.details.quantity.value_or(Quantity());
    written.push_back(
        fmt::format("{} | {} | {}", claim.indicator, quantity.text, BasisName(quantity.basis)));
  }
  return written;
}

Claim OfHalfAYear(const std::string& text, ReportPart part = ReportPart::kReview) {
  Document document = OneSentence(text, part);
  document.through_month = 6;
  return FormClaims(document, Rules()).at(0);
}

TEST(FormClaims, OutcomesOfAProgressReportAreOfItsOwnYear) {
  EXPECT_EQ(Form("新增就业6万人。").at(0).details.year, 2023);
  EXPECT_EQ(OfHalfAYear("新增就业6万人。").details.year, 2024);
  EXPECT_EQ(OfHalfAYear("2023年新增就业6万人。").details.year, 2023);
  EXPECT_EQ(OfHalfAYear("新增就业4万人。", ReportPart::kPlan).details.year, 2024);
}

TEST(FormClaims, WhatAProgressReportSumsUpIsOfTheYearWhenItSaysSo) {
  const auto period = [](const std::string& text) {
    return OfHalfAYear(text).details.quantity->period;
  };
  EXPECT_EQ(period("上半年累计新增就业6万人。"), Period::kYear);
  EXPECT_EQ(period("1—6月，全市累计新增就业6万人。"), Period::kYear);
  EXPECT_EQ(period("累计建成充电桩6万个。"), Period::kToDate);
  EXPECT_EQ(period("截至6月底，累计建成充电桩6万个。"), Period::kToDate);
  EXPECT_EQ(period("截至二季度末累计建成充电桩6万个。"), Period::kToDate);
  EXPECT_EQ(Form("上半年累计新增就业6万人。").at(0).details.quantity->period, Period::kToDate);
}

TEST(FormClaims, TheRuleFileKeepsItsExamples) {
  rules::v1::ClaimRuleFile file;
  ASSERT_TRUE(ParseRuleFile(BuiltinRuleFiles(), ClaimRules::kFile, file).ok());
  ASSERT_GT(file.examples_size(), 0);
  for (const auto& example : file.examples()) {
    const ReportPart part = example.plan() ? ReportPart::kPlan : ReportPart::kReview;
    EXPECT_THAT(Written(Form(example.text(), part)), ElementsAreArray(example.claims()))
        << example.text();
  }
}

TEST(FormClaims, ThePartDecidesBetweenCommitmentAndOutcome) {
  const auto outcome = Form("新增高新技术企业68家。", ReportPart::kReview);
  ASSERT_EQ(outcome.size(), 1u);
  EXPECT_EQ(outcome[0].kind, NodeKind::kOutcome);
  EXPECT_EQ(outcome[0].details.year, 2023);
  EXPECT_EQ(outcome[0].details.quantity->year, 2023);
  EXPECT_EQ(outcome[0].details.action, "新增");
  const auto commitment = Form("新增高新技术企业68家。", ReportPart::kPlan);
  ASSERT_EQ(commitment.size(), 1u);
  EXPECT_EQ(commitment[0].kind, NodeKind::kCommitment);
  EXPECT_EQ(commitment[0].details.year, 2024);
}

TEST(FormClaims, WordsDecideWhereThePartIsNotKnown) {
  EXPECT_EQ(Form("今年力争新增企业6家。", ReportPart::kOther).at(0).kind, NodeKind::kCommitment);
  EXPECT_EQ(Form("累计建成企业6家。", ReportPart::kOther).at(0).kind, NodeKind::kOutcome);
  EXPECT_TRUE(Form("这里有企业6家。", ReportPart::kOther).empty());
}

TEST(FormClaims, AnExplicitYearGoesBeforeThatOfThePart) {
  EXPECT_EQ(Form("到2027年，森林覆盖率达到30%。", ReportPart::kPlan).at(0).details.year, 2027);
  EXPECT_EQ(Form("比2019年增长30%。", ReportPart::kReview).at(0).details.year, 2023);
}

TEST(FormClaims, StrengthWordsAreKept) {
  const auto strength = [](const std::string& text) {
    return Form(text, ReportPart::kPlan).at(0).details.strength;
  };
  EXPECT_EQ(strength("力争固定资产投资增长6%。"), Strength::kAspired);
  EXPECT_EQ(strength("预计固定资产投资增长6%。"), Strength::kExpected);
  EXPECT_EQ(strength("确保固定资产投资增长6%。"), Strength::kBinding);
  EXPECT_EQ(strength("固定资产投资增长6%。"), Strength::kUnspecified);
}

TEST(FormClaims, APlanMaySayThatItSetsNoTarget) {
  const auto waived = Form("今年不设经济增速具体目标。", ReportPart::kPlan);
  ASSERT_EQ(waived.size(), 1u);
  EXPECT_EQ(waived[0].kind, NodeKind::kCommitment);
  EXPECT_EQ(waived[0].details.strength, Strength::kWaived);
  EXPECT_EQ(waived[0].details.year, 2024);
  EXPECT_FALSE(waived[0].details.quantity.has_value());
  EXPECT_EQ(waived[0].indicator, "经济增长");
  EXPECT_TRUE(Form("今年不设经济增速具体目标。", ReportPart::kReview).empty());
  EXPECT_TRUE(Form("我们提出经济增速具体目标。", ReportPart::kPlan).empty());
}

TEST(FormClaims, TheReportingGovernmentIsNoSubjectOfItsFigures) {
  const auto taken = Form("市政府取消行政审批事项20项。");
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].details.subject, "");
}

TEST(FormClaims, ListsOfMixedScriptsComeApartBetweenCharacters) {
  EXPECT_THAT(Written(Form("AI和机器人产业产值分别增长5%、6%。")),
              testing::ElementsAre("AI | 5% | GROWTH", "机器人产业产值 | 6% | GROWTH"));
}

TEST(FormClaims, AMeasureBorrowsNothingFromTheEndOfItsList) {
  EXPECT_THAT(Written(Form("规上工业增加值、一般公共预算收入分别增长6%、7%。")),
              testing::ElementsAre("规模以上工业增加值 | 6% | GROWTH", "一般公共预算收入 | 7% | GROWTH"));
  EXPECT_THAT(Written(Form("刑事、治安案件分别下降5%、6%。")),
              testing::ElementsAre("刑事案件发案数 | 5% | GROWTH", "治安案件 | 6% | GROWTH"));
}

TEST(FormClaims, RealGrowthIsGrowth) {
  EXPECT_THAT(Written(Form("居民可支配收入实际增长5%。")),
              testing::ElementsAre("居民可支配收入 | 5% | GROWTH"));
}

TEST(FormClaims, TheCatalogueNamesIndicators) {
  const auto claims = Form("GDP增长6%。");
  ASSERT_EQ(claims.size(), 1u);
  EXPECT_EQ(claims[0].indicator, "地区生产总值");
  EXPECT_EQ(claims[0].indicator_details.unit, "元");
  EXPECT_EQ(claims[0].indicator_details.better, BetterDirection::kUp);
}

TEST(FormClaims, AClauseThatNamesAProjectIsAClaimOfItsOwn) {
  Document document = OneSentence("春晓大桥、秋实隧道建成通车，新增企业6家。", ReportPart::kReview);
  for (const std::string name : {"春晓大桥", "秋实隧道"}) {
    const size_t begin = document.text.find(name);
    document.mentions.push_back(
        {.kind = NodeKind::kProject, .span = {begin, begin + name.size()}, .name = name});
  }
  const auto claims = FormClaims(document, Rules());
  ASSERT_EQ(claims.size(), 2u);
  EXPECT_FALSE(claims[0].details.quantity.has_value());
  EXPECT_EQ(claims[0].details.action, "建成通车");
  EXPECT_EQ(document.Words(claims[0].span), "春晓大桥、秋实隧道建成通车");
  EXPECT_TRUE(claims[1].details.quantity.has_value());
}

TEST(FormClaims, AClauseWithoutEndKeepsOnlyTheWordsBesideTheFigure) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "新增企业6家";
  for (const Claim& claim : Form(text)) ASSERT_LT(claim.span.size(), 1000u);
}

struct BadFile {
  std::string claims;
  std::string indicators;
  std::string message;
};

TEST(ClaimRules, SayWhichRuleIsAtFault) {
  const std::vector<BadFile> bad = {
      {"words { role: CLAIM_ROLE_ACTION words: \"新增\" }", "", "give every rule a name"},
      {"words { name: \"acts\" words: \"新增\" }", "", "\"acts\": say what role"},
      {"words { name: \"acts\" role: CLAIM_ROLE_ACTION }", "", "\"acts\": list at least one word"},
      {"asides { name: \"then\" pattern: \"(\" }", "", "\"then\": \"(\" is no regular expression"},
      {"coordinates { name: \"both\" joint: \"城乡\" }", "", "\"both\": give the joint word"},
      {"list_marks: \"、\" brackets: \"“\"", "", "an opening and a closing mark"},
      {"", "", "\"list_marks\": give at least one mark"},
      {"list_marks: \"、\"", "indicators { name: \"甲\" synonyms: \"甲\" }",
       "\"甲\": 甲 is listed twice"},
  };
  for (const BadFile& file : bad) {
    const RuleFiles files = {{std::string(ClaimRules::kFile), file.claims},
                             {std::string(ClaimRules::kIndicatorFile), file.indicators}};
    const auto rules = ClaimRules::Compile(files);
    ASSERT_FALSE(rules.ok()) << file.claims;
    EXPECT_THAT(
        std::string(rules.status().message()),
        testing::AllOf(testing::HasSubstr(file.message), testing::HasSubstr("loader/rules/zh/")))
        << file.claims;
  }
}

}  // namespace
}  // namespace policygraph::loader
