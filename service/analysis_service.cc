#include "service/analysis_service.h"

#include <memory>
#include <vector>

#include "graph/analysis/communities.h"
#include "graph/analysis/find_paths.h"
#include "graph/analysis/groups.h"
#include "graph/analysis/match_pattern.h"
#include "graph/analysis/rank_nodes.h"
#include "graph/analysis/selection.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/status_macros.h"
#include "graph/base/steps.h"
#include "graph/state/resolve_node.h"
#include "service/analysis_codec.h"
#include "service/decode_request.h"
#include "service/paging.h"
#include "service/pattern_codec.h"

namespace policygraph::service {
namespace {

// Bounds of the work of single calls, as their proto comments state them.
constexpr uint64_t kMaxPathSteps = 20'000'000;
constexpr uint64_t kMaxPatternSteps = 50'000'000;
constexpr size_t kMaxPatternRows = 10'000;

Steps StepsFor(const Caller& caller, uint64_t most = Steps::kUnbounded) {
  return Steps([&caller] { return caller.StillWaits(); }, most);
}

// The selected part of a state's graph.
absl::StatusOr<Subgraph> SelectSubgraph(const GraphState& state, const SelectionQuery& query,
                                        Steps& steps) {
  ASSIGN_OR_RETURN(const Selection selection, Selection::Of(state, query, steps));
  return Subgraph::Of(state.view(), selection, steps);
}

}  // namespace

grpc::ServerUnaryReactor* AnalysisService::FindPaths(grpc::CallbackServerContext* context,
                                                     const v1::FindPathsRequest* request,
                                                     v1::FindPathsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "FindPaths",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(PathQuery query, DecodePathQuery(*request));
        ASSIGN_OR_RETURN(const SelectionQuery selected, DecodeSelection(request->selection()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        ASSIGN_OR_RETURN(query.from, ResolveNode(*state, std::nullopt, request->from()));
        ASSIGN_OR_RETURN(query.to, ResolveNode(*state, std::nullopt, request->to()));
        Steps steps = StepsFor(caller, kMaxPathSteps);
        ASSIGN_OR_RETURN(const Selection selection, Selection::Of(*state, selected, steps));
        ASSIGN_OR_RETURN(
            const PathResult result,
            policygraph::FindPaths({state->view(), selection, request->directed()}, query, steps));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response, EncodePaths(*state, query, result));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* AnalysisService::RankNodes(grpc::CallbackServerContext* context,
                                                     const v1::RankNodesRequest* request,
                                                     v1::RankNodesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "RankNodes",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const RankQuery query, DecodeRankQuery(*request));
        ASSIGN_OR_RETURN(const SelectionQuery selected, DecodeSelection(request->selection()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        Steps steps = StepsFor(caller);
        ASSIGN_OR_RETURN(const Selection selection, Selection::Of(*state, selected, steps));
        ASSIGN_OR_RETURN(const Ranking ranking,
                         policygraph::RankNodes(state->view(), selection, query, steps));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response, EncodeRanking(*state, ranking));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* AnalysisService::ListComponents(grpc::CallbackServerContext* context,
                                                          const v1::ListComponentsRequest* request,
                                                          v1::ListComponentsResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "ListComponents",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const GroupQuery query, DecodeGroupLimits(request->limits()));
        ASSIGN_OR_RETURN(const SelectionQuery selected, DecodeSelection(request->selection()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        Steps steps = StepsFor(caller);
        ASSIGN_OR_RETURN(const Subgraph graph, SelectSubgraph(*state, selected, steps));
        ASSIGN_OR_RETURN(const std::vector<SubVertex> labels, Components(graph, steps));
        ASSIGN_OR_RETURN(const Grouping grouping, FormGroups(graph, labels, query, steps));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response->mutable_components(), EncodeGroups(*state, graph, grouping));
        response->set_total_components(static_cast<int32_t>(grouping.total_groups));
        response->set_total_nodes(static_cast<int32_t>(graph.size()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* AnalysisService::FindCommunities(
    grpc::CallbackServerContext* context, const v1::FindCommunitiesRequest* request,
    v1::FindCommunitiesResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "FindCommunities",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const CommunityQuery communities, DecodeCommunityQuery(*request));
        ASSIGN_OR_RETURN(const GroupQuery query, DecodeGroupLimits(request->limits()));
        ASSIGN_OR_RETURN(const SelectionQuery selected, DecodeSelection(request->selection()));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(DecodeConsistency(request->consistency())));
        Steps steps = StepsFor(caller);
        ASSIGN_OR_RETURN(const Subgraph graph, SelectSubgraph(*state, selected, steps));
        ASSIGN_OR_RETURN(const std::vector<SubVertex> labels,
                         policygraph::FindCommunities(graph, communities, steps));
        ASSIGN_OR_RETURN(const Grouping grouping, FormGroups(graph, labels, query, steps));
        ASSIGN_OR_RETURN(const double modularity, Modularity(graph, labels, steps));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response->mutable_communities(), EncodeGroups(*state, graph, grouping));
        response->set_total_communities(static_cast<int32_t>(grouping.total_groups));
        response->set_total_nodes(static_cast<int32_t>(graph.size()));
        response->set_modularity(modularity);
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

grpc::ServerUnaryReactor* AnalysisService::MatchPattern(grpc::CallbackServerContext* context,
                                                        const v1::MatchPatternRequest* request,
                                                        v1::MatchPatternResponse* response) {
  return RunUnary(
      backend_.calls, backend_.calls.reads, context, "MatchPattern",
      [this, request, response](const Caller& caller) -> absl::StatusOr<Revision> {
        ASSIGN_OR_RETURN(const Paging paging, Paging::Of(*request, kPatternPages));
        ASSIGN_OR_RETURN(const Pattern pattern, DecodePattern(*request));
        ASSIGN_OR_RETURN(const std::shared_ptr<const GraphState> state,
                         backend_.states.Get(paging.At(request->consistency())));
        Steps steps = StepsFor(caller, kMaxPatternSteps);
        ASSIGN_OR_RETURN(const PatternMatches matches,
                         policygraph::MatchPattern(*state, pattern, kMaxPatternRows, steps));
        RETURN_IF_ERROR(caller.StillWaits());
        ASSIGN_OR_RETURN(*response, EncodeMatches(*state, pattern, matches, paging));
        response->set_next_page_token(
            paging.TokenAfter(response->rows_size(), matches.rows.size(), state->revision()));
        response->set_read_revision(state->revision().number);
        return state->revision();
      });
}

}  // namespace policygraph::service
