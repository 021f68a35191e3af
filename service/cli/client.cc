#include "service/cli/client.h"

#include <fmt/format.h>
#include <google/protobuf/any.pb.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <string>
#include <utility>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "graph/base/error.h"
#include "policygraph/v1/analysis_service.grpc.pb.h"
#include "policygraph/v1/comparison_service.grpc.pb.h"
#include "policygraph/v1/curation_service.grpc.pb.h"
#include "policygraph/v1/delivery_service.grpc.pb.h"
#include "policygraph/v1/error_reason.pb.h"
#include "policygraph/v1/history_service.grpc.pb.h"
#include "policygraph/v1/graph_service.grpc.pb.h"
#include "policygraph/v1/report_service.grpc.pb.h"
#include "policygraph/v1/trace_service.grpc.pb.h"

namespace policygraph::cli {
namespace {

constexpr size_t kChunkBytes = 64 << 10;

constexpr char kNoMessage[] = "no message was parsed";

void SetDeadline(absl::Duration timeout, grpc::ClientContext& context) {
  if (timeout == absl::InfiniteDuration()) return;
  context.set_deadline(std::chrono::system_clock::now() + absl::ToChronoNanoseconds(timeout));
}

}  // namespace

struct Client::Stubs {
  explicit Stubs(const std::shared_ptr<grpc::Channel>& channel)
      : reports(channel),
        graph(channel),
        trace(channel),
        curation(channel),
        deliveries(channel),
        comparisons(channel),
        analyses(channel),
        history(channel) {}

  v1::ReportService::Stub reports;
  v1::GraphService::Stub graph;
  v1::TraceService::Stub trace;
  v1::CurationService::Stub curation;
  v1::DeliveryService::Stub deliveries;
  v1::ComparisonService::Stub comparisons;
  v1::AnalysisService::Stub analyses;
  v1::HistoryService::Stub history;
};

Client::Client(std::shared_ptr<grpc::Channel> channel, std::string peer, absl::Duration timeout)
    : stubs_(std::make_unique<Stubs>(channel)), peer_(std::move(peer)), timeout_(timeout) {}

Client::Client(Client&&) = default;
Client::~Client() = default;

absl::Status Client::ToStatus(const grpc::Status& status) const {
  if (status.ok()) return absl::OkStatus();
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  for (const google::protobuf::Any& detail : details.details()) {
    google::rpc::ErrorInfo info;
    v1::ErrorReason reason;
    // A newer server may give reasons that this client does not know; its message stands then.
    if (detail.UnpackTo(&info) && v1::ErrorReason_Parse("ERROR_REASON_" + info.reason(), &reason)) {
      return MakeError(static_cast<ErrorReason>(reason), status.error_message(),
                       {info.metadata().begin(), info.metadata().end()});
    }
  }
  switch (status.error_code()) {
    case grpc::StatusCode::UNAVAILABLE:
      return absl::UnavailableError(
          fmt::format("{} does not answer ({}); `policygraph serve` starts a server, and --store "
                      "asks a store without one",
                      peer_, status.error_message()));
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return absl::DeadlineExceededError(
          fmt::format("{} has not answered within {}; --timeout waits longer", peer_,
                      absl::FormatDuration(timeout_)));
    default:
      return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                          status.error_message());
  }
}

template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> Client::Call(Stub& stub,
                                      grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                   const Request&, Response*),
                                      const Request& request) const {
  grpc::ClientContext context;
  SetDeadline(timeout_, context);
  Response response;
  const absl::Status status = ToStatus((stub.*method)(&context, request, &response));
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::LoadReportResponse> Client::LoadReport(
    const v1::LoadOptions& options, std::string_view bytes,
    absl::FunctionRef<void(size_t)> progress) {
  grpc::ClientContext context;
  SetDeadline(timeout_, context);
  v1::LoadReportResponse response;
  const auto writer = stubs_->reports.LoadReport(&context, &response);
  v1::LoadReportRequest request;
  *request.mutable_options() = options;
  // A write fails when the server has ended the call already; Finish() then says why.
  bool open = writer->Write(request);
  for (size_t sent = 0; open && sent < bytes.size();) {
    const std::string_view chunk = bytes.substr(sent, kChunkBytes);
    request.set_chunk(chunk.data(), chunk.size());
    open = writer->Write(request);
    sent += chunk.size();
    progress(sent);
  }
  writer->WritesDone();
  const absl::Status status = ToStatus(writer->Finish());
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::GetReportResponse> Client::GetReport(const v1::GetReportRequest& request) {
  return Call(stubs_->reports, &v1::ReportService::Stub::GetReport, request);
}

absl::StatusOr<v1::ListReportsResponse> Client::ListReports(const v1::ListReportsRequest& request) {
  return Call(stubs_->reports, &v1::ReportService::Stub::ListReports, request);
}

absl::StatusOr<v1::RetractReportResponse> Client::RetractReport(
    const v1::RetractReportRequest& request) {
  return Call(stubs_->reports, &v1::ReportService::Stub::RetractReport, request);
}

absl::StatusOr<v1::GetNodeResponse> Client::GetNode(const v1::GetNodeRequest& request) {
  return Call(stubs_->graph, &v1::GraphService::Stub::GetNode, request);
}

absl::StatusOr<v1::ExpandResponse> Client::Expand(const v1::ExpandRequest& request) {
  return Call(stubs_->graph, &v1::GraphService::Stub::Expand, request);
}

absl::StatusOr<v1::SearchNodesResponse> Client::SearchNodes(const v1::SearchNodesRequest& request) {
  return Call(stubs_->graph, &v1::GraphService::Stub::SearchNodes, request);
}

absl::StatusOr<v1::ExplainNodeResponse> Client::ExplainNode(const v1::ExplainNodeRequest& request) {
  return Call(stubs_->graph, &v1::GraphService::Stub::ExplainNode, request);
}

absl::StatusOr<v1::TraceOriginsResponse> Client::TraceOrigins(
    const v1::TraceOriginsRequest& request) {
  return Call(stubs_->trace, &v1::TraceService::Stub::TraceOrigins, request);
}

absl::StatusOr<v1::TraceStrategyResponse> Client::TraceStrategy(
    const v1::TraceStrategyRequest& request) {
  return Call(stubs_->trace, &v1::TraceService::Stub::TraceStrategy, request);
}

absl::StatusOr<v1::ListDeliveriesResponse> Client::ListDeliveries(
    const v1::ListDeliveriesRequest& request) {
  return Call(stubs_->deliveries, &v1::DeliveryService::Stub::ListDeliveries, request);
}

absl::StatusOr<v1::GetScorecardResponse> Client::GetScorecard(
    const v1::GetScorecardRequest& request) {
  return Call(stubs_->deliveries, &v1::DeliveryService::Stub::GetScorecard, request);
}

absl::StatusOr<v1::GetIndicatorSeriesResponse> Client::GetIndicatorSeries(
    const v1::GetIndicatorSeriesRequest& request) {
  return Call(stubs_->comparisons, &v1::ComparisonService::Stub::GetIndicatorSeries, request);
}

absl::StatusOr<v1::CompareReportsResponse> Client::CompareReports(
    const v1::CompareReportsRequest& request) {
  return Call(stubs_->comparisons, &v1::ComparisonService::Stub::CompareReports, request);
}

absl::StatusOr<v1::CompareTargetsResponse> Client::CompareTargets(
    const v1::CompareTargetsRequest& request) {
  return Call(stubs_->comparisons, &v1::ComparisonService::Stub::CompareTargets, request);
}

absl::StatusOr<v1::FindPathsResponse> Client::FindPaths(const v1::FindPathsRequest& request) {
  return Call(stubs_->analyses, &v1::AnalysisService::Stub::FindPaths, request);
}

absl::StatusOr<v1::RankNodesResponse> Client::RankNodes(const v1::RankNodesRequest& request) {
  return Call(stubs_->analyses, &v1::AnalysisService::Stub::RankNodes, request);
}

absl::StatusOr<v1::ListComponentsResponse> Client::ListComponents(
    const v1::ListComponentsRequest& request) {
  return Call(stubs_->analyses, &v1::AnalysisService::Stub::ListComponents, request);
}

absl::StatusOr<v1::FindCommunitiesResponse> Client::FindCommunities(
    const v1::FindCommunitiesRequest& request) {
  return Call(stubs_->analyses, &v1::AnalysisService::Stub::FindCommunities, request);
}

absl::StatusOr<v1::MatchPatternResponse> Client::MatchPattern(
    const v1::MatchPatternRequest& request) {
  return Call(stubs_->analyses, &v1::AnalysisService::Stub::MatchPattern, request);
}

absl::StatusOr<v1::CreateJudgementResponse> Client::CreateJudgement(
    const v1::CreateJudgementRequest& request) {
  return Call(stubs_->curation, &v1::CurationService::Stub::CreateJudgement, request);
}

absl::StatusOr<v1::UndoJudgementResponse> Client::UndoJudgement(
    const v1::UndoJudgementRequest& request) {
  return Call(stubs_->curation, &v1::CurationService::Stub::UndoJudgement, request);
}

absl::StatusOr<v1::ListJudgementsResponse> Client::ListJudgements(
    const v1::ListJudgementsRequest& request) {
  return Call(stubs_->curation, &v1::CurationService::Stub::ListJudgements, request);
}

absl::StatusOr<v1::ListMergeCandidatesResponse> Client::ListMergeCandidates(
    const v1::ListMergeCandidatesRequest& request) {
  return Call(stubs_->curation, &v1::CurationService::Stub::ListMergeCandidates, request);
}

absl::Status Client::ExportGraph(
    const v1::ExportGraphRequest& request,
    absl::FunctionRef<absl::Status(const v1::ExportGraphResponse&)> visit) {
  grpc::ClientContext context;
  SetDeadline(timeout_, context);
  const auto reader = stubs_->graph.ExportGraph(&context, request);
  const auto stop = [&](absl::Status why) {
    context.TryCancel();
    reader->Finish();
    return why;
  };
  v1::ExportGraphResponse response;
  while (true) {
    // Read() tells in one way that the stream has ended and that a message cannot be parsed.
    // Parsing begins with clearing the message, so that the mark is left only when none came.
    response.set_cursor(kNoMessage);
    if (!reader->Read(&response)) break;
    if (absl::Status visited = visit(response); !visited.ok()) return stop(visited);
  }
  if (response.cursor() != kNoMessage) {
    // The server goes on sending, so Finish() alone would wait for it.
    return stop(absl::DataLossError(fmt::format(
        "{} sent a message of the export that cannot be read; is it another program?", peer_)));
  }
  return ToStatus(reader->Finish());
}

absl::Status Client::WatchCommits(
    const v1::WatchCommitsRequest& request,
    absl::FunctionRef<absl::Status(const v1::WatchCommitsResponse&)> visit) {
  grpc::ClientContext context;
  SetDeadline(timeout_, context);
  const auto reader = stubs_->history.WatchCommits(&context, request);
  v1::WatchCommitsResponse response;
  while (reader->Read(&response)) {
    if (absl::Status visited = visit(response); !visited.ok()) {
      context.TryCancel();
      reader->Finish();
      return visited;
    }
  }
  return ToStatus(reader->Finish());
}

}  // namespace policygraph::cli
