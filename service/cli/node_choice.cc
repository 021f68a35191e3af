#include "service/cli/node_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr size_t kIdDigits = 32;
constexpr int kSearched = 200;  // namesakes beyond are not told apart anyway
constexpr int kSuggestions = 5;

absl::Status NotFound(const std::string& name, const v1::SearchNodesResponse& found) {
  std::string message = fmt::format("no node is named {}", name);
  if (found.hits().empty()) {
    message += "; `policygraph search` finds names by any part of them";
  } else {
    message += "; near it are:";
    for (int i = 0; i < std::min(kSuggestions, found.hits_size()); ++i) {
      const v1::Node& node = found.hits(i).node();
      message += fmt::format("\n{}  {} ({})", node.id(), node.name(), Word(node.kind()));
    }
  }
  return MakeError(ErrorReason::kNodeNotFound, message, {{"node", name}});
}

absl::Status Ambiguous(const std::string& name, const std::vector<const v1::Node*>& candidates) {
  std::string message =
      fmt::format("{} names {} nodes; pass one of these ids:", name, candidates.size());
  std::string ids;
  for (const v1::Node* node : candidates) {
    message += fmt::format("\n{}  {} ({}", node->id(), node->name(), Word(node->kind()));
    if (!node->scope().empty()) message += " of " + node->scope();
    message += ')';
    ids += (ids.empty() ? "" : ",") + node->id();
  }
  return MakeError(ErrorReason::kAmbiguousName, message, {{"name", name}, {"candidates", ids}});
}

}  // namespace

bool LooksLikeId(std::string_view argument) {
  return argument.size() == kIdDigits &&
         std::all_of(argument.begin(), argument.end(),
                     [](unsigned char c) { return std::isxdigit(c) != 0; });
}

absl::StatusOr<v1::Node> ChooseNode(const std::string& name, const v1::SearchNodesResponse& found) {
  std::vector<const v1::Node*> named;
  std::vector<const v1::Node*> named_or_alias;
  for (const v1::SearchHit& hit : found.hits()) {
    // What merely says the same words is not meant by them.
    if (hit.match() != v1::MATCH_KIND_EXACT || hit.field() == v1::MATCH_FIELD_TEXT) continue;
    named_or_alias.push_back(&hit.node());
    if (hit.node().name() == name) named.push_back(&hit.node());
  }
  const std::vector<const v1::Node*>& fitting = named.empty() ? named_or_alias : named;
  if (fitting.empty()) return NotFound(name, found);
  if (fitting.size() > 1) return Ambiguous(name, fitting);
  return *fitting.front();
}

absl::StatusOr<std::string> ResolveNodeId(Client& client, const std::string& argument,
                                          const std::vector<v1::NodeKind>& kinds) {
  if (LooksLikeId(argument)) return argument;
  v1::SearchNodesRequest request;
  request.set_query(argument);
  for (const v1::NodeKind kind : kinds) request.add_kinds(kind);
  request.set_page_size(kSearched);
  ASSIGN_OR_RETURN(const v1::SearchNodesResponse found, client.SearchNodes(request));
  ASSIGN_OR_RETURN(const v1::Node node, ChooseNode(argument, found));
  return node.id();
}

}  // namespace policygraph::cli
