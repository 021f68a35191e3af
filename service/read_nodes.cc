#include "service/read_nodes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph::service {

absl::StatusOr<Vertex> FindVertex(const GraphState& state, const NodeId& id) {
  if (const std::optional<Vertex> vertex = state.Find(id)) return *vertex;
  return MakeError(
      ErrorReason::kNodeNotFound,
      fmt::format("no node has the id {}; SearchNodes finds nodes by any part of a name",
                  id.ToHex()),
      {{"node", id.ToHex()}});
}

absl::StatusOr<MergedNode> ReadNode(const GraphState& state, const NodeId& id) {
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, std::span(&id, 1)));
  return std::move(nodes.front());
}

absl::StatusOr<std::vector<MergedNode>> ReadNodes(const GraphState& state,
                                                  std::span<const NodeId> ids) {
  std::vector<NodeId> wanted;
  for (const NodeId& id : ids) {
    ASSIGN_OR_RETURN(const Vertex vertex, FindVertex(state, id));
    wanted.push_back(state.view().id(vertex));
  }
  std::vector<NodeId> unique = wanted;
  std::sort(unique.begin(), unique.end());
  unique.erase(std::unique(unique.begin(), unique.end()), unique.end());
  ASSIGN_OR_RETURN(const std::vector<MergedNode> read, ReadMergedNodes(state.snapshot(), unique));

  std::vector<MergedNode> nodes;
  nodes.reserve(ids.size());
  for (const NodeId& id : wanted) {
    nodes.push_back(*std::lower_bound(
        read.begin(), read.end(), id,
        [](const MergedNode& node, const NodeId& sought) { return node.node.id < sought; }));
  }
  return nodes;
}

absl::StatusOr<std::vector<MergedNode>> ReadNodes(const GraphState& state,
                                                  std::span<const Vertex> vertices) {
  std::vector<NodeId> ids;
  ids.reserve(vertices.size());
  for (Vertex vertex : vertices) ids.push_back(state.view().id(vertex));
  return ReadNodes(state, ids);
}

}  // namespace policygraph::service
