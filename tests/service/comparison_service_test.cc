#include <algorithm>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "policygraph/v1/comparison_service.grpc.pb.h"
#include "tests/service/test_server.h"

namespace policygraph::service {
namespace {

using testing::HasSubstr;

using Stub = v1::ComparisonService::Stub;

// A made-up report: `review` and `plan` are the sentences of its two parts.
std::string ReportText(int year, const std::string& review, const std::string& plan) {
  return "政府工作报告\n——" + std::to_string(year) +
         "年1月10日在人民代表大会第五次会议上\n各位代表：\n"
         "现在，我代表人民政府，向大会报告工作，请予审议。\n一、" +
         std::to_string(year - 1) + "年工作回顾\n" + review + "二、" + std::to_string(year) +
         "年工作安排\n" + plan + "各位代表，让我们团结奋斗！\n";
}

class ComparisonServiceTest : public testing::Test {
 protected:
  ComparisonServiceTest() : stub_(v1::ComparisonService::NewStub(server_.channel())) {
    LoadReport("city-2024", "德阳市", 2024, "2023年，全市地区生产总值增长6.7%。\n",
               "2024年，地区生产总值增长7%左右。\n深入实施乡村振兴战略，新建高标准农田20万亩。\n"
               "实施工业强市战略。\n改造老旧小区120个。\n");
    LoadReport("city-2025", "德阳市", 2025, "2024年，全市地区生产总值增长6.1%。\n",
               "2025年，地区生产总值增长6%以上。\n深入实施乡村振兴战略，新建高标准农田25万亩。\n"
               "实施文旅争先战略。\n");
    LoadReport("province-2024", "四川省", 2024, "2023年，全省地区生产总值增长6%。\n",
               "2024年，地区生产总值增长6%左右。\n");
  }

  void LoadReport(const std::string& name, const std::string& place, int year,
                  const std::string& review, const std::string& plan) {
    v1::LoadOptions options = SampleOptions(name, year);
    options.set_place(place);
    v1::LoadReportResponse loaded;
    EXPECT_THAT(Load(server_.reports(), options, ReportText(year, review, plan), &loaded), IsOk());
  }

  static v1::GetIndicatorSeriesRequest GrowthOf(const std::string& place) {
    v1::GetIndicatorSeriesRequest request;
    request.set_place(place);
    request.add_indicators("地区生产总值");
    return request;
  }

  TestServer server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(ComparisonServiceTest, ASeriesHoldsTargetsAgainstActualsYearByYear) {
  v1::GetIndicatorSeriesResponse response;
  ASSERT_THAT(Call(&Stub::GetIndicatorSeries, *stub_, GrowthOf("德阳市"), &response), IsOk());
  EXPECT_EQ(response.basis(), v1::BASIS_GROWTH);
  ASSERT_EQ(response.years_size(), 3);
  const v1::SeriesYear& before = response.years(0);
  EXPECT_EQ(before.year(), 2023);
  EXPECT_EQ(before.target_answer(), v1::SERIES_ANSWER_NO_REPORT);
  EXPECT_EQ(before.actuals(0).quantity().text(), "6.7%");
  const v1::SeriesYear& judged = response.years(1);
  EXPECT_EQ(judged.targets(0).evidence().report(), "city-2024");
  EXPECT_EQ(judged.actuals(0).evidence().report(), "city-2025");
  EXPECT_EQ(judged.verdict(), v1::VERDICT_NOT_FULFILLED);
  EXPECT_THAT(judged.reason(), HasSubstr("6.1% is less than 6.65%"));
  EXPECT_EQ(response.years(2).actual_answer(), v1::SERIES_ANSWER_NO_REPORT);
}

TEST_F(ComparisonServiceTest, WhatAPartOfTheYearBroughtIsNoActualOfIt) {
  v1::LoadOptions options;
  options.set_report("city-2025-half");
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server_.reports(), options,
                   "德阳市2025年上半年经济社会发展情况\n上半年，地区生产总值增长6.2%。\n", &loaded),
              IsOk());
  ASSERT_EQ(loaded.report().through_month(), 6);
  v1::GetIndicatorSeriesResponse response;
  ASSERT_THAT(Call(&Stub::GetIndicatorSeries, *stub_, GrowthOf("德阳市"), &response), IsOk());
  ASSERT_EQ(response.years_size(), 3);
  EXPECT_EQ(response.years(2).year(), 2025);
  EXPECT_EQ(response.years(2).actual_answer(), v1::SERIES_ANSWER_NO_REPORT);
}

TEST_F(ComparisonServiceTest, AReportThatDoesNotSayIsNotTheSameAsOneThatIsNotLoaded) {
  v1::GetIndicatorSeriesRequest request = GrowthOf("德阳市");
  request.set_basis(v1::BASIS_LEVEL);
  request.set_first_year(2022);
  v1::GetIndicatorSeriesResponse response;
  ASSERT_THAT(Call(&Stub::GetIndicatorSeries, *stub_, request, &response), IsOk());
  ASSERT_EQ(response.years_size(), 4);
  EXPECT_EQ(response.years(0).actual_answer(), v1::SERIES_ANSWER_NO_REPORT);
  EXPECT_EQ(response.years(1).actual_answer(), v1::SERIES_ANSWER_NOT_FOUND);
}

TEST_F(ComparisonServiceTest, AReportThatSetsNoTargetIsNotTheSameAsOneThatDoesNotSay) {
  LoadReport("city-2026", "德阳市", 2026, "2025年，全市地区生产总值增长6.1%。\n",
             "2026年，我们没有提出地区生产总值具体目标。\n");
  v1::GetIndicatorSeriesResponse response;
  ASSERT_THAT(Call(&Stub::GetIndicatorSeries, *stub_, GrowthOf("德阳市"), &response), IsOk());
  const v1::SeriesYear& last = response.years(response.years_size() - 1);
  EXPECT_EQ(last.year(), 2026);
  EXPECT_EQ(last.target_answer(), v1::SERIES_ANSWER_EXPLICITLY_NONE);
  ASSERT_EQ(last.targets_size(), 1);
  EXPECT_FALSE(last.targets(0).has_quantity());
  EXPECT_THAT(last.targets(0).text(), HasSubstr("没有提出"));
  EXPECT_EQ(last.verdict(), v1::VERDICT_UNSPECIFIED);

  v1::CompareTargetsRequest request;
  request.add_indicators("地区生产总值");
  request.set_year(2026);
  v1::CompareTargetsResponse targets;
  ASSERT_THAT(Call(&Stub::CompareTargets, *stub_, request, &targets), IsOk());
  EXPECT_EQ(targets.places_size(), 0);
}

TEST_F(ComparisonServiceTest, ASeriesRefusesWhatItCannotAnswer) {
  v1::GetIndicatorSeriesResponse response;
  const auto reason = [&](const v1::GetIndicatorSeriesRequest& request) {
    return ErrorInfoOf(Call(&Stub::GetIndicatorSeries, *stub_, request, &response)).reason();
  };
  EXPECT_EQ(reason(GrowthOf("")), "INVALID_FIELD");
  EXPECT_EQ(reason(GrowthOf("乙市")), "REPORT_NOT_FOUND");
  v1::GetIndicatorSeriesRequest request = GrowthOf("德阳市");
  request.set_last_year(2500);
  EXPECT_EQ(reason(request), "INVALID_FIELD");
  request = GrowthOf("德阳市");
  request.set_indicators(0, "没有这个指标");
  EXPECT_EQ(reason(request), "NODE_NOT_FOUND");
  request.clear_indicators();
  EXPECT_EQ(reason(request), "INVALID_FIELD");
}

TEST_F(ComparisonServiceTest, ComparedReportsShowWhatWasRaisedLoweredAndDropped) {
  v1::CompareReportsRequest request;
  request.set_first("city-2024");
  request.set_second("city-2025");
  v1::CompareReportsResponse response;
  ASSERT_THAT(Call(&Stub::CompareReports, *stub_, request, &response), IsOk());
  std::map<std::string, v1::Change> strategies;
  for (const v1::ComparedNode& row : response.strategies()) strategies[row.name()] = row.change();
  EXPECT_EQ(strategies["乡村振兴"], v1::CHANGE_KEPT);
  EXPECT_EQ(strategies["工业强市"], v1::CHANGE_DROPPED);
  EXPECT_EQ(strategies["文旅争先"], v1::CHANGE_NEW);
  std::map<std::string, v1::Change> targets;
  for (const v1::ComparedFigure& row : response.targets()) targets[row.indicator()] = row.change();
  EXPECT_EQ(targets["地区生产总值"], v1::CHANGE_LOWERED);
  EXPECT_EQ(targets["高标准农田"], v1::CHANGE_RAISED);
  const auto dropped = std::find_if(
      response.targets().begin(), response.targets().end(),
      [](const v1::ComparedFigure& row) { return row.first().quantity().text() == "120个"; });
  ASSERT_NE(dropped, response.targets().end());
  EXPECT_EQ(dropped->change(), v1::CHANGE_DROPPED);
  EXPECT_FALSE(response.truncated());

  request.set_max_rows(1);
  request.add_changes(v1::CHANGE_DROPPED);
  ASSERT_THAT(Call(&Stub::CompareReports, *stub_, request, &response), IsOk());
  ASSERT_EQ(response.strategies_size(), 1);
  EXPECT_EQ(response.strategies(0).change(), v1::CHANGE_DROPPED);

  request.set_second("none");
  EXPECT_EQ(ErrorInfoOf(Call(&Stub::CompareReports, *stub_, request, &response)).reason(),
            "REPORT_NOT_FOUND");
}

TEST_F(ComparisonServiceTest, TargetsAreHeldAgainstThoseOfThePlaceAbove) {
  v1::CompareTargetsRequest request;
  request.add_indicators("地区生产总值");
  request.set_year(2024);
  v1::CompareTargetsResponse response;
  ASSERT_THAT(Call(&Stub::CompareTargets, *stub_, request, &response), IsOk());
  ASSERT_EQ(response.places_size(), 2);
  EXPECT_EQ(response.places(0).place(), "四川省");
  EXPECT_EQ(response.places(0).above(), "");
  EXPECT_EQ(response.places(1).place(), "德阳市");
  EXPECT_EQ(response.places(1).above(), "四川省");
  EXPECT_DOUBLE_EQ(response.places(1).excess(), 1);
  EXPECT_EQ(response.places(1).actual().quantity().text(), "6.1%");

  request.set_within("德阳市");
  ASSERT_THAT(Call(&Stub::CompareTargets, *stub_, request, &response), IsOk());
  EXPECT_EQ(response.total_places(), 1);
  request.set_within("乙市");
  EXPECT_EQ(ErrorInfoOf(Call(&Stub::CompareTargets, *stub_, request, &response)).reason(),
            "REPORT_NOT_FOUND");
}

}  // namespace
}  // namespace policygraph::service
