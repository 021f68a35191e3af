#include "service/comparison_service.h"

#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "graph/store/merge.h"
#include "service/comparison_codec.h"
#include "service/decode_request.h"

namespace policygraph::service {
namespace {

constexpr int32_t kDefaultPlaces = 100;
constexpr int32_t kMaxPlaces = 2000;

}  // namespace

grpc::ServerUnaryReactor* ComparisonService::GetIndicatorSeries(
    grpc::CallbackServerContext* context, const v1::GetIndicatorSeriesRequest* request,
    v1::GetIndicatorSeriesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "GetIndicatorSeries",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const SeriesQuery query, DecodeSeriesQuery(*request, *state));
        ASSIGN_OR_RETURN(const IndicatorSeries series, ReadIndicatorSeries(*state, query));
        RETURN_IF_ERROR(caller.StillWaits());
        std::vector<NodeId> ids;
        for (const Vertex indicator : query.indicators) ids.push_back(state->view().id(indicator));
        ASSIGN_OR_RETURN(const std::vector<MergedNode> indicators,
                         ReadMergedNodes(state->snapshot(), ids));
        *response = EncodeSeries(series, state->view());
        for (const MergedNode& indicator : indicators) {
          response->add_indicators(indicator.node.name);
        }
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* ComparisonService::CompareReports(
    grpc::CallbackServerContext* context, const v1::CompareReportsRequest* request,
    v1::CompareReportsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "CompareReports",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        for (const auto& [field, name] :
             {std::pair("first", &request->first()), std::pair("second", &request->second())}) {
          if (name->empty()) return InvalidField(field, "missing; pass the name of a report");
        }
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(
            const std::unique_ptr<const ReportComparison> comparison,
            ReportComparison::Read(state->snapshot(), request->first(), request->second()));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response, EncodeComparison(*comparison, *request));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* ComparisonService::CompareTargets(
    grpc::CallbackServerContext* context, const v1::CompareTargetsRequest* request,
    v1::CompareTargetsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "CompareTargets",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const size_t rows, DecodeLimit("max_rows", request->max_rows(),
                                                        kDefaultPlaces, kMaxPlaces));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(const LadderQuery query, DecodeLadderQuery(*request, *state));
        ASSIGN_OR_RETURN(const TargetLadder ladder, ReadTargetLadder(*state, query));
        RETURN_IF_ERROR(caller.StillWaits());
        *response = EncodeLadder(ladder, rows, state->view());
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

}  // namespace policygraph::service
