#include "graph/curation/apply_judgement.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "fmt/format.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

void AddName(std::vector<std::string>& names, const std::string& name) {
  const auto at = std::ranges::lower_bound(names, name);
  if (at == names.end() || *at != name) names.insert(at, name);
}

// True when a report says it or a derivation stands for it; a confirmation alone does not.
template <typename Assertions>
bool IsStated(const Assertions& assertions) {
  return std::ranges::any_of(assertions, [](const auto& entry) {
    return entry.second.report != ReportId() || !entry.second.derivation.empty();
  });
}

// The key with one node in the place of another.
EdgeKey WithNode(EdgeKey key, const NodeId& node, const NodeId& instead) {
  if (key.source == node) key.source = instead;
  if (key.target == node) key.target = instead;
  return key;
}

// Moves the evidence of some sentences, or all when none is named, from an assertion to its copy,
// and leaves the copy that alone. False when these sentences do not say it.
template <typename Assertion>
bool MoveEvidence(const std::vector<uint32_t>& statements, Assertion& from, Assertion& copy) {
  if (statements.empty()) {
    from.evidence.clear();
    return true;
  }
  const auto is_named = [&](const Evidence& piece) {
    return std::ranges::binary_search(statements, piece.statement);
  };
  std::erase_if(from.evidence, is_named);
  std::erase_if(copy.evidence, std::not_fn(is_named));
  return !copy.evidence.empty();
}

class Applier {
 public:
  Applier(const Judgement& judgement, PartialGraph& graph, MergedNodes& merged)
      : judgement_(judgement), graph_(graph), merged_(merged) {}

  void operator()(const Rename& rename) const {
    graph_.ForEach(rename.node.id, [&](NodeAssertion& assertion) {
      Node& node = assertion.node;
      AddName(node.aliases, std::exchange(node.name, rename.name));
      std::erase(node.aliases, node.name);
    });
  }

  void operator()(const Merge& merge) const {
    const NodeId& id = merge.node.id;
    const NodeId& into = merge.into.id;
    if (graph_.Has(id)) {
      MoveNode(merge);
      for (const EdgeKey& key : graph_.EdgesAt(id)) MoveEdge(key, WithNode(key, id, into));
    }
    merged_[id] = into;
  }

  void operator()(const Split& split) const {
    for (const Share& share : split.shares) GiveShare(split, share);
    graph_.ForEach(split.node.id, [&](NodeAssertion& assertion) {
      std::erase_if(assertion.node.aliases, [&](const std::string& alias) {
        return std::ranges::binary_search(split.aliases, alias);
      });
    });
    if (!IsStated(graph_.nodes().at(split.node.id))) Remove(split.node.id);
    if (graph_.Has(split.made.id)) merged_.erase(split.made.id);
  }

  void operator()(const Reject& reject) const {
    if (const auto* node = std::get_if<NodeReference>(&reject.element)) {
      Remove(node->id);
    } else {
      graph_.Take(std::get<EdgeReference>(reject.element).key());
    }
  }

  void operator()(const AddNode& add) const {
    graph_.Put(NodeAssertion{.node = NodeOf(add.node, add.aliases), .derivation = Derivation()});
  }

  void operator()(const AddEdge& add) const {
    if (!graph_.Has(add.edge.source.id) || !graph_.Has(add.edge.target.id)) return;
    graph_.Put(
        EdgeAssertion{.key = add.edge.key(), .stage = add.stage, .derivation = Derivation()});
    ConfirmEnds(add.edge);
  }

  void operator()(const Confirm& confirm) const {
    if (const auto* node = std::get_if<NodeReference>(&confirm.element)) {
      if (graph_.Has(node->id)) ConfirmNode(*node);
      return;
    }
    const auto& edge = std::get<EdgeReference>(confirm.element);
    if (!graph_.Has(edge.key())) return;
    graph_.Put(EdgeAssertion{.key = edge.key(), .confirmed_by = {judgement_.author}});
    ConfirmEnds(edge);
  }

 private:
  std::string Derivation() const {
    return fmt::format("judgement {} by {}", judgement_.id, judgement_.author);
  }

  static Node NodeOf(const NodeReference& reference, const std::vector<std::string>& aliases) {
    return {.id = reference.id,
            .kind = reference.kind,
            .scope = reference.scope,
            .name = reference.name,
            .aliases = aliases};
  }

  void ConfirmNode(const NodeReference& node) const {
    graph_.Put(NodeAssertion{.node = NodeOf(node, {}), .confirmed_by = {judgement_.author}});
  }

  // Whoever says that an edge is right says so of its nodes: no edge is surer than they are.
  void ConfirmEnds(const EdgeReference& edge) const {
    ConfirmNode(edge.source);
    ConfirmNode(edge.target);
  }

  void Remove(const NodeId& id) const {
    for (const EdgeKey& key : graph_.EdgesAt(id)) graph_.Take(key);
    graph_.Take(id);
  }

  // What is said of one node is said of the other, which keeps its own details if it has any.
  void MoveNode(const Merge& merge) const {
    const NodeId& into = merge.into.id;
    const Node head = graph_.Has(into) ? graph_.HeadOf(into) : NodeOf(merge.into, {});
    const auto& survivor = graph_.nodes().at(into);
    const bool detailed = std::ranges::any_of(
        survivor, [](const auto& entry) { return !SaysNothing(entry.second.node.details); });
    for (auto& [report, assertion] : graph_.Take(merge.node.id)) {
      Node& node = assertion.node;
      AddName(node.aliases, node.name);
      std::erase(node.aliases, head.name);
      node.id = into;
      node.scope = head.scope;
      node.name = head.name;
      if (detailed) node.details = {};
      graph_.Put(std::move(assertion));
    }
  }

  void MoveEdge(const EdgeKey& key, const EdgeKey& to) const {
    auto assertions = graph_.Take(key);
    // What joined the two nodes would join one with itself.
    if (to.source == to.target && key.source != key.target) return;
    for (auto& [report, assertion] : assertions) {
      assertion.key = to;
      graph_.Put(std::move(assertion));
    }
  }

  // Gives one report's part to the new node.
  void GiveShare(const Split& split, const Share& share) const {
    const NodeId& id = split.node.id;
    const ReportId report = ReportId::Of(share.report);
    auto assertions = graph_.Take(id);
    if (const auto found = assertions.find(report); found != assertions.end()) {
      NodeAssertion& old = found->second;
      NodeAssertion given = old;
      given.node.id = split.made.id;
      given.node.scope = split.made.scope;
      given.node.name = split.made.name;
      given.node.aliases = split.aliases;
      std::erase(given.node.aliases, given.node.name);
      if (MoveEvidence(share.statements, old, given)) {
        // Nothing is left to say the old node: then all edges go.
        const bool whole = old.evidence.empty();
        if (whole) {
          assertions.erase(found);
        } else {
          given.derivation.clear();
        }
        graph_.Put(std::move(given));
        for (const EdgeKey& key : graph_.EdgesAt(id)) {
          GiveEdge(key, WithNode(key, id, split.made.id), report,
                   whole ? std::vector<uint32_t>() : share.statements);
        }
      }
    }
    for (auto& [asserted_by, assertion] : assertions) graph_.Put(std::move(assertion));
  }

  void GiveEdge(const EdgeKey& key, const EdgeKey& to, const ReportId& report,
                const std::vector<uint32_t>& statements) const {
    auto assertions = graph_.Take(key);
    if (const auto found = assertions.find(report); found != assertions.end()) {
      EdgeAssertion& old = found->second;
      EdgeAssertion given = old;
      given.key = to;
      if (MoveEvidence(statements, old, given)) {
        if (old.evidence.empty()) {
          assertions.erase(found);
        } else {
          given.derivation.clear();
        }
        graph_.Put(std::move(given));
      }
    }
    if (!IsStated(assertions)) return;
    for (auto& [asserted_by, assertion] : assertions) graph_.Put(std::move(assertion));
  }

  const Judgement& judgement_;
  PartialGraph& graph_;
  MergedNodes& merged_;
};

}  // namespace

void ApplyJudgement(const Judgement& judgement, PartialGraph& graph, MergedNodes& merged) {
  std::visit(Applier(judgement, graph, merged), judgement.action);
}

}  // namespace policygraph
