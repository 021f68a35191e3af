#include "service/search_nodes.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/search/search_words.h"
#include "service/read_nodes.h"
#include "service/read_reports.h"

namespace policygraph::service {
namespace {

// The page of what is found that passes the selection.
absl::StatusOr<NameHits> FindSelected(const GraphState& state, NameQuery query,
                                      const NodeSelection& selection, const Caller& caller) {
  if (!selection.has_filter() && !selection.has_order()) return state.names().Search(query);
  const size_t first = std::exchange(query.first, 0);
  const size_t limit = std::exchange(query.limit, std::numeric_limits<size_t>::max());
  const NameHits found = state.names().Search(query);
  std::vector<Vertex> vertices;
  for (const NameHit& hit : found.hits) vertices.push_back(hit.vertex);
  ASSIGN_OR_RETURN(const std::vector<NodeRecord> passing,
                   SortNodes(state, vertices, selection, caller));
  NameHits page{.total = passing.size()};
  for (size_t i = first; i < passing.size() && page.hits.size() < limit; ++i) {
    page.hits.push_back(found.hits[passing[i].position]);
  }
  return page;
}

std::optional<SaidIn> WhereSaid(const GraphState& state, const MergedNode& node) {
  for (const auto& [report, said] : ByReportName(node.reports, state.view())) {
    if (said->evidence.empty()) continue;
    const std::optional<Vertex> vertex = state.view().Find(said->report.node);
    return SaidIn{std::string(report), vertex.has_value() ? state.view().year(*vertex) : 0,
                  said->evidence.front()};
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<SearchHits> SearchNodes(const GraphState& state, const NameQuery& query,
                                       const NodeSelection& selection, const Caller& caller) {
  ASSIGN_OR_RETURN(const NameHits found, FindSelected(state, query, selection, caller));
  std::vector<Vertex> vertices;
  for (const NameHit& hit : found.hits) vertices.push_back(hit.vertex);
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, vertices));

  const SearchWords words = SearchWords::Of(query.text);
  SearchHits answer;
  answer.total = found.total;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const NameHit& name = found.hits[i];
    SearchHit hit{.match = name.match, .field = name.field, .degree = name.degree};
    hit.matched_name = BestName(nodes[i], words).value_or(ShownName(nodes[i]));
    hit.highlights = Highlights(hit.matched_name, words);
    if (name.field == MatchField::kText) hit.said = WhereSaid(state, nodes[i]);
    hit.node = std::move(nodes[i]);
    answer.hits.push_back(std::move(hit));
  }
  return answer;
}

}  // namespace policygraph::service
