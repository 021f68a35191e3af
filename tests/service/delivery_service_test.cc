#include <map>
#include <string>

#include "gtest/gtest.h"
#include "policygraph/v1/delivery_service.grpc.pb.h"
#include "tests/service/test_server.h"

namespace policygraph::service {
namespace {

using testing::HasSubstr;

using Stub = v1::DeliveryService::Stub;

class DeliveryServiceTest : public testing::Test {
 protected:
  DeliveryServiceTest() : stub_(v1::DeliveryService::NewStub(server_.channel())) {
    v1::LoadReportResponse loaded;
    for (const int year : {2024, 2025}) {
      EXPECT_THAT(Load(server_.reports(), SampleOptions("sample-" + std::to_string(year), year),
                       SampleText(year), &loaded),
                  IsOk());
    }
  }

  v1::ListDeliveriesResponse List(const v1::ListDeliveriesRequest& request) {
    v1::ListDeliveriesResponse response;
    EXPECT_THAT(Call(&Stub::ListDeliveries, *stub_, request, &response), IsOk());
    return response;
  }

  static v1::ListDeliveriesRequest Of(const std::string& report) {
    v1::ListDeliveriesRequest request;
    request.set_report(report);
    return request;
  }

  TestServer server_;
  std::unique_ptr<Stub> stub_;
};

TEST_F(DeliveryServiceTest, JudgesEachCommitmentByTheNextReport) {
  const v1::ListDeliveriesResponse response = List(Of("sample-2024"));
  EXPECT_EQ(response.judged_by(), "sample-2025");
  EXPECT_EQ(response.read_revision(), 2u);
  EXPECT_GT(response.rules_version(), 0);
  std::map<std::string, v1::Delivery> by_text;
  for (const v1::Delivery& delivery : response.deliveries()) {
    by_text[delivery.commitment().text()] = delivery;
  }
  const v1::Delivery& growth = by_text["地区生产总值增长6%以上"];
  EXPECT_EQ(growth.verdict(), v1::VERDICT_FULFILLED);
  EXPECT_EQ(growth.rule(), v1::DELIVERY_RULE_FIGURE);
  EXPECT_EQ(growth.outcome().quantity().text(), "6.7%");
  EXPECT_EQ(growth.proof().report(), "sample-2025");
  EXPECT_THAT(growth.reason(), HasSubstr("6.7% is no less than 6%"));
  EXPECT_GT(growth.confidence(), 0);

  const v1::Delivery& fields = by_text["新建高标准农田20万亩"];
  EXPECT_EQ(fields.verdict(), v1::VERDICT_NO_EVIDENCE);
  EXPECT_FALSE(fields.has_outcome());
}

TEST_F(DeliveryServiceTest, TellsWhatIsPromisedAgain) {
  const auto count = [this](const std::string& filter) {
    v1::ListDeliveriesRequest request = Of("sample-2024");
    request.set_filter(filter);
    return List(request).total_size();
  };
  const int all = count("");
  const int dropped = count("change = DROPPED");
  EXPECT_EQ(all - dropped, count("change = KEPT OR change = RAISED OR change = LOWERED OR "
                                 "change = RESTATED"));
  v1::ListDeliveriesRequest request = Of("sample-2024");
  request.set_filter("continued_by : 地区生产总值");
  const v1::ListDeliveriesResponse growth = List(request);
  ASSERT_EQ(growth.total_size(), 1);
  EXPECT_EQ(growth.deliveries(0).commitment().text(), "地区生产总值增长6%以上");
  EXPECT_EQ(growth.deliveries(0).continued_by().evidence().report(), "sample-2025");
  EXPECT_NE(growth.deliveries(0).change(), v1::CHANGE_DROPPED);

  v1::GetScorecardResponse card;
  ASSERT_THAT(Call(&Stub::GetScorecard, *stub_, v1::GetScorecardRequest(), &card), IsOk());
  EXPECT_EQ(card.total().continued(), all - dropped);
  EXPECT_EQ(card.total().quietly_dropped(), count("verdict = NO_EVIDENCE AND change = DROPPED"));
}

TEST_F(DeliveryServiceTest, TheLastReportIsNotChecked) {
  const v1::ListDeliveriesResponse response = List(Of("sample-2025"));
  EXPECT_EQ(response.judged_by(), "");
  ASSERT_GT(response.deliveries_size(), 0);
  for (const v1::Delivery& delivery : response.deliveries()) {
    EXPECT_EQ(delivery.verdict(), v1::VERDICT_NOT_CHECKED);
  }
}

TEST_F(DeliveryServiceTest, AProgressReportTellsHowFarTheYearHasCome) {
  const std::string text =
      "德阳市2025年上半年经济社会发展情况\n"
      "上半年，地区生产总值增长6.2%。\n"
      "新建高标准农田12万亩。\n"
      "二、下半年工作安排\n"
      "新建高标准农田8万亩。\n";
  v1::LoadOptions options;
  options.set_report("sample-2025-half");
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server_.reports(), options, text, &loaded), IsOk());
  EXPECT_EQ(loaded.report().through_month(), 6);
  EXPECT_EQ(loaded.report().year(), 2025);

  EXPECT_EQ(List(Of("sample-2024")).judged_by(), "sample-2025") << "not by a progress report";
  v1::ListDeliveriesRequest request = Of("sample-2025");
  request.set_filter("verdict = IN_PROGRESS");
  const v1::ListDeliveriesResponse response = List(request);
  EXPECT_EQ(response.judged_by(), "sample-2025-half");
  EXPECT_EQ(response.judged_through_month(), 6);
  std::map<std::string, v1::Delivery> by_text;
  for (const v1::Delivery& delivery : response.deliveries()) {
    EXPECT_EQ(delivery.rule(), v1::DELIVERY_RULE_PROGRESS);
    EXPECT_EQ(delivery.proof().report(), "sample-2025-half");
    EXPECT_EQ(delivery.change(), v1::CHANGE_UNSPECIFIED);
    by_text[delivery.commitment().text()] = delivery;
  }
  ASSERT_EQ(by_text.size(), 2u);
  const v1::Delivery& fields = by_text["新建高标准农田20万亩"];
  EXPECT_DOUBLE_EQ(fields.share_done(), 0.6);
  EXPECT_DOUBLE_EQ(fields.share_of_year(), 0.5);
  EXPECT_THAT(fields.reason(), HasSubstr("60% of the target with 50% of the year gone"));
  const v1::Delivery& growth = by_text["地区生产总值增长6%以上"];
  EXPECT_FALSE(growth.has_share_done());
  EXPECT_FALSE(growth.has_share_of_year());
  EXPECT_THAT(growth.reason(), HasSubstr("6.2% is no less than 6%"));

  request.set_filter("share_done < 0.5");
  EXPECT_EQ(List(request).total_size(), 0);
  request.set_filter("share_done > 0.5 AND share_of_year = 0.5");
  EXPECT_EQ(List(request).total_size(), 1);

  v1::GetScorecardRequest card_request;
  card_request.set_year(2025);
  v1::GetScorecardResponse card;
  ASSERT_THAT(Call(&Stub::GetScorecard, *stub_, card_request, &card), IsOk());
  EXPECT_EQ(card.total().in_progress(), 2);
  EXPECT_FALSE(card.total().has_decided_rate()) << "the year goes on";

  ASSERT_THAT(Load(server_.reports(), SampleOptions("sample-2026", 2026), SampleText(2026), &loaded),
              IsOk());
  EXPECT_EQ(List(Of("sample-2025")).judged_by(), "sample-2026");
}

TEST_F(DeliveryServiceTest, FiltersAndPages) {
  v1::ListDeliveriesRequest request = Of("sample-2024");
  request.add_verdicts(v1::VERDICT_FULFILLED);
  const v1::ListDeliveriesResponse fulfilled = List(request);
  EXPECT_EQ(fulfilled.total_size(), fulfilled.deliveries_size());
  for (const v1::Delivery& delivery : fulfilled.deliveries()) {
    EXPECT_EQ(delivery.verdict(), v1::VERDICT_FULFILLED);
  }

  request = Of("sample-2024");
  request.set_page_size(1);
  std::vector<std::string> paged;
  int total = 0;
  do {
    const v1::ListDeliveriesResponse page = List(request);
    total = page.total_size();
    for (const v1::Delivery& delivery : page.deliveries()) {
      paged.push_back(delivery.commitment().id());
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(paged.size(), static_cast<size_t>(total));
}

TEST_F(DeliveryServiceTest, RefusesWhatItDoesNotKnow) {
  v1::ListDeliveriesResponse response;
  grpc::Status status = Call(&Stub::ListDeliveries, *stub_, Of("none"), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ErrorInfoOf(status).reason(), "REPORT_NOT_FOUND");
  status = Call(&Stub::ListDeliveries, *stub_, {}, &response);
  EXPECT_EQ(ErrorInfoOf(status).reason(), "INVALID_FIELD");
  v1::ListDeliveriesRequest request = Of("sample-2024");
  request.add_verdicts(static_cast<v1::Verdict>(99));
  status = Call(&Stub::ListDeliveries, *stub_, request, &response);
  EXPECT_THAT(status.error_message(), HasSubstr("verdicts"));
}

TEST_F(DeliveryServiceTest, TheScorecardCountsWhatTheListShows) {
  v1::GetScorecardRequest request;
  request.set_year(2024);
  v1::GetScorecardResponse card;
  ASSERT_THAT(Call(&Stub::GetScorecard, *stub_, request, &card), IsOk());
  ASSERT_EQ(card.rows_size(), 1);
  EXPECT_EQ(card.rows(0).name(), "sample-2024");

  const v1::ListDeliveriesResponse list = List(Of("sample-2024"));
  std::map<v1::Verdict, int> counts;
  for (const v1::Delivery& delivery : list.deliveries()) ++counts[delivery.verdict()];
  EXPECT_EQ(card.total().commitments(), list.total_size());
  EXPECT_EQ(card.total().fulfilled(), counts[v1::VERDICT_FULFILLED]);
  EXPECT_EQ(card.total().no_evidence(), counts[v1::VERDICT_NO_EVIDENCE]);
  EXPECT_TRUE(card.total().has_fulfilled_rate());

  request.set_group_by(v1::SCORECARD_GROUP_INDICATOR);
  ASSERT_THAT(Call(&Stub::GetScorecard, *stub_, request, &card), IsOk());
  EXPECT_GT(card.rows_size(), 1);
  request.set_place("nowhere");
  ASSERT_THAT(Call(&Stub::GetScorecard, *stub_, request, &card), IsOk());
  EXPECT_EQ(card.rows_size(), 0);
  EXPECT_FALSE(card.total().has_fulfilled_rate());
}

}  // namespace
}  // namespace policygraph::service
