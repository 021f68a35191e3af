#include "service/search_nodes.h"

#include <utility>

#include "graph/base/status_macros.h"
#include "service/read_nodes.h"

namespace policygraph::service {

absl::StatusOr<SearchHits> SearchNodes(const GraphState& state, const NameQuery& query) {
  const NameHits found = state.names().Search(query);
  std::vector<Vertex> vertices;
  for (const NameHit& hit : found.hits) vertices.push_back(hit.vertex);
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, vertices));

  SearchHits answer;
  answer.total = found.total;
  for (size_t i = 0; i < nodes.size(); ++i) {
    std::string name(BestName(nodes[i].node, query.text).value_or(nodes[i].node.name));
    answer.hits.push_back(
        {std::move(nodes[i]), std::move(name), found.hits[i].match, found.hits[i].degree});
  }
  return answer;
}

}  // namespace policygraph::service
