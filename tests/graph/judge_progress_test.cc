#include "graph/delivery/judge_progress.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "graph/delivery/figure_progress.h"
#include "graph/delivery/read_deliveries.h"
#include "gtest/gtest.h"
#include "tests/graph/report_claims_builder.h"

namespace policygraph {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

// So many of ten thousand people.
Quantity People(double ten_thousands, Basis basis = Basis::kIncrement,
                Comparator comparator = Comparator::kExactly) {
  Quantity quantity;
  quantity.value = ten_thousands;
  quantity.unit = "万人";
  quantity.base_unit = "人";
  quantity.normalized_value = ten_thousands * 1e4;
  quantity.basis = basis;
  quantity.comparator = comparator;
  quantity.year = 2024;
  quantity.text = std::to_string(static_cast<int>(ten_thousands)) + "万人";
  return quantity;
}

constexpr BetterDirection kUp = BetterDirection::kUp;

TEST(MeasureProgressTest, WhatAddsUpHasAShareBesideThatOfTheYear) {
  const FigureProgress progress = MeasureProgress(People(10), kUp, People(6), 6);
  ASSERT_TRUE(progress.share.has_value());
  EXPECT_DOUBLE_EQ(progress.share->of_target, 0.6);
  EXPECT_DOUBLE_EQ(progress.share->of_year, 0.5);
  EXPECT_EQ(progress.arithmetic,
            "promised 10万人, reported 6万人 for the first 6 months: 60% of the target with 50% of "
            "the year gone: ahead of the calendar");
  EXPECT_EQ(progress.confidence, kCertain);
}

TEST(MeasureProgressTest, TellsThePaceInWholePercent) {
  const auto pace = [](double reported, int32_t month, Comparator comparator = Comparator::kExactly) {
    return MeasureProgress(People(10), kUp, People(reported, Basis::kIncrement, comparator), month)
        .arithmetic;
  };
  EXPECT_THAT(pace(2, 1), HasSubstr("for the first month: 20% of the target with 8% of"));
  EXPECT_THAT(pace(7, 9), EndsWith(": behind the calendar"));
  EXPECT_THAT(pace(7.52, 9), EndsWith(": in step with the calendar"));
  EXPECT_THAT(pace(12, 9), EndsWith(": reached before the year is over"));
  EXPECT_THAT(pace(6, 6, Comparator::kMoreThan), EndsWith(": ahead of the calendar"));
  EXPECT_THAT(pace(4, 6, Comparator::kMoreThan), EndsWith(", but the report gives a bound only"));
  EXPECT_THAT(pace(6, 6, Comparator::kLessThan), EndsWith(", but the report gives a bound only"));
}

TEST(MeasureProgressTest, RatesLevelsAndWhatIsKeptLowHaveNoShare) {
  Quantity growth = People(6, Basis::kGrowth);
  growth.unit = growth.base_unit = "%";
  growth.normalized_value = 6;
  growth.text = "6%";
  FigureProgress progress = MeasureProgress(growth, kUp, growth, 6);
  EXPECT_FALSE(progress.share.has_value());
  EXPECT_EQ(progress.arithmetic,
            "promised 6%, reported 6%: 6% is no less than 6%, after the first 6 months of the year");
  EXPECT_FALSE(MeasureProgress(People(10, Basis::kLevel), kUp, People(9, Basis::kLevel), 6)
                   .share.has_value());
  const Quantity at_most = People(10, Basis::kIncrement, Comparator::kAtMost);
  EXPECT_FALSE(MeasureProgress(at_most, kUp, People(6), 6).share.has_value());
  EXPECT_FALSE(
      MeasureProgress(People(10), BetterDirection::kDown, People(6), 6).share.has_value());
  Quantity of_years = People(10);
  of_years.period = Period::kSeveralYears;
  EXPECT_FALSE(MeasureProgress(of_years, kUp, of_years, 6).share.has_value());
}

TEST(MeasureProgressTest, AboutIsLessSure) {
  const Quantity about = People(10, Basis::kIncrement, Comparator::kAbout);
  EXPECT_EQ(MeasureProgress(about, kUp, People(6), 6).confidence, 90);
}

class JudgeProgressTest : public testing::Test {
 protected:
  JudgeProgressTest() { half_.claims().details.through_month = 6; }

  Delivery Only() {
    const std::vector<Delivery> deliveries = JudgeDelivery(plan_.claims(), &half_.claims());
    EXPECT_EQ(deliveries.size(), 1u);
    return deliveries.front();
  }

  ReportClaimsBuilder plan_{"甲市-2024", 2024};
  ReportClaimsBuilder half_{"甲市-2024-上半年", 2024};
};

TEST_F(JudgeProgressTest, AFigureOfTheYearIsInProgress) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校30个", 2024), "学校", 30);
  ReportClaim& outcome = half_.Outcome("建成学校12个", 2024);
  ReportClaimsBuilder::Measure(outcome, "学校", 12);
  outcome.confidence = 80;
  const Delivery delivery = Only();
  EXPECT_EQ(delivery.verdict, Verdict::kInProgress);
  EXPECT_EQ(delivery.rule, DeliveryRule::kProgress);
  EXPECT_EQ(delivery.confidence, 80);
  ASSERT_TRUE(delivery.share.has_value());
  EXPECT_DOUBLE_EQ(delivery.share->of_target, 0.4);
  EXPECT_DOUBLE_EQ(delivery.share->of_year, 0.5);
  EXPECT_THAT(delivery.reason, EndsWith("behind the calendar"));
  EXPECT_EQ(delivery.outcome->name, "建成学校12个");
  EXPECT_EQ(delivery.proof->quote, "建成学校12个");
  EXPECT_FALSE(delivery.continuation.has_value()) << "the next report tells that";
}

TEST_F(JudgeProgressTest, MoreThanWasPromisedIsDecidedByTheNextReportOnly) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校30个", 2024), "学校", 30);
  ReportClaimsBuilder::Measure(half_.Outcome("建成学校40个", 2024), "学校", 40);
  EXPECT_EQ(Only().verdict, Verdict::kInProgress);
}

TEST_F(JudgeProgressTest, WhatTheProgressReportLeavesOutIsNotChecked) {
  ReportClaimsBuilder::Measure(plan_.Commitment("新建学校30个", 2024), "学校", 30);
  ReportClaimsBuilder::Measure(half_.Outcome("2023年建成学校12个", 2023), "学校", 12);
  ReportClaimsBuilder::Measure(half_.Outcome("学校达120个", 2024), "学校", 120, Basis::kLevel);
  ReportClaimsBuilder::Measure(half_.Outcome("建成医院12个", 2024), "医院", 12);
  EXPECT_EQ(Only().verdict, Verdict::kNotChecked);
  EXPECT_EQ(Only().reason,
            "no report of 甲市 for 2025 is loaded; 甲市-2024-上半年 states no such figure");
}

TEST_F(JudgeProgressTest, WhatIsDueLaterOrStatesNoFigureIsNotChecked) {
  ReportClaimsBuilder::Measure(plan_.Commitment("到2027年建成学校30个", 2027), "学校", 30);
  plan_.Commitment("建成市民中心", 2024).projects = {
      ReportClaimsBuilder::Tie("市民中心", Stage::kCompleted)};
  ReportClaimsBuilder::Measure(half_.Outcome("建成学校4个", 2024), "学校", 4);
  half_.Outcome("市民中心主体封顶", 2024).projects = {
      ReportClaimsBuilder::Tie("市民中心", Stage::kUnderWay)};
  for (const Delivery& delivery : JudgeDelivery(plan_.claims(), &half_.claims())) {
    EXPECT_EQ(delivery.verdict, Verdict::kNotChecked);
    EXPECT_EQ(delivery.reason, "no report of 甲市 for 2025 is loaded");
  }
}

TEST_F(JudgeProgressTest, WhatAProgressReportPromisesIsNotChecked) {
  half_.Commitment("下半年新建学校2个", 2024);
  const std::vector<Delivery> deliveries = JudgeDelivery(half_.claims(), nullptr);
  EXPECT_EQ(deliveries.front().verdict, Verdict::kNotChecked);
  EXPECT_THAT(deliveries.front().reason, HasSubstr("the rest of 2024"));
}

StoredReport Stored(const std::string& name, const std::string& place, int32_t year,
                    int32_t through_month = 0) {
  StoredReport stored;
  stored.report.name = name;
  stored.report.details.place = place;
  stored.report.details.year = year;
  stored.report.details.through_month = through_month;
  return stored;
}

std::string JudgedBy(const std::vector<StoredReport>& reports, size_t plan = 0) {
  const StoredReport* judging = JudgingReport(reports, reports[plan]);
  return judging == nullptr ? "" : judging->report.name;
}

TEST(JudgingReportTest, TheNextReportPassesOverProgressReports) {
  std::vector<StoredReport> reports = {Stored("甲市-2023", "甲市", 2023),
                                       Stored("甲市-2024-上半年", "甲市", 2024, 6)};
  EXPECT_EQ(JudgedBy(reports), "") << "it is of the year after";
  reports.push_back(Stored("甲市-2024", "甲市", 2024));
  EXPECT_EQ(JudgedBy(reports), "甲市-2024");
}

TEST(JudgingReportTest, UntilTheNextReportTheLatestProgressReportTells) {
  std::vector<StoredReport> reports = {Stored("甲市-2024", "甲市", 2024),
                                       Stored("甲市-2024-三季度", "甲市", 2024, 9),
                                       Stored("甲市-2024-上半年", "甲市", 2024, 6),
                                       Stored("乙县-2024-十月", "乙县", 2024, 10)};
  EXPECT_EQ(JudgedBy(reports), "甲市-2024-三季度");
  EXPECT_EQ(JudgedBy(reports, 2), "") << "nothing judges a progress report";
  reports.push_back(Stored("甲市-2025", "甲市", 2025));
  EXPECT_EQ(JudgedBy(reports), "甲市-2025");
  EXPECT_EQ(JudgedBy(reports, 2), "");
}

}  // namespace
}  // namespace policygraph
