#include "graph/state/resolve_node.h"

#include <algorithm>
#include <cctype>
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

constexpr size_t kMaxCandidatesNamed = 10;

// The word that a strategy's name may or may not close with.
constexpr std::string_view kClosingWord = "战略";

std::string KindWord(NodeKind kind) {
  std::string word(NodeKindName(kind));
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

std::string OfKind(std::optional<NodeKind> kind) {
  return kind.has_value() ? fmt::format(" of kind {}", KindWord(*kind)) : std::string();
}

absl::Status NotFound(std::optional<NodeKind> kind, std::string_view text) {
  return MakeError(
      ErrorReason::kNodeNotFound,
      fmt::format("no node{} is named {}; SearchNodes finds names by any part of them",
                  OfKind(kind), text),
      {{"node", std::string(text)}});
}

absl::Status Ambiguous(std::optional<NodeKind> kind, std::string_view text,
                       const std::vector<MergedNode>& nodes) {
  std::string ids;
  std::string named;
  for (size_t i = 0; i < nodes.size(); ++i) {
    const Node& node = nodes[i].node;
    ids += fmt::format("{}{}", i == 0 ? "" : ",", node.id.ToHex());
    if (i >= kMaxCandidatesNamed) continue;
    named += fmt::format("{}{} ({}{}{})", i == 0 ? "" : ", ", node.id.ToHex(), KindWord(node.kind),
                         node.scope.empty() ? "" : " of ", node.scope);
  }
  if (nodes.size() > kMaxCandidatesNamed) named += ", ...";
  return MakeError(ErrorReason::kAmbiguousName,
                   fmt::format("{} names {} nodes{}; pass one of these ids: {}", text, nodes.size(),
                               OfKind(kind), named),
                   {{"name", std::string(text)}, {"candidates", ids}});
}

// A normalised name without a closing 战略.
std::string WithoutClosingWord(std::string name) {
  if (name.ends_with(kClosingWord) && name != kClosingWord) {
    name.resize(name.size() - kClosingWord.size());
  }
  return name;
}

std::vector<Vertex> StrategiesNamed(const NameIndex& names, std::string_view name) {
  const std::string bare = WithoutClosingWord(std::string(name));
  std::vector<Vertex> found = names.FindExact(bare, NodeKind::kStrategy);
  const std::vector<Vertex> closed =
      names.FindExact(bare + std::string(kClosingWord), NodeKind::kStrategy);
  found.insert(found.end(), closed.begin(), closed.end());
  return found;
}

// The nodes that have this name or alias, by id.
std::vector<Vertex> NodesNamed(const NameIndex& names, std::optional<NodeKind> wanted,
                               std::string_view name) {
  std::vector<Vertex> found;
  for (int number = 1; number < kNodeKindEnd; ++number) {
    const auto kind = static_cast<NodeKind>(number);
    if (wanted.has_value() ? kind != *wanted : kind == NodeKind::kStatement) continue;
    const std::vector<Vertex> of_kind = kind == NodeKind::kStrategy
                                            ? StrategiesNamed(names, name)
                                            : names.FindExact(name, kind);
    found.insert(found.end(), of_kind.begin(), of_kind.end());
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

bool HasName(const Node& node, const std::string& name) {
  const std::string own = NormalizeName(node.name);
  if (node.kind != NodeKind::kStrategy) return own == name;
  return WithoutClosingWord(own) == WithoutClosingWord(name);
}

}  // namespace

absl::StatusOr<Vertex> ResolveNode(const GraphState& state, std::optional<NodeKind> kind,
                                   std::string_view text) {
  if (const absl::StatusOr<NodeId> id = NodeId::FromHex(text); id.ok()) {
    const std::optional<Vertex> vertex = state.Find(*id);
    if (!vertex.has_value() || (kind.has_value() && state.view().kind(*vertex) != *kind)) {
      return NotFound(kind, text);
    }
    return *vertex;
  }
  const std::string name = NormalizeName(text);
  const std::vector<Vertex> candidates = NodesNamed(state.names(), kind, name);
  if (candidates.empty()) return NotFound(kind, text);
  if (candidates.size() == 1) return candidates.front();

  std::vector<NodeId> ids;
  for (const Vertex v : candidates) ids.push_back(state.view().id(v));
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadMergedNodes(state.snapshot(), ids));
  const auto by_alias = [&](const MergedNode& node) { return !HasName(node.node, name); };
  if (!std::ranges::all_of(nodes, by_alias)) std::erase_if(nodes, by_alias);
  if (nodes.size() > 1) return Ambiguous(kind, text, nodes);
  return *state.view().Find(nodes.front().node.id);
}

}  // namespace policygraph
