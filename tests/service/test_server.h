#ifndef POLICYGRAPH_TESTS_SERVICE_TEST_SERVER_H_
#define POLICYGRAPH_TESTS_SERVICE_TEST_SERVER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "graph/model/elements.h"
#include "graph/store/graph_store.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "policygraph/v1/curation_service.grpc.pb.h"
#include "policygraph/v1/graph_service.grpc.pb.h"
#include "policygraph/v1/report_service.grpc.pb.h"
#include "policygraph/v1/trace_service.grpc.pb.h"
#include "service/server.h"

namespace policygraph::service {

// A server in this process and stubs that call it without a socket.
class TestServer {
 public:
  // Over an empty memory store.
  TestServer();

  // Over a memory store that these reports were written to, one revision each.
  explicit TestServer(const std::vector<GraphDelta>& deltas, const ServerOptions& options = {});

  explicit TestServer(std::unique_ptr<GraphStore> store, const ServerOptions& options = {});

  Server& server() { return *server_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }
  v1::ReportService::Stub& reports() { return *reports_; }
  v1::GraphService::Stub& graph() { return *graph_; }
  v1::TraceService::Stub& traces() { return *traces_; }
  v1::CurationService::Stub& curation() { return *curation_; }

 private:
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::ReportService::Stub> reports_;
  std::unique_ptr<v1::GraphService::Stub> graph_;
  std::unique_ptr<v1::TraceService::Stub> traces_;
  std::unique_ptr<v1::CurationService::Stub> curation_;
};

// A made-up work report with a review and a plan part. `year` is the plan year.
std::string SampleText(int year);

// Options to load it under a name.
v1::LoadOptions SampleOptions(const std::string& report, int year);

// Uploads options and text in chunks of at most `chunk_bytes`.
grpc::Status Load(v1::ReportService::Stub& stub, const v1::LoadOptions& options,
                  std::string_view text, v1::LoadReportResponse* response,
                  size_t chunk_bytes = 1 << 20);

// Names of the loaded reports, in the order of the answer.
std::vector<std::string> ReportNames(v1::ReportService::Stub& stub);

// Calls a unary method with a fresh context:
//   Call(&v1::GraphService::Stub::GetNode, server.graph(), request, &response)
template <typename Stub, typename Request, typename Response>
grpc::Status Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                  Stub& stub, const Request& request, Response* response) {
  grpc::ClientContext context;
  return (stub.*method)(&context, request, response);
}

// The ErrorInfo in the details of a status; empty when there is none.
google::rpc::ErrorInfo ErrorInfoOf(const grpc::Status& status);

// Matches a grpc::Status of this code with an ErrorInfo of the server's domain and this reason.
MATCHER_P2(IsError, code, reason, "") {
  const google::rpc::ErrorInfo info = ErrorInfoOf(arg);
  *result_listener << "code " << arg.error_code() << ", reason " << info.reason() << ", message "
                   << arg.error_message();
  return arg.error_code() == code && info.domain() == "policygraph.v1" && info.reason() == reason;
}

// Matches the INVALID_FIELD error for a field.
MATCHER_P(IsInvalidField, field, "") {
  const google::rpc::ErrorInfo info = ErrorInfoOf(arg);
  *result_listener << "code " << arg.error_code() << ", reason " << info.reason() << ", message "
                   << arg.error_message();
  const auto named = info.metadata().find("field");
  return arg.error_code() == grpc::StatusCode::INVALID_ARGUMENT &&
         info.reason() == "INVALID_FIELD" && named != info.metadata().end() &&
         named->second == field && arg.error_message().find(field) != std::string::npos;
}

MATCHER(IsOk, "") {
  *result_listener << "code " << arg.error_code() << ", message " << arg.error_message();
  return arg.ok();
}

}  // namespace policygraph::service

#endif  // POLICYGRAPH_TESTS_SERVICE_TEST_SERVER_H_
