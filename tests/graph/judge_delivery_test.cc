#include "graph/delivery/judge_delivery.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/graph/report_claims_builder.h"

namespace policygraph {
namespace {

using testing::HasSubstr;

class JudgeDeliveryTest : public testing::Test {
 protected:
  Delivery Only() {
    const std::vector<Delivery> deliveries = JudgeDelivery(plan_.claims(), &review_.claims());
    EXPECT_EQ(deliveries.size(), 1u);
    return deliveries.front();
  }

  ReportClaimsBuilder plan_{"甲市-2024", 2024};
  ReportClaimsBuilder review_{"甲市-2025", 2025};
};

TEST_F(JudgeDeliveryTest, WithoutALaterReportNothingIsChecked) {
  plan_.Commitment("新建学校3个", 2024);
  const std::vector<Delivery> deliveries = JudgeDelivery(plan_.claims(), nullptr);
  ASSERT_EQ(deliveries.size(), 1u);
  EXPECT_EQ(deliveries.front().verdict, Verdict::kNotChecked);
  EXPECT_EQ(deliveries.front().reason, "no report of 甲市 for 2025 is loaded");
  EXPECT_FALSE(deliveries.front().continuation.has_value());
}

TEST_F(JudgeDeliveryTest, TheSameIndicatorsFigureDecides) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校3个", 2024), "学校", 3);
  ReportClaimsBuilder::Measure(review_.Outcome("建成学校4个", 2024), "学校", 4);
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kFulfilled);
  EXPECT_EQ(delivery.rule, DeliveryRule::kFigure);
  ASSERT_NE(delivery.outcome, nullptr);
  EXPECT_EQ(delivery.outcome->name, "建成学校4个");
  EXPECT_EQ(delivery.proof->quote, "建成学校4个");
}

TEST_F(JudgeDeliveryTest, AnIndicatorInAnotherOrderOfWordsIsTheSame) {
  ReportClaimsBuilder::Measure(plan_.Commitment("改造甲类危房30个", 2024), "改造甲类危房", 30);
  ReportClaimsBuilder::Measure(review_.Outcome("完成乙类危房改造40个", 2024), "乙类危房改造", 40);
  EXPECT_EQ(Only().verdict, Verdict::kNoEvidence);
  ReportClaimsBuilder::Measure(review_.Outcome("完成甲类危房改造20个", 2024), "甲类危房改造", 20);
  EXPECT_EQ(Only().verdict, Verdict::kPartly);
  EXPECT_EQ(Only().outcome->name, "完成甲类危房改造20个");
}

TEST_F(JudgeDeliveryTest, AFigureOfAnotherYearBasisOrSubjectDecidesNothing) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校3个", 2024), "学校", 3);
  ReportClaimsBuilder::Measure(review_.Outcome("2023年建成学校4个", 2023), "学校", 4);
  ReportClaimsBuilder::Measure(review_.Outcome("学校达40个", 2024), "学校", 40, Basis::kLevel);
  ReportClaim& of_county = review_.Outcome("乙县建成学校4个", 2024);
  ReportClaimsBuilder::Measure(of_county, "学校", 4);
  of_county.details.subject = "乙县";
  EXPECT_EQ(Only().verdict, Verdict::kNoEvidence);
}

TEST_F(JudgeDeliveryTest, OfSeveralFiguresTheOneWordedLikeThePromiseDecides) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建农村小学学校3个", 2024), "学校", 3);
  ReportClaimsBuilder::Measure(review_.Outcome("改造城区中学9个", 2024), "学校", 9);
  ReportClaimsBuilder::Measure(review_.Outcome("新建农村小学学校2个", 2024), "学校", 2);
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kPartly);
  EXPECT_EQ(delivery.outcome->name, "新建农村小学学校2个");
}

TEST_F(JudgeDeliveryTest, WhatIsDueLaterIsNotChecked) {
  ReportClaimsBuilder::Measure(plan_.Commitment("到2027年建成学校30个", 2027), "学校", 30);
  ReportClaimsBuilder::Measure(review_.Outcome("建成学校4个", 2024), "学校", 4);
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kNotChecked);
  EXPECT_EQ(delivery.reason, "it is due in 2027; the next report reviews 2024");
}

TEST_F(JudgeDeliveryTest, TheStageOfTheProjectDecidesWhereNoFigureDoes) {
  plan_.Commitment("建成市民中心", 2024).projects = {
      ReportClaimsBuilder::Tie("市民中心", Stage::kCompleted)};
  review_.Outcome("市民中心主体封顶", 2024).projects = {
      ReportClaimsBuilder::Tie("市民中心", Stage::kUnderWay)};
  Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kInProgress);
  EXPECT_EQ(delivery.reason, "市民中心: promised completed, reported under way");

  review_.Outcome("市民中心投入使用", 2024).projects = {
      ReportClaimsBuilder::Tie("市民中心", Stage::kInOperation)};
  delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kFulfilled);
  EXPECT_EQ(delivery.rule, DeliveryRule::kStage);
}

TEST_F(JudgeDeliveryTest, ADesignationIsWonOrSoughtAgain) {
  plan_.Commitment("争创全国文明城市", 2024);
  plan_.Title(EdgeKind::kSeeks, "全国文明城市");
  EXPECT_EQ(Only().verdict, Verdict::kNoEvidence);
  review_.Outcome("推进创建全国文明城市", 2024);
  review_.Title(EdgeKind::kSeeks, "全国文明城市");
  EXPECT_EQ(Only().verdict, Verdict::kInProgress);
  review_.Outcome("获评全国文明城市", 2024);
  review_.Title(EdgeKind::kAwarded, "全国文明城市");
  EXPECT_EQ(Only().verdict, Verdict::kFulfilled);
  EXPECT_EQ(Only().rule, DeliveryRule::kDesignation);
}

TEST_F(JudgeDeliveryTest, AnEventWasHeldWhenTheReviewSpeaksOfIt) {
  plan_.Commitment("办好第三届茶博会", 2024);
  plan_.Title(EdgeKind::kMentions, "第三届茶博会");
  review_.Commitment("办好第三届茶博会", 2025);
  review_.Title(EdgeKind::kMentions, "第三届茶博会", ReportPart::kPlan);
  EXPECT_EQ(Only().verdict, Verdict::kNoEvidence) << "a plan holds nothing";
  review_.Outcome("成功举办第三届茶博会", 2024);
  review_.Title(EdgeKind::kMentions, "第三届茶博会");
  EXPECT_EQ(Only().verdict, Verdict::kFulfilled);
}

TEST_F(JudgeDeliveryTest, WordsAlikeAreCandidatesOnly) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新增养老服务床位500张", 2024), "养老服务床位", 500);
  ReportClaimsBuilder::Measure(review_.Outcome("新增养老服务床位", 2024), "床位", 600);
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kNoEvidence);
  ASSERT_EQ(delivery.candidates.size(), 1u);
  EXPECT_EQ(delivery.outcome, nullptr);
}

TEST_F(JudgeDeliveryTest, APromiseOfNothingInParticularCannotBeTested) {
  plan_.Commitment("大力发展服务业", 2024);
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kNotTestable);
  EXPECT_THAT(delivery.reason, HasSubstr("no figure"));
}

TEST_F(JudgeDeliveryTest, APromiseIsCarriedOnByTheSameFigure) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校3个", 2024), "学校", 3);
  EXPECT_EQ(Only().continuation->change, Change::kDropped);
  EXPECT_EQ(Only().continuation->commitment, nullptr);
  ReportClaimsBuilder::Measure(review_.Commitment("改建医院5个", 2025), "医院", 5);
  EXPECT_EQ(Only().continuation->change, Change::kDropped) << "another indicator";
  ReportClaimsBuilder::Measure(review_.Commitment("学校达到9个", 2025), "学校", 9, Basis::kLevel);
  EXPECT_EQ(Only().continuation->change, Change::kDropped) << "how many in all, not how many more";
  ReportClaimsBuilder::Measure(review_.Commitment("再建成学校5个", 2025), "学校", 5);
  EXPECT_EQ(Only().continuation->change, Change::kRaised);
  EXPECT_EQ(Only().continuation->commitment->name, "再建成学校5个");
  ReportClaimsBuilder::Measure(review_.Commitment("新建学校2个", 2025), "学校", 2);
  EXPECT_EQ(Only().continuation->change, Change::kLowered) << "the one worded most alike";
}

TEST_F(JudgeDeliveryTest, APromiseIsCarriedOnByItsProjectOrDesignation) {
  plan_.Commitment("启动滨江大桥前期工作", 2024)
      .projects.push_back(ReportClaimsBuilder::Tie("滨江大桥", Stage::kPlanned));
  review_.Commitment("力争年内合龙", 2025)
      .projects.push_back(ReportClaimsBuilder::Tie("滨江大桥", Stage::kUnderWay));
  EXPECT_EQ(Only().continuation->change, Change::kKept);
  EXPECT_EQ(Only().continuation->commitment->name, "力争年内合龙");

  ReportClaimsBuilder sought("甲市-2024", 2024);
  sought.Commitment("争创全国文明城市", 2024);
  sought.Title(EdgeKind::kSeeks, "全国文明城市");
  ReportClaimsBuilder again("甲市-2025", 2025);
  again.Commitment("巩固提升各项指标，确保成功", 2025);
  EXPECT_EQ(JudgeDelivery(sought.claims(), &again.claims()).front().continuation->change,
            Change::kDropped);
  again.Title(EdgeKind::kSeeks, "全国文明城市", ReportPart::kPlan);
  EXPECT_EQ(JudgeDelivery(sought.claims(), &again.claims()).front().continuation->change,
            Change::kKept);
}

TEST_F(JudgeDeliveryTest, APromiseOfNothingInParticularIsCarriedOnInNearlyTheSameWords) {
  plan_.Commitment("加快建设甲河文化旅游走廊", 2024);
  review_.Commitment("加快建设乙湖生态经济走廊", 2025);
  EXPECT_EQ(Only().continuation->change, Change::kDropped);
  review_.Commitment("加快甲河文化旅游走廊建设", 2025);
  EXPECT_EQ(Only().continuation->change, Change::kKept);
}

TEST_F(JudgeDeliveryTest, AFigureThatIsLeftOutIsRestated) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建养老服务综合体3个", 2024), "养老服务综合体", 3);
  review_.Commitment("新建养老服务综合体", 2025);
  EXPECT_EQ(Only().continuation->change, Change::kRestated);
}

TEST_F(JudgeDeliveryTest, ATargetThatIsGivenUpCannotBeTested) {
  ReportClaim& waiver = plan_.Commitment("没有提出甲增速具体目标", 2024);
  waiver.indicators.push_back(ReportClaimsBuilder::Tie("甲增速"));
  waiver.details.strength = Strength::kWaived;
  EXPECT_EQ(Only().verdict, Verdict::kNotTestable);
  EXPECT_THAT(Only().reason, HasSubstr("no target is set"));
}

TEST_F(JudgeDeliveryTest, AVerdictIsNoSurerThanEitherClaim) {
  ReportClaim& commitment = plan_.Commitment("新建学校3个", 2024);
  ReportClaimsBuilder::Measure(commitment, "学校", 3);
  commitment.confidence = 90;
  ReportClaim& outcome = review_.Outcome("建成学校4个", 2024);
  ReportClaimsBuilder::Measure(outcome, "学校", 4);
  outcome.confidence = 70;
  EXPECT_EQ(Only().confidence, 70);
}

}  // namespace
}  // namespace policygraph
