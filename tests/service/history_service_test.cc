#include <chrono>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "policygraph/v1/curation_service.grpc.pb.h"
#include "policygraph/v1/delivery_service.grpc.pb.h"
#include "policygraph/v1/history_service.grpc.pb.h"
#include "tests/service/test_server.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;

class HistoryServiceTest : public testing::Test {
 protected:
  // Every stream of these tests ends by itself; the deadline is for a server that does not.
  struct Watch {
    explicit Watch(HistoryServiceTest& test, uint64_t after, bool follow, bool verdicts = false) {
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
      v1::WatchCommitsRequest request;
      request.set_after_revision(after);
      request.set_follow(follow);
      request.set_verdicts(verdicts);
      reader = test.stub_->WatchCommits(&context, request);
    }

    std::vector<std::string> ReadAll() {
      std::vector<std::string> notes;
      for (v1::WatchCommitsResponse message; reader->Read(&message);) {
        for (const v1::CommitRecord& commit : message.commits()) notes.push_back(commit.note());
        last = message;
      }
      return notes;
    }

    grpc::ClientContext context;
    std::unique_ptr<grpc::ClientReader<v1::WatchCommitsResponse>> reader;
    v1::WatchCommitsResponse last;
  };

  void LoadYear(int year) {
    v1::LoadReportResponse loaded;
    ASSERT_THAT(Load(server_.reports(), SampleOptions("sample-" + std::to_string(year), year),
                     SampleText(year), &loaded),
                IsOk());
  }

  TestServer server_;
  std::unique_ptr<v1::HistoryService::Stub> stub_ =
      v1::HistoryService::NewStub(server_.channel());
};

TEST_F(HistoryServiceTest, TellsWhatMadeTheGraphAndEnds) {
  LoadYear(2024);
  LoadYear(2025);
  Watch watch(*this, 0, false);
  EXPECT_THAT(watch.ReadAll(), ElementsAre("load sample-2024", "load sample-2025"));
  EXPECT_TRUE(watch.reader->Finish().ok());
  EXPECT_EQ(watch.last.checkpoint(), 2u);
  EXPECT_TRUE(watch.last.caught_up());

  Watch rest(*this, 1, false);
  EXPECT_THAT(rest.ReadAll(), ElementsAre("load sample-2025"));
  EXPECT_EQ(rest.last.commits(0).report(), "sample-2025");
  EXPECT_GT(rest.last.commits(0).time().seconds(), 0);
}

TEST_F(HistoryServiceTest, AFollowerSaysWhereTheGraphIsAndLearnsOfTheNextCommit) {
  LoadYear(2024);
  Watch watch(*this, 1, true);
  v1::WatchCommitsResponse message;
  ASSERT_TRUE(watch.reader->Read(&message));
  EXPECT_TRUE(message.commits().empty());
  EXPECT_EQ(message.checkpoint(), 1u);
  LoadYear(2025);
  ASSERT_TRUE(watch.reader->Read(&message));
  ASSERT_EQ(message.commits_size(), 1);
  EXPECT_EQ(message.commits(0).note(), "load sample-2025");
  EXPECT_EQ(message.checkpoint(), 2u);
  watch.context.TryCancel();
  EXPECT_EQ(watch.reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(HistoryServiceTest, AFollowerLearnsWhichVerdictsALoadAndARetractionChange) {
  LoadYear(2024);
  Watch watch(*this, 0, true, /*verdicts=*/true);
  v1::WatchCommitsResponse message;
  ASSERT_TRUE(watch.reader->Read(&message));
  EXPECT_EQ(message.commits_size(), 1);
  EXPECT_EQ(message.verdict_changes_size(), 0) << "nothing is checked yet";
  EXPECT_EQ(message.checkpoint(), 1u);

  LoadYear(2025);
  ASSERT_TRUE(watch.reader->Read(&message));
  EXPECT_EQ(message.checkpoint(), 2u);
  EXPECT_TRUE(message.caught_up());
  const auto deliveries = v1::DeliveryService::NewStub(server_.channel());
  v1::ListDeliveriesRequest request;
  request.set_report("sample-2024");
  request.set_filter("verdict != NOT_CHECKED");
  v1::ListDeliveriesResponse judged;
  ASSERT_THAT(Call(&v1::DeliveryService::Stub::ListDeliveries, *deliveries, request, &judged),
              IsOk());
  ASSERT_GT(judged.total_size(), 0);
  ASSERT_EQ(message.verdict_changes_size(), judged.total_size());
  for (int i = 0; i < judged.total_size(); ++i) {
    const v1::VerdictChange& change = message.verdict_changes(i);
    EXPECT_EQ(change.report(), "sample-2024");
    EXPECT_EQ(change.before(), v1::VERDICT_NOT_CHECKED);
    EXPECT_EQ(change.delivery().SerializeAsString(), judged.deliveries(i).SerializeAsString());
  }

  v1::RetractReportRequest retract;
  retract.set_report("sample-2024");
  v1::RetractReportResponse retracted;
  ASSERT_THAT(
      Call(&v1::ReportService::Stub::RetractReport, server_.reports(), retract, &retracted),
      IsOk());
  ASSERT_TRUE(watch.reader->Read(&message));
  ASSERT_EQ(message.verdict_changes_size(), judged.total_size());
  EXPECT_EQ(message.verdict_changes(0).before(), judged.deliveries(0).verdict());
  EXPECT_EQ(message.verdict_changes(0).delivery().verdict(), v1::VERDICT_UNSPECIFIED);
  EXPECT_EQ(message.verdict_changes(0).delivery().commitment().id(),
            judged.deliveries(0).commitment().id());
  watch.context.TryCancel();
  watch.reader->Finish();
}

TEST_F(HistoryServiceTest, AJudgementThatChangesAVerdictIsTold) {
  LoadYear(2024);
  LoadYear(2025);
  const auto deliveries = v1::DeliveryService::NewStub(server_.channel());
  v1::ListDeliveriesRequest request;
  request.set_report("sample-2024");
  request.set_filter("verdict = FULFILLED");
  v1::ListDeliveriesResponse fulfilled;
  ASSERT_THAT(Call(&v1::DeliveryService::Stub::ListDeliveries, *deliveries, request, &fulfilled),
              IsOk());
  ASSERT_GT(fulfilled.total_size(), 0);
  Watch watch(*this, 2, true, /*verdicts=*/true);
  v1::WatchCommitsResponse message;
  ASSERT_TRUE(watch.reader->Read(&message));
  EXPECT_EQ(message.verdict_changes_size(), 0);

  const auto curation = v1::CurationService::NewStub(server_.channel());
  v1::CreateJudgementRequest reject;
  reject.set_author("测试员");
  reject.set_reason("another figure");
  reject.mutable_action()->mutable_reject()->mutable_node()->set_id(
      fulfilled.deliveries(0).outcome().id());
  v1::CreateJudgementResponse made;
  ASSERT_THAT(Call(&v1::CurationService::Stub::CreateJudgement, *curation, reject, &made), IsOk());
  ASSERT_TRUE(watch.reader->Read(&message));
  EXPECT_EQ(message.checkpoint(), 3u);
  ASSERT_EQ(message.verdict_changes_size(), 1);
  EXPECT_EQ(message.verdict_changes(0).before(), v1::VERDICT_FULFILLED);
  EXPECT_NE(message.verdict_changes(0).delivery().verdict(), v1::VERDICT_FULFILLED);
  watch.context.TryCancel();
  watch.reader->Finish();
}

TEST_F(HistoryServiceTest, VerdictsNeedTheGraphAsItWas) {
  for (const int year : {2021, 2022, 2023, 2024, 2025}) {
    LoadYear(year);
    Watch newest(*this, 0, false, /*verdicts=*/true);  // builds and so retains the state
    newest.ReadAll();
  }
  Watch watch(*this, 1, false, /*verdicts=*/true);
  EXPECT_TRUE(watch.ReadAll().empty());
  EXPECT_THAT(watch.reader->Finish(),
              IsError(grpc::StatusCode::FAILED_PRECONDITION, "REVISION_NOT_RETAINED"));
}

TEST_F(HistoryServiceTest, AFollowerIsToldOfAShutdown) {
  Watch watch(*this, 0, true);
  v1::WatchCommitsResponse message;
  ASSERT_TRUE(watch.reader->Read(&message));
  server_.server().Shutdown(absl::Seconds(60));
  EXPECT_FALSE(watch.reader->Read(&message));
  EXPECT_EQ(watch.reader->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
}

TEST_F(HistoryServiceTest, ARevisionThatIsNotReachedIsAnError) {
  Watch watch(*this, 7, true);
  EXPECT_TRUE(watch.ReadAll().empty());
  const grpc::Status status = watch.reader->Finish();
  EXPECT_THAT(status, IsError(grpc::StatusCode::OUT_OF_RANGE, "REVISION_NOT_REACHED"));
}

TEST(WatchLimitTest, MoreStreamsThanMayBeOpenAreTurnedAway) {
  TestServer server(std::vector<GraphDelta>(), {.max_watches = 1});
  const auto stub = v1::HistoryService::NewStub(server.channel());
  v1::WatchCommitsRequest request;
  request.set_follow(true);
  grpc::ClientContext first;
  const auto open = stub->WatchCommits(&first, request);
  v1::WatchCommitsResponse message;
  ASSERT_TRUE(open->Read(&message));
  grpc::ClientContext second;
  const auto refused = stub->WatchCommits(&second, request);
  EXPECT_FALSE(refused->Read(&message));
  EXPECT_EQ(refused->Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  first.TryCancel();
  open->Finish();
}

}  // namespace
}  // namespace policygraph::service
