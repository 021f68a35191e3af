#ifndef POLICYGRAPH_SERVICE_ANALYSIS_CODEC_H_
#define POLICYGRAPH_SERVICE_ANALYSIS_CODEC_H_

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "graph/analysis/communities.h"
#include "graph/analysis/find_paths.h"
#include "graph/analysis/groups.h"
#include "graph/analysis/rank_nodes.h"
#include "graph/analysis/selection.h"
#include "graph/analysis/subgraph.h"
#include "graph/state/graph_state.h"
#include "policygraph/v1/analysis_service.pb.h"

namespace policygraph::service {

// The messages of AnalysisService and the domain values they stand for.

// Decoding fails with INVALID_ARGUMENT (INVALID_FIELD).
absl::StatusOr<SelectionQuery> DecodeSelection(const v1::Selection& selection);
// Without the ends: names are resolved in a state.
absl::StatusOr<PathQuery> DecodePathQuery(const v1::FindPathsRequest& request);
absl::StatusOr<RankQuery> DecodeRankQuery(const v1::RankNodesRequest& request);
absl::StatusOr<CommunityQuery> DecodeCommunityQuery(const v1::FindCommunitiesRequest& request);
absl::StatusOr<GroupQuery> DecodeGroupLimits(const v1::GroupLimits& limits);

// Encoding reads names and evidence from the state that was analysed, and fails as its reads do.
// Answers come without revision.
absl::StatusOr<v1::FindPathsResponse> EncodePaths(const GraphState& state, const PathQuery& query,
                                                  const PathResult& result);
absl::StatusOr<v1::RankNodesResponse> EncodeRanking(const GraphState& state,
                                                    const Ranking& ranking);
absl::StatusOr<google::protobuf::RepeatedPtrField<v1::NodeGroup>> EncodeGroups(
    const GraphState& state, const Subgraph& graph, const Grouping& grouping);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_ANALYSIS_CODEC_H_
