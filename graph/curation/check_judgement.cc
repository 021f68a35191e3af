#include "graph/curation/check_judgement.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

absl::Status Conflict(std::string_view field, std::string_view problem) {
  return MakeError(ErrorReason::kJudgementConflict, fmt::format("{}: {}", field, problem),
                   {{"field", std::string(field)}});
}

std::string Text(const NodeReference& node) {
  return fmt::format("{} {} ({})", NodeKindName(node.kind), node.name, node.id.ToHex());
}

// Checks an action and completes it in place.
class Checker {
 public:
  Checker(const JudgedGraph& graph, std::span<const Judgement> judgements,
          const std::string& author)
      : graph_(graph), judgements_(judgements), author_(author) {}

  absl::Status operator()(Rename& rename) const {
    RETURN_IF_ERROR(Judge("rename.node", rename.node).status());
    if (rename.name == rename.node.name) {
      return Conflict("rename.name", fmt::format("{} has that name", Text(rename.node)));
    }
    const NodeId namesake = NodeId::Of(rename.node.kind, rename.node.scope, rename.name);
    ASSIGN_OR_RETURN(const std::optional<MergedNode> other, Find(graph_.Resolve(namesake)));
    if (other.has_value() && other->node.id != rename.node.id) {
      return Conflict("rename.name",
                      fmt::format("another {} has that name ({}); merge the two",
                                  NodeKindName(other->node.kind), other->node.id.ToHex()));
    }
    return absl::OkStatus();
  }

  absl::Status operator()(Merge& merge) const {
    RETURN_IF_ERROR(Judge("merge.node", merge.node).status());
    RETURN_IF_ERROR(Judge("merge.into", merge.into).status());
    if (merge.node.id == merge.into.id) {
      return Conflict("merge.into", fmt::format("both are {}; name two nodes", Text(merge.into)));
    }
    if (merge.node.kind != merge.into.kind) {
      return Conflict("merge.into",
                      fmt::format("{} and {} are of two kinds; only nodes of one kind "
                                  "can be merged",
                                  Text(merge.node), Text(merge.into)));
    }
    return absl::OkStatus();
  }

  absl::Status operator()(Split& split) const {
    NodeReference& made = split.made;
    ASSIGN_OR_RETURN(const MergedNode node, Judge("split.node", split.node));
    made.kind = split.node.kind;
    if (made.scope.empty()) made.scope = split.node.scope;
    made.id = NodeId::Of(made.kind, made.scope, made.name);
    // A node that was merged into this one may become one of its own again.
    const bool was_merged = made.id != split.node.id && graph_.Resolve(made.id) == split.node.id;
    if (!was_merged) RETURN_IF_ERROR(CheckNew("split.name", made));
    AddOwnName(node.node.aliases, split);
    for (const std::string& alias : split.aliases) {
      if (!std::ranges::binary_search(node.node.aliases, alias)) {
        return Conflict("split.aliases", fmt::format("{} is no alias of {}; show the node to see "
                                                     "which it has",
                                                     alias, Text(split.node)));
      }
    }
    for (const Share& share : split.shares) RETURN_IF_ERROR(CheckShare(node, share));
    return absl::OkStatus();
  }

  absl::Status operator()(Reject& reject) const {
    return std::visit([&](auto& element) { return Judge("reject", element).status(); },
                      reject.element);
  }

  absl::Status operator()(AddNode& add) const {
    RETURN_IF_ERROR(CheckKind("add.node.kind", add.node.kind));
    return CheckNew("add.node", add.node);
  }

  absl::Status operator()(AddEdge& add) const {
    ASSIGN_OR_RETURN(const std::optional<MergedEdge> edge, Complete("add.edge", add.edge));
    const absl::Status allowed =
        CheckEdge(add.edge.source.kind, add.edge.kind, add.edge.target.kind);
    if (!allowed.ok()) {
      return Conflict("add.edge",
                      std::string_view(allowed.message().data(), allowed.message().size()));
    }
    if (add.edge.source.id == add.edge.target.id) {
      return Conflict("add.edge.target", "the edge joins a node with itself; name two nodes");
    }
    if (edge.has_value()) return Conflict("add.edge", "it is in the graph; confirm it instead");
    return absl::OkStatus();
  }

  absl::Status operator()(Confirm& confirm) const {
    return std::visit(
        [&](auto& element) -> absl::Status {
          ASSIGN_OR_RETURN(const auto merged, Judge("confirm", element));
          if (std::ranges::count(merged.confirmed_by, author_) == 0) return absl::OkStatus();
          return Conflict("confirm", fmt::format("{} has confirmed it already", author_));
        },
        confirm.element);
  }

 private:
  // What names the new node no longer names the old one.
  static void AddOwnName(const std::vector<std::string>& aliases, Split& split) {
    const std::string& name = split.made.name;
    const auto at = std::ranges::lower_bound(split.aliases, name);
    const bool listed = at != split.aliases.end() && *at == name;
    if (!listed && std::ranges::binary_search(aliases, name)) split.aliases.insert(at, name);
  }

  absl::StatusOr<std::optional<MergedNode>> Find(const NodeId& id) const {
    ASSIGN_OR_RETURN(std::vector<MergedNode> nodes,
                     ReadMergedNodes(*graph_.snapshot, std::span(&id, 1)));
    if (nodes.empty()) return std::nullopt;
    return std::move(nodes.front());
  }

  // What reports are made of is not a matter of opinion.
  static absl::Status CheckKind(std::string_view field, NodeKind kind) {
    if (kind != NodeKind::kReport && kind != NodeKind::kStatement) return absl::OkStatus();
    return Conflict(field, fmt::format("a {} is the text itself; judge what is read from it",
                                       NodeKindName(kind)));
  }

  // The node that a reference means; completes the reference.
  absl::StatusOr<MergedNode> Complete(std::string_view field, NodeReference& reference) const {
    reference.id = graph_.Resolve(reference.id);
    ASSIGN_OR_RETURN(std::optional<MergedNode> node, Find(reference.id));
    if (!node.has_value()) return NodeNotFound(field, reference.id);
    reference.kind = node->node.kind;
    reference.scope = node->node.scope;
    reference.name = node->node.name;
    return *std::move(node);
  }

  // The edge that a reference means, if it is there; completes the reference.
  absl::StatusOr<std::optional<MergedEdge>> Complete(std::string_view field,
                                                     EdgeReference& reference) const {
    RETURN_IF_ERROR(Complete(fmt::format("{}.source", field), reference.source).status());
    RETURN_IF_ERROR(Complete(fmt::format("{}.target", field), reference.target).status());
    const EdgeKey key = reference.key();
    ASSIGN_OR_RETURN(std::vector<MergedEdge> edges,
                     ReadMergedEdges(*graph_.snapshot, std::span(&key, 1)));
    if (edges.empty()) return std::nullopt;
    return std::move(edges.front());
  }

  // The element that a judgement is about, which must be there and open to judgement.
  absl::StatusOr<MergedNode> Judge(std::string_view field, NodeReference& reference) const {
    ASSIGN_OR_RETURN(MergedNode node, Complete(field, reference));
    RETURN_IF_ERROR(CheckKind(field, node.node.kind));
    return node;
  }

  absl::StatusOr<MergedEdge> Judge(std::string_view field, EdgeReference& reference) const {
    ASSIGN_OR_RETURN(std::optional<MergedEdge> edge, Complete(field, reference));
    if (!edge.has_value()) {
      const EdgeKey key = reference.key();
      const std::string source = key.source.ToHex(), target = key.target.ToHex();
      const std::string kind(EdgeKindName(key.kind));
      return MakeError(ErrorReason::kEdgeNotFound,
                       fmt::format("no edge {} {} {} is in the graph; Expand lists the edges of a "
                                   "node",
                                   source, kind, target),
                       {{"source", source}, {"kind", kind}, {"target", target}});
    }
    if (reference.kind == EdgeKind::kPartOf) {
      RETURN_IF_ERROR(CheckKind(field, reference.source.kind));
    }
    return *std::move(edge);
  }

  // The judgement that rejects a node, if one does.
  const Judgement* RejectionOf(const NodeId& id) const {
    for (const Judgement& judgement : judgements_) {
      const auto* reject = std::get_if<Reject>(&judgement.action);
      if (reject == nullptr || judgement.undone.has_value()) continue;
      const auto* node = std::get_if<NodeReference>(&reject->element);
      if (node != nullptr && node->id == id) return &judgement;
    }
    return nullptr;
  }

  absl::Status NodeNotFound(std::string_view field, const NodeId& id) const {
    const Judgement* rejection = RejectionOf(id);
    const std::string remedy = rejection == nullptr
                                   ? "SearchNodes finds nodes by any part of a name"
                                   : fmt::format("{} rejected it; undo judgement {} first",
                                                 rejection->author, rejection->id);
    return MakeError(ErrorReason::kNodeNotFound,
                     fmt::format("{}: no node has the id {}; {}", field, id.ToHex(), remedy),
                     {{"node", id.ToHex()}});
  }

  // A node to be made must be new; gets its id.
  absl::Status CheckNew(std::string_view field, NodeReference& made) const {
    made.id = NodeId::Of(made.kind, made.scope, made.name);
    const NodeId known = graph_.Resolve(made.id);
    ASSIGN_OR_RETURN(const std::optional<MergedNode> node, Find(known));
    if (node.has_value()) {
      return Conflict(field,
                      fmt::format("{} {} is in the graph ({}); choose another name or scope, "
                                  "or confirm that node",
                                  NodeKindName(made.kind), made.name, known.ToHex()));
    }
    const Judgement* rejection = RejectionOf(known);
    if (rejection == nullptr) return absl::OkStatus();
    return Conflict(field,
                    fmt::format("{} rejected {} {}; undo judgement {} instead", rejection->author,
                                NodeKindName(made.kind), made.name, rejection->id));
  }

  absl::Status CheckShare(const MergedNode& node, const Share& share) const {
    const ReportId report = ReportId::Of(share.report);
    ASSIGN_OR_RETURN(const std::optional<StoredReport> stored, graph_.snapshot->FindReport(report));
    if (!stored.has_value()) {
      return MakeError(ErrorReason::kReportNotFound,
                       fmt::format("split.shares: no report is named {}; ListReports lists those "
                                   "that are loaded",
                                   share.report),
                       {{"report", share.report}});
    }
    const auto said = std::ranges::find(node.reports, report, &ReportEvidence::report);
    const std::string name = fmt::format("{} {}", NodeKindName(node.node.kind), node.node.name);
    if (said == node.reports.end()) {
      return Conflict("split.shares", fmt::format("{} does not assert {}; name reports that do",
                                                  share.report, name));
    }
    for (const uint32_t statement : share.statements) {
      if (std::ranges::count(said->evidence, statement, &Evidence::statement) == 0) {
        return Conflict(
            "split.shares",
            fmt::format("sentence {} of {} does not name {}; show the node to see which "
                        "do",
                        statement, share.report, name));
      }
    }
    return absl::OkStatus();
  }

  const JudgedGraph& graph_;
  const std::span<const Judgement> judgements_;
  const std::string& author_;
};

}  // namespace

absl::StatusOr<JudgementAction> CheckAction(const JudgedGraph& graph,
                                            std::span<const Judgement> judgements,
                                            const std::string& author, JudgementAction action) {
  RETURN_IF_ERROR(std::visit(Checker(graph, judgements, author), action));
  return action;
}

absl::Status CheckSplitResult(const JudgedGraph& graph, const Split& split) {
  const NodeId ids[] = {split.node.id, split.made.id};
  ASSIGN_OR_RETURN(const std::vector<MergedNode> nodes, ReadMergedNodes(*graph.snapshot, ids));
  if (nodes.size() == std::size(ids)) return absl::OkStatus();
  const bool nothing = nodes.empty() || nodes.front().node.id == split.node.id;
  return Conflict("split.shares",
                  nothing ? "nothing goes to the new node; name reports or sentences"
                          : "everything goes to the new node; rename the node, or leave a part");
}

}  // namespace policygraph
