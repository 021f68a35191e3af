#include "graph/trace/resolve_strategy.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/model/ids.h"
#include "graph/search/name_normalizer.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

// The word that a strategy's name may or may not close with.
constexpr std::string_view kClosingWord = "战略";

constexpr size_t kMaxCandidatesNamed = 10;

absl::Status NotFound(std::string_view strategy) {
  return MakeError(
      ErrorReason::kNodeNotFound,
      fmt::format("no strategy is named {}; SearchNodes finds names by any part of them", strategy),
      {{"node", std::string(strategy)}});
}

absl::StatusOr<std::vector<MergedNode>> ReadCandidates(const GraphState& state,
                                                       const std::vector<Vertex>& candidates) {
  std::vector<NodeId> ids;
  for (const Vertex v : candidates) ids.push_back(state.view().id(v));
  return ReadMergedNodes(state.snapshot(), ids);
}

absl::Status Ambiguous(const GraphState& state, std::string_view name,
                       const std::vector<Vertex>& candidates) {
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadCandidates(state, candidates));
  std::string ids;
  std::string named;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i].node;
    ids += fmt::format("{}{}", i == 0 ? "" : ",", node.id.ToHex());
    if (i < kMaxCandidatesNamed) {
      named += fmt::format("{}{} ({})", i == 0 ? "" : ", ", node.id.ToHex(),
                           node.scope.empty() ? node.name : node.scope);
    }
  }
  if (nodes.size() > kMaxCandidatesNamed) named += ", ...";
  return MakeError(
      ErrorReason::kAmbiguousName,
      fmt::format("{} names {} strategies; pass one of these ids: {}", name, nodes.size(), named),
      {{"name", std::string(name)}, {"candidates", ids}});
}

}  // namespace

absl::StatusOr<Vertex> ResolveStrategy(const GraphState& state, std::string_view strategy) {
  if (const absl::StatusOr<NodeId> id = NodeId::FromHex(strategy); id.ok()) {
    const std::optional<Vertex> vertex = state.Find(*id);
    if (!vertex.has_value() || state.view().kind(*vertex) != NodeKind::kStrategy) {
      return NotFound(strategy);
    }
    return *vertex;
  }
  std::string name = NormalizeName(strategy);
  if (name.ends_with(kClosingWord) && name != kClosingWord) {
    name.resize(name.size() - kClosingWord.size());
  }
  const NameIndex& names = state.names();
  const std::vector<Vertex> without = names.FindExact(name, NodeKind::kStrategy);
  const std::vector<Vertex> with =
      names.FindExact(name + std::string(kClosingWord), NodeKind::kStrategy);
  std::vector<Vertex> candidates;
  std::ranges::set_union(without, with, std::back_inserter(candidates));
  if (candidates.empty()) return NotFound(strategy);
  if (candidates.size() > 1) return Ambiguous(state, strategy, candidates);
  return candidates.front();
}

}  // namespace policygraph
