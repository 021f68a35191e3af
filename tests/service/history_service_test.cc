#include <chrono>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "policygraph/v1/history_service.grpc.pb.h"
#include "tests/service/test_server.h"

namespace policygraph::service {
namespace {

using testing::ElementsAre;

class HistoryServiceTest : public testing::Test {
 protected:
  // Every stream of these tests ends by itself; the deadline is for a server that does not.
  struct Watch {
    explicit Watch(HistoryServiceTest& test, uint64_t after, bool follow) {
      context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(60));
      v1::WatchCommitsRequest request;
      request.set_after_revision(after);
      request.set_follow(follow);
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
