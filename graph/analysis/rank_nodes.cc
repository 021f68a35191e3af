#include "graph/analysis/rank_nodes.h"

#include <algorithm>
#include <utility>

#include "graph/analysis/betweenness.h"
#include "graph/analysis/core_numbers.h"
#include "graph/analysis/page_rank.h"
#include "graph/analysis/subgraph.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

constexpr double kDamping = 0.85;

size_t SourcesOf(const Subgraph& graph, const RankQuery& query) {
  return graph.size() <= kMaxExactBetweenness ? graph.size() : query.samples;
}

absl::StatusOr<std::vector<double>> Scores(const Subgraph& graph, const RankQuery& query,
                                           Steps& steps) {
  switch (query.measure) {
    case RankMeasure::kPageRank:
      return PageRank(graph, query.iterations, kDamping, steps);
    case RankMeasure::kBetweenness:
      return Betweenness(graph, {SourcesOf(graph, query), query.seed}, steps);
    case RankMeasure::kCoreNumber: {
      ASSIGN_OR_RETURN(const std::vector<uint32_t> cores, CoreNumbers(graph, steps));
      return std::vector<double>(cores.begin(), cores.end());
    }
    case RankMeasure::kDegree:
      break;
  }
  std::vector<double> degrees(graph.size());
  for (SubVertex v = 0; v < graph.size(); ++v) {
    degrees[v] = static_cast<double>(graph.neighbors()[v].size());
  }
  return degrees;
}

}  // namespace

absl::StatusOr<Ranking> RankNodes(const GraphView& view, const Selection& selection,
                                  const RankQuery& query, Steps& steps) {
  ASSIGN_OR_RETURN(const Subgraph graph, Subgraph::Of(view, selection, steps));
  ASSIGN_OR_RETURN(const std::vector<double> scores, Scores(graph, query, steps));
  Ranking ranking;
  ranking.total_nodes = graph.size();
  ranking.total_edges = graph.edge_count();
  if (query.measure == RankMeasure::kBetweenness) ranking.sources = SourcesOf(graph, query);

  const Kinds<NodeKind> listed(query.list_kinds);
  for (SubVertex v = 0; v < graph.size(); ++v) {
    const Vertex node = graph.vertex(v);
    if (listed.Has(view.kind(node))) ranking.nodes.push_back({node, scores[v]});
  }
  const size_t kept = std::min(query.max_nodes, ranking.nodes.size());
  std::ranges::partial_sort(
      ranking.nodes, ranking.nodes.begin() + static_cast<std::ptrdiff_t>(kept), {},
      [](const RankedNode& ranked) { return std::pair(-ranked.score, ranked.node); });
  ranking.nodes.resize(kept);
  return ranking;
}

}  // namespace policygraph
