#include "graph/trace/resolve_strategy.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "graph/model/ids.h"
#include "graph/search/name_normalizer.h"
#include "graph/state/resolve_node.h"

namespace policygraph {
namespace {

// The word that a strategy's name may or may not close with.
constexpr std::string_view kClosingWord = "战略";

}  // namespace

absl::StatusOr<Vertex> ResolveStrategy(const GraphState& state, std::string_view strategy) {
  if (NodeId::FromHex(strategy).ok()) return ResolveNode(state, NodeKind::kStrategy, strategy);
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
  return OnlyCandidate(state, NodeKind::kStrategy, strategy, candidates);
}

}  // namespace policygraph
