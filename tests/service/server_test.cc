#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/store/memory_store.h"
#include "graph/store/rocks_store.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "health_service.grpc.pb.h"
#include "loader/rules/rule_files.h"
#include "tests/service/failing_store.h"
#include "tests/service/test_server.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

namespace health = grpc::health::v1;

using testing::ElementsAre;
using testing::HasSubstr;

absl::StatusOr<std::unique_ptr<Server>> StartOver(std::unique_ptr<GraphStore> store,
                                                  const ServerOptions& options) {
  return Server::Start(std::move(store),
                       loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value(), options);
}

TEST(ServerTest, DoesNotStartOverAStoreThatCannotBeRead) {
  const auto failing = std::make_shared<std::atomic<bool>>(true);
  const auto server = StartOver(std::make_unique<FailingStore>(failing), {});
  EXPECT_TRUE(absl::IsDataLoss(server.status())) << server.status();
}

TEST(ServerTest, HealthFollowsTheStore) {
  const auto failing = std::make_shared<std::atomic<bool>>(false);
  TestServer server(std::make_unique<FailingStore>(failing),
                    {.health_interval = absl::Milliseconds(1)});
  const auto stub = health::Health::NewStub(server.channel());
  grpc::ClientContext context;
  const auto watch = stub->Watch(&context, {});
  health::HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), health::HealthCheckResponse::SERVING);
  *failing = true;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), health::HealthCheckResponse::NOT_SERVING);
  *failing = false;
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), health::HealthCheckResponse::SERVING);
  context.TryCancel();
  watch->Finish();
}

TEST(ServerTest, AFailingReadTellsHealthAtOnce) {
  const auto failing = std::make_shared<std::atomic<bool>>(false);
  TestServer server(std::make_unique<FailingStore>(failing),
                    {.health_interval = absl::InfiniteDuration()});
  const auto stub = health::Health::NewStub(server.channel());
  grpc::ClientContext context;
  const auto watch = stub->Watch(&context, {});
  health::HealthCheckResponse response;
  ASSERT_TRUE(watch->Read(&response));
  *failing = true;
  v1::ListReportsResponse reports;
  const grpc::Status status =
      Call(&v1::ReportService::Stub::ListReports, server.reports(), {}, &reports);
  EXPECT_THAT(status, IsError(grpc::StatusCode::DATA_LOSS, "STORE_FAILURE"));
  EXPECT_THAT(status.error_message(), HasSubstr("checksum"));
  ASSERT_TRUE(watch->Read(&response));
  EXPECT_EQ(response.status(), health::HealthCheckResponse::NOT_SERVING);
  context.TryCancel();
  watch->Finish();
}

TEST(ServerTest, ServesOnASocketAndKeepsItsPortToItself) {
  auto first = StartOver(std::make_unique<MemoryStore>(), {.listen = "127.0.0.1:0"});
  ASSERT_TRUE(first.ok()) << first.status();
  const std::string address = fmt::format("127.0.0.1:{}", (*first)->port());
  const auto stub =
      v1::ReportService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  EXPECT_THAT(ReportNames(*stub), ElementsAre());

  const auto second = StartOver(std::make_unique<MemoryStore>(), {.listen = address});
  EXPECT_TRUE(absl::IsUnavailable(second.status())) << second.status();
  EXPECT_THAT(std::string(second.status().message()), HasSubstr(address));
}

TEST(ServerTest, TellsTheObserverOfEveryCall) {
  std::mutex mutex;
  std::vector<std::string> seen;
  ServerOptions options;
  options.on_call = [&](const CallRecord& call) {
    const auto error = GetErrorInfo(call.status);
    const std::lock_guard lock(mutex);
    seen.push_back(fmt::format("{} {} {}", call.method,
                               error.has_value() ? ErrorReasonName(error->reason) : "OK",
                               call.revision.has_value() ? call.revision->number : 0));
    EXPECT_GE(call.elapsed, absl::ZeroDuration());
  };
  {
    TestServer server(TinyGraph::Deltas(), options);
    v1::TraceStrategyRequest request;
    request.set_strategy("同城融圈");
    v1::TraceStrategyResponse response;
    Call(&v1::TraceService::Stub::TraceStrategy, server.traces(), request, &response);
    request.set_strategy("无");
    Call(&v1::TraceService::Stub::TraceStrategy, server.traces(), request, &response);
    v1::LoadReportResponse loaded;
    Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &loaded);
  }
  EXPECT_THAT(
      seen, ElementsAre("TraceStrategy OK 2", "TraceStrategy NODE_NOT_FOUND 0", "LoadReport OK 3"));
}

TEST(ServerTest, ServesWhatAnEarlierServerLoadedIntoTheSameStore) {
  const TemporaryFolder folder;
  const auto open = [&folder] { return RocksStore::Open(folder.path() / "graph").value(); };
  v1::LoadReportResponse loaded;
  {
    TestServer server(open());
    ASSERT_THAT(Load(server.reports(), SampleOptions("a", 2024), SampleText(2024), &loaded),
                IsOk());
  }
  TestServer server(open());
  v1::GetReportRequest request;
  request.set_report("a");
  request.mutable_consistency()->set_at_least(loaded.revision());
  v1::GetReportResponse read;
  ASSERT_THAT(Call(&v1::ReportService::Stub::GetReport, server.reports(), request, &read), IsOk());
  EXPECT_EQ(read.report().SerializeAsString(), loaded.report().SerializeAsString());
}

TEST(ServerTest, LoadsAndReadsRunSideBySide) {
  constexpr int kLoaders = 3;
  constexpr int kReaders = 3;
  constexpr int kRounds = 4;
  TestServer server(TinyGraph::Deltas());
  std::vector<std::thread> threads;
  for (int loader = 0; loader < kLoaders; ++loader) {
    threads.emplace_back([&server, loader] {
      const std::string name = fmt::format("r{}", loader);
      for (int round = 0; round < kRounds; ++round) {
        v1::LoadReportResponse loaded;
        EXPECT_THAT(Load(server.reports(), SampleOptions(name, 2020 + round),
                         SampleText(2020 + round), &loaded),
                    IsOk());
        v1::GetReportRequest request;
        request.set_report(name);
        request.mutable_consistency()->set_at_least(loaded.revision());
        v1::GetReportResponse read;
        EXPECT_THAT(Call(&v1::ReportService::Stub::GetReport, server.reports(), request, &read),
                    IsOk());
        EXPECT_EQ(read.report().year(), 2020 + round);
      }
    });
  }
  for (int reader = 0; reader < kReaders; ++reader) {
    threads.emplace_back([&server] {
      uint64_t last = 0;
      for (int round = 0; round < 10 * kRounds; ++round) {
        v1::TraceStrategyRequest request;
        request.set_strategy("同城融圈");
        request.add_reports(std::string(TinyGraph::kReport2024));
        v1::TraceStrategyResponse response;
        EXPECT_THAT(
            Call(&v1::TraceService::Stub::TraceStrategy, server.traces(), request, &response),
            IsOk());
        EXPECT_EQ(response.total_projects(), 4);
        EXPECT_GE(response.read_revision(), last) << "a reader went back in time";
        last = response.read_revision();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  v1::ListReportsResponse reports;
  EXPECT_THAT(Call(&v1::ReportService::Stub::ListReports, server.reports(), {}, &reports), IsOk());
  EXPECT_EQ(reports.read_revision(), 2u + kLoaders * kRounds);
}

}  // namespace
}  // namespace policygraph::service
