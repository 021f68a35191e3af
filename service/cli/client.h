#ifndef POLICYGRAPH_SERVICE_CLI_CLIENT_H_
#define POLICYGRAPH_SERVICE_CLI_CLIENT_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "policygraph/v1/analysis_service.pb.h"
#include "policygraph/v1/comparison_service.pb.h"
#include "policygraph/v1/curation_service.pb.h"
#include "policygraph/v1/delivery_service.pb.h"
#include "policygraph/v1/graph_service.pb.h"
#include "policygraph/v1/history_service.pb.h"
#include "policygraph/v1/report_service.pb.h"
#include "policygraph/v1/trace_service.pb.h"

namespace grpc {
class Channel;
class ClientContext;
class Status;
}  // namespace grpc

namespace policygraph::cli {

// The calls of the API, with failures as statuses that carry the server's ErrorInfo (graph/base/
// error.h). May be called from many threads.
class Client {
 public:
  // Calls over this channel, each ended after `timeout`. `peer` names the server in failures.
  Client(std::shared_ptr<grpc::Channel> channel, std::string peer, absl::Duration timeout);
  Client(Client&&);
  ~Client();

  // Sends a report's bytes in pieces, calling `progress` with the bytes sent so far.
  absl::StatusOr<v1::LoadReportResponse> LoadReport(const v1::LoadOptions& options,
                                                    std::string_view bytes,
                                                    absl::FunctionRef<void(size_t)> progress);
  absl::StatusOr<v1::GetReportResponse> GetReport(const v1::GetReportRequest& request);
  absl::StatusOr<v1::ListReportsResponse> ListReports(const v1::ListReportsRequest& request);
  absl::StatusOr<v1::RetractReportResponse> RetractReport(const v1::RetractReportRequest& request);

  absl::StatusOr<v1::GetNodeResponse> GetNode(const v1::GetNodeRequest& request);
  absl::StatusOr<v1::ExpandResponse> Expand(const v1::ExpandRequest& request);
  absl::StatusOr<v1::SearchNodesResponse> SearchNodes(const v1::SearchNodesRequest& request);
  absl::StatusOr<v1::ExplainNodeResponse> ExplainNode(const v1::ExplainNodeRequest& request);
  absl::StatusOr<v1::TraceStrategyResponse> TraceStrategy(const v1::TraceStrategyRequest& request);
  absl::StatusOr<v1::TraceOriginsResponse> TraceOrigins(const v1::TraceOriginsRequest& request);

  absl::StatusOr<v1::ListDeliveriesResponse> ListDeliveries(
      const v1::ListDeliveriesRequest& request);
  absl::StatusOr<v1::GetScorecardResponse> GetScorecard(const v1::GetScorecardRequest& request);

  absl::StatusOr<v1::GetIndicatorSeriesResponse> GetIndicatorSeries(
      const v1::GetIndicatorSeriesRequest& request);
  absl::StatusOr<v1::CompareReportsResponse> CompareReports(
      const v1::CompareReportsRequest& request);
  absl::StatusOr<v1::CompareTargetsResponse> CompareTargets(
      const v1::CompareTargetsRequest& request);

  absl::StatusOr<v1::FindPathsResponse> FindPaths(const v1::FindPathsRequest& request);
  absl::StatusOr<v1::RankNodesResponse> RankNodes(const v1::RankNodesRequest& request);
  absl::StatusOr<v1::ListComponentsResponse> ListComponents(
      const v1::ListComponentsRequest& request);
  absl::StatusOr<v1::FindCommunitiesResponse> FindCommunities(
      const v1::FindCommunitiesRequest& request);
  absl::StatusOr<v1::MatchPatternResponse> MatchPattern(const v1::MatchPatternRequest& request);

  absl::StatusOr<v1::CreateJudgementResponse> CreateJudgement(
      const v1::CreateJudgementRequest& request);
  absl::StatusOr<v1::UndoJudgementResponse> UndoJudgement(const v1::UndoJudgementRequest& request);
  absl::StatusOr<v1::ListJudgementsResponse> ListJudgements(
      const v1::ListJudgementsRequest& request);
  absl::StatusOr<v1::ListMergeCandidatesResponse> ListMergeCandidates(
      const v1::ListMergeCandidatesRequest& request);

  // Calls `visit` with each message of one export stream; ends early when it fails.
  absl::Status ExportGraph(const v1::ExportGraphRequest& request,
                           absl::FunctionRef<absl::Status(const v1::ExportGraphResponse&)> visit);

  // Calls `visit` with each message until the stream ends or it fails.
  absl::Status WatchCommits(
      const v1::WatchCommitsRequest& request,
      absl::FunctionRef<absl::Status(const v1::WatchCommitsResponse&)> visit);

 private:
  struct Stubs;

  absl::Status ToStatus(const grpc::Status& status) const;

  // Makes one unary call through a method of a stub.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const;

  std::unique_ptr<Stubs> stubs_;
  std::string peer_;
  absl::Duration timeout_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_CLIENT_H_
