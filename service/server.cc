#include "service/server.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/state/state_cache.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "grpcpp/support/channel_arguments.h"
#include "service/analysis_service.h"
#include "service/backend.h"
#include "service/comparison_service.h"
#include "service/curation_service.h"
#include "service/delivery_service.h"
#include "service/graph_service.h"
#include "service/health_monitor.h"
#include "service/history_service.h"
#include "service/report_service.h"
#include "service/status_mapping.h"
#include "service/trace_service.h"

namespace policygraph::service {
namespace {

constexpr int kMaxReceivedBytes = 4 << 20;
constexpr int kMaxStreamsOfConnection = 1000;

// How long the destructor waits for running calls.
constexpr absl::Duration kDestructorGrace = absl::Seconds(1);

// gRPC asks for both before the first server of the process is built.
void EnableStandardServices() {
  static const bool enabled = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  static_cast<void>(enabled);
}

int ProcessorCount() { return std::max(2, static_cast<int>(std::thread::hardware_concurrency())); }

class RunningServer final : public Server {
 public:
  RunningServer(std::unique_ptr<GraphStore> store, std::unique_ptr<const loader::RuleSet> rules,
                const ServerOptions& options)
      : store_(std::move(store)),
        rules_(std::move(rules)),
        states_(*store_),
        monitor_(*store_, options.health_interval),
        on_call_(options.on_call),
        calls_{Lane("reads", ProcessorCount(), options.max_reads),
               Lane("exports", 2, options.max_exports),
               // While one load waits for the disk another is read.
               Lane("loads", 2 * ProcessorCount(), options.max_loads),
               Lane("watches", 1, options.max_watches),
               [this](const CallRecord& record) { Observe(record); }},
        reports_(backend()),
        graph_(backend()),
        traces_(backend()),
        curation_(backend()),
        deliveries_(backend()),
        comparisons_(backend()),
        analyses_(backend()),
        history_(backend()) {}

  ~RunningServer() override {
    Shutdown(kDestructorGrace);
    calls_.reads.Join();
    calls_.exports.Join();
    calls_.loads.Join();
    calls_.watches.Join();
  }

  absl::Status Listen(const std::string& address) {
    RETURN_IF_ERROR(ReadFromStore(*store_));
    EnableStandardServices();
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(kMaxReceivedBytes);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxStreamsOfConnection);
    // Otherwise a second server could take the same port, and callers would get either.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    if (!address.empty()) {
      builder.AddListeningPort(address, grpc::InsecureServerCredentials(), &port_);
    }
    builder.RegisterService(&reports_);
    builder.RegisterService(&graph_);
    builder.RegisterService(&traces_);
    builder.RegisterService(&curation_);
    builder.RegisterService(&deliveries_);
    builder.RegisterService(&comparisons_);
    builder.RegisterService(&analyses_);
    builder.RegisterService(&history_);
    server_ = builder.BuildAndStart();
    if (server_ == nullptr || (!address.empty() && port_ == 0)) {
      return absl::UnavailableError(fmt::format(
          "cannot listen on {}: it is no address of this machine, or its port is taken", address));
    }
    grpc::HealthCheckServiceInterface& health = *server_->GetHealthCheckService();
    for (const char* service :
         {v1::ReportService::service_full_name(), v1::GraphService::service_full_name(),
          v1::TraceService::service_full_name(), v1::CurationService::service_full_name(),
          v1::DeliveryService::service_full_name(), v1::ComparisonService::service_full_name(),
          v1::AnalysisService::service_full_name(), v1::HistoryService::service_full_name()}) {
      health.SetServingStatus(service, true);
    }
    monitor_.Start(health);
    return absl::OkStatus();
  }

  int port() const override { return port_; }

  std::shared_ptr<grpc::Channel> InProcessChannel() override {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);  // nothing crosses a network that wants protection
    return server_->InProcessChannel(arguments);
  }

  void Shutdown(absl::Duration grace) override {
    const std::lock_guard lock(shutdown_mutex_);
    monitor_.Stop();
    if (server_ == nullptr) return;
    calls_.closing = true;
    server_->GetHealthCheckService()->Shutdown();
    server_->Shutdown(absl::ToChronoTime(absl::Now() + grace));
  }

 private:
  Backend backend() { return {*store_, states_, *rules_, calls_}; }

  void Observe(const CallRecord& record) {
    if (ToldErrorInfo(record.status).reason == ErrorReason::kStoreFailure) monitor_.CheckSoon();
    if (on_call_) on_call_(record);
  }

  const std::unique_ptr<GraphStore> store_;
  const std::unique_ptr<const loader::RuleSet> rules_;
  StateCache states_;
  HealthMonitor monitor_;
  const CallObserver on_call_;
  Calls calls_;
  ReportService reports_;
  GraphService graph_;
  TraceService traces_;
  CurationService curation_;
  DeliveryService deliveries_;
  ComparisonService comparisons_;
  AnalysisService analyses_;
  HistoryService history_;
  int port_ = 0;
  std::unique_ptr<grpc::Server> server_;  // null until Listen
  std::mutex shutdown_mutex_;             // held while shutting down
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(std::unique_ptr<GraphStore> store,
                                                      std::unique_ptr<const loader::RuleSet> rules,
                                                      const ServerOptions& options) {
  auto server = std::make_unique<RunningServer>(std::move(store), std::move(rules), options);
  RETURN_IF_ERROR(server->Listen(options.listen));
  return server;
}

}  // namespace policygraph::service
