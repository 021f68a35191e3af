#include "graph/state/resolve_node.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/model/ids.h"
#include "graph/search/name_normalizer.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

constexpr size_t kMaxCandidatesNamed = 10;

std::string KindWord(NodeKind kind) {
  std::string word(NodeKindName(kind));
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

absl::Status NotFound(NodeKind kind, std::string_view text) {
  return MakeError(ErrorReason::kNodeNotFound,
                   fmt::format("nothing of kind {} is named {}; SearchNodes finds names by any part "
                               "of them",
                               KindWord(kind), text),
                   {{"node", std::string(text)}});
}

absl::Status Ambiguous(const GraphState& state, NodeKind kind, std::string_view name,
                       const std::vector<Vertex>& candidates) {
  std::vector<NodeId> read;
  for (const Vertex v : candidates) read.push_back(state.view().id(v));
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadMergedNodes(state.snapshot(), read));
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
  return MakeError(ErrorReason::kAmbiguousName,
                   fmt::format("{} names {} nodes of kind {}; pass one of these ids: {}", name,
                               nodes.size(), KindWord(kind), named),
                   {{"name", std::string(name)}, {"candidates", ids}});
}

}  // namespace

absl::StatusOr<Vertex> OnlyCandidate(const GraphState& state, NodeKind kind, std::string_view text,
                                     const std::vector<Vertex>& candidates) {
  if (candidates.empty()) return NotFound(kind, text);
  if (candidates.size() > 1) return Ambiguous(state, kind, text, candidates);
  return candidates.front();
}

absl::StatusOr<Vertex> ResolveNode(const GraphState& state, NodeKind kind, std::string_view text) {
  if (const absl::StatusOr<NodeId> id = NodeId::FromHex(text); id.ok()) {
    const std::optional<Vertex> vertex = state.Find(*id);
    if (!vertex.has_value() || state.view().kind(*vertex) != kind) return NotFound(kind, text);
    return *vertex;
  }
  return OnlyCandidate(state, kind, text, state.names().FindExact(NormalizeName(text), kind));
}

}  // namespace policygraph
