// What a trace costs over gRPC and loopback TCP, as callers see it: each of some callers has one
// connection and one call under way, and calls again when it is answered. Prints CSV: callers,
// calls, seconds, calls a second, and the 50th and 99th percentile of the time of a call in
// microseconds.
//
// usage: grpc_bench [SECONDS]   measured for each number of callers, after a tenth of it unmeasured

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "graph/store/memory_store.h"
#include "graph/store/report_writer.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"
#include "policygraph/v1/trace_service.grpc.pb.h"
#include "service/server.h"

namespace policygraph::service {
namespace {

constexpr char kStrategy[] = "同城融圈";

std::unique_ptr<Server> StartServer() {
  std::ifstream file(PROJECT_DIR "/data/reports/deyang-2024.txt", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  auto rules = loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value();
  auto store = std::make_unique<MemoryStore>();
  loader::Source source;
  source.name = "deyang-2024";
  source.bytes = text;
  WriteReport(*store, loader::Load(source, *rules).value().delta, {}).value();
  return Server::Start(std::move(store), std::move(rules), {.listen = "127.0.0.1:0"}).value();
}

// Calls until told to stop; the microseconds of each call that ended while `measuring`.
std::vector<double> CallAgainAndAgain(int port, const std::atomic<bool>& measuring,
                                      const std::atomic<bool>& stop) {
  grpc::ChannelArguments own_connection;
  own_connection.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto stub = v1::TraceService::NewStub(grpc::CreateCustomChannel(
      fmt::format("127.0.0.1:{}", port), grpc::InsecureChannelCredentials(), own_connection));
  v1::TraceStrategyRequest request;
  request.set_strategy(kStrategy);
  std::vector<double> times;
  while (!stop) {
    grpc::ClientContext context;
    v1::TraceStrategyResponse response;
    const absl::Time begin = absl::Now();
    const grpc::Status status = stub->TraceStrategy(&context, request, &response);
    if (!status.ok()) {
      fmt::print(stderr, "the trace failed: {}\n", status.error_message());
      std::exit(EXIT_FAILURE);
    }
    if (measuring) times.push_back(absl::ToDoubleMicroseconds(absl::Now() - begin));
  }
  return times;
}

void Measure(int port, int callers, absl::Duration duration) {
  std::atomic<bool> measuring = false;
  std::atomic<bool> stop = false;
  std::vector<std::vector<double>> times(callers);
  std::vector<std::thread> threads;
  for (std::vector<double>& own : times) {
    threads.emplace_back([&, port] { own = CallAgainAndAgain(port, measuring, stop); });
  }
  absl::SleepFor(duration / 10);
  const absl::Time begin = absl::Now();
  measuring = true;
  absl::SleepFor(duration);
  measuring = false;
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  stop = true;
  for (std::thread& thread : threads) thread.join();

  std::vector<double> all;
  for (const std::vector<double>& own : times) all.insert(all.end(), own.begin(), own.end());
  if (all.empty()) return;
  std::sort(all.begin(), all.end());
  fmt::print("{},{},{:.2f},{:.0f},{:.0f},{:.0f}\n", callers, all.size(), seconds,
             static_cast<double>(all.size()) / seconds, all[all.size() / 2],
             all[all.size() * 99 / 100]);
  std::fflush(stdout);
}

}  // namespace
}  // namespace policygraph::service

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
  if (seconds <= 0) {
    fmt::print(stderr, "usage: grpc_bench [SECONDS]\n");
    return 2;
  }
  const auto server = policygraph::service::StartServer();
  fmt::print("callers,calls,seconds,calls_per_second,p50_us,p99_us\n");
  for (int callers : {1, 8, 64}) {
    policygraph::service::Measure(server->port(), callers, absl::Seconds(seconds));
  }
  return 0;
}
