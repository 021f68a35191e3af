#include "service/analysis_codec.h"

#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/paging.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

constexpr int kMaxReports = 100;

constexpr int32_t kMaxPaths = 20;
constexpr int32_t kDefaultLength = 6;
constexpr int32_t kMaxLength = 12;

constexpr int32_t kDefaultRanked = 20;
constexpr int32_t kMaxRanked = 1000;
constexpr int32_t kDefaultRankIterations = 20;
constexpr int32_t kDefaultSamples = 200;
constexpr int32_t kMaxSamples = 2000;

constexpr int32_t kDefaultLabelIterations = 10;
constexpr int32_t kMaxIterations = 100;

constexpr int32_t kDefaultGroupSize = 2;
constexpr int32_t kMaxGroupSize = 1'000'000'000;
constexpr int32_t kDefaultGroups = 20;
constexpr int32_t kMaxGroups = 200;
constexpr int32_t kDefaultMembers = 10;
constexpr int32_t kMaxMembers = 100;

absl::Status CheckEnd(std::string_view field, const std::string& node) {
  return node.empty() ? InvalidField(field, "missing; pass the id or name of a node")
                      : absl::OkStatus();
}

v1::PathEdge EncodePathEdge(const MergedEdge& edge, bool along, const GraphView& view) {
  v1::PathEdge message;
  *message.mutable_edge() = EncodeEdge(edge, view, Detail::kFull, 1);
  message.set_direction(along ? v1::DIRECTION_OUT : v1::DIRECTION_IN);
  return message;
}

}  // namespace

absl::StatusOr<SelectionQuery> DecodeSelection(const v1::Selection& selection) {
  SelectionQuery query;
  ASSIGN_OR_RETURN(query.node_kinds,
                   DecodeNodeKinds("selection.node_kinds", selection.node_kinds()));
  ASSIGN_OR_RETURN(query.edge_kinds,
                   DecodeEdgeKinds("selection.edge_kinds", selection.edge_kinds()));
  if (selection.reports_size() > kMaxReports) {
    return InvalidField("selection.reports", fmt::format("{} are above the maximum of {}",
                                                         selection.reports_size(), kMaxReports));
  }
  query.reports.assign(selection.reports().begin(), selection.reports().end());
  ASSIGN_OR_RETURN(query.min_confidence, DecodeMinConfidence(selection.min_confidence()));
  return query;
}

absl::StatusOr<PathQuery> DecodePathQuery(const v1::FindPathsRequest& request) {
  RETURN_IF_ERROR(CheckEnd("from", request.from()));
  RETURN_IF_ERROR(CheckEnd("to", request.to()));
  PathQuery query;
  ASSIGN_OR_RETURN(query.max_paths, DecodeLimit("max_paths", request.max_paths(), 1, kMaxPaths));
  ASSIGN_OR_RETURN(query.max_length,
                   DecodeLimit("max_length", request.max_length(), kDefaultLength, kMaxLength));
  return query;
}

absl::StatusOr<RankQuery> DecodeRankQuery(const v1::RankNodesRequest& request) {
  RankQuery query;
  switch (request.measure()) {
    case v1::RANK_MEASURE_PAGERANK:
    case v1::RANK_MEASURE_BETWEENNESS:
    case v1::RANK_MEASURE_DEGREE:
    case v1::RANK_MEASURE_CORE_NUMBER:
      query.measure = static_cast<RankMeasure>(request.measure());
      break;
    default:
      return InvalidField("measure",
                          fmt::format("{} is none of PAGERANK, BETWEENNESS, DEGREE, CORE_NUMBER",
                                      int{request.measure()}));
  }
  ASSIGN_OR_RETURN(query.list_kinds, DecodeNodeKinds("list_kinds", request.list_kinds()));
  ASSIGN_OR_RETURN(query.max_nodes,
                   DecodeLimit("max_nodes", request.max_nodes(), kDefaultRanked, kMaxRanked));
  ASSIGN_OR_RETURN(query.iterations, DecodeLimit("iterations", request.iterations(),
                                                 kDefaultRankIterations, kMaxIterations));
  ASSIGN_OR_RETURN(query.samples,
                   DecodeLimit("samples", request.samples(), kDefaultSamples, kMaxSamples));
  query.seed = request.seed();
  return query;
}

absl::StatusOr<CommunityQuery> DecodeCommunityQuery(const v1::FindCommunitiesRequest& request) {
  CommunityQuery query;
  switch (request.method()) {
    case v1::COMMUNITY_METHOD_UNSPECIFIED:
    case v1::COMMUNITY_METHOD_LOUVAIN:
      query.method = CommunityMethod::kLouvain;
      break;
    case v1::COMMUNITY_METHOD_LABEL_PROPAGATION:
      query.method = CommunityMethod::kLabelPropagation;
      break;
    default:
      return InvalidField("method", fmt::format("{} is none of LOUVAIN and LABEL_PROPAGATION",
                                                int{request.method()}));
  }
  ASSIGN_OR_RETURN(query.iterations, DecodeLimit("iterations", request.iterations(),
                                                 kDefaultLabelIterations, kMaxIterations));
  return query;
}

absl::StatusOr<GroupQuery> DecodeGroupLimits(const v1::GroupLimits& limits) {
  GroupQuery query;
  ASSIGN_OR_RETURN(query.min_size, DecodeLimit("limits.min_size", limits.min_size(),
                                               kDefaultGroupSize, kMaxGroupSize));
  ASSIGN_OR_RETURN(query.max_groups, DecodeLimit("limits.max_groups", limits.max_groups(),
                                                 kDefaultGroups, kMaxGroups));
  ASSIGN_OR_RETURN(query.max_members, DecodeLimit("limits.max_members", limits.max_members(),
                                                  kDefaultMembers, kMaxMembers));
  return query;
}

absl::StatusOr<v1::FindPathsResponse> EncodePaths(const GraphState& state, const PathQuery& query,
                                                  const PathResult& result) {
  const GraphView& view = state.view();
  std::vector<Vertex> vertices = {query.from, query.to};
  std::vector<EdgeKey> keys;
  for (const Path& path : result.paths) {
    for (const PathStep& step : path.steps) {
      vertices.push_back(step.node);
      for (const ViewEdge& edge : step.edges) keys.push_back(view.key(edge));
    }
  }
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadNodes(state, vertices));
  ASSIGN_OR_RETURN(const std::vector<MergedEdge> edges, ReadMergedEdges(state.snapshot(), keys));

  v1::FindPathsResponse message;
  auto node = nodes.begin();
  auto edge = edges.begin();
  *message.mutable_from() = EncodeNode(*node++, view, Detail::kBasic);
  *message.mutable_to() = EncodeNode(*node++, view, Detail::kBasic);
  for (const Path& path : result.paths) {
    v1::Path& encoded = *message.add_paths();
    for (const PathStep& step : path.steps) {
      v1::PathStep& encoded_step = *encoded.add_steps();
      for (const ViewEdge& followed : step.edges) {
        *encoded_step.add_edges() = EncodePathEdge(*edge++, followed.target == step.node, view);
      }
      *encoded_step.mutable_node() = EncodeNode(*node++, view, Detail::kBasic);
    }
  }
  message.set_cut(result.cut);
  return message;
}

absl::StatusOr<v1::RankNodesResponse> EncodeRanking(const GraphState& state,
                                                    const Ranking& ranking) {
  std::vector<Vertex> vertices;
  for (const RankedNode& ranked : ranking.nodes) vertices.push_back(ranked.node);
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadNodes(state, vertices));
  v1::RankNodesResponse message;
  for (size_t i = 0; i < nodes.size(); ++i) {
    v1::RankedNode& ranked = *message.add_nodes();
    *ranked.mutable_node() = EncodeNode(nodes[i], state.view(), Detail::kBasic);
    ranked.set_score(ranking.nodes[i].score);
  }
  message.set_total_nodes(static_cast<int32_t>(ranking.total_nodes));
  message.set_total_edges(static_cast<int32_t>(ranking.total_edges));
  message.set_sources(static_cast<int32_t>(ranking.sources));
  return message;
}

absl::StatusOr<google::protobuf::RepeatedPtrField<v1::NodeGroup>> EncodeGroups(
    const GraphState& state, const Subgraph& graph, const Grouping& grouping) {
  google::protobuf::RepeatedPtrField<v1::NodeGroup> messages;
  MessageBudget budget(kPageBytes);
  bool room = true;
  for (const Group& group : grouping.groups) {
    v1::NodeGroup& message = *messages.Add();
    message.set_size(static_cast<int32_t>(group.size));
    message.set_joined_pairs(static_cast<int32_t>(group.joined_pairs));
    if (!room) continue;
    std::vector<Vertex> vertices;
    for (const GroupMember& member : group.members) vertices.push_back(graph.vertex(member.node));
    ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadNodes(state, vertices));
    for (size_t i = 0; room && i < nodes.size(); ++i) {
      v1::GroupMember member;
      *member.mutable_node() = EncodeNode(nodes[i], state.view(), Detail::kBasic);
      member.set_neighbors(static_cast<int32_t>(group.members[i].neighbors));
      room = budget.Spend(member);
      if (room) *message.add_members() = std::move(member);
    }
  }
  return messages;
}

}  // namespace policygraph::service
