#include "tests/graph/judgement_oracle.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "graph/store/merge.h"

namespace policygraph {
namespace {

using Names = std::set<std::string>;

class Oracle {
 public:
  explicit Oracle(const GraphSnapshot& stored) {
    const auto keep = [](auto& list) {
      return [&list](const auto& assertion) {
        list.push_back(assertion);
        return true;
      };
    };
    stored.ScanNodes(NodeId(), keep(graph_.nodes)).IgnoreError();
    stored.ScanEdges(EdgeKey{.kind = static_cast<EdgeKind>(0)}, keep(graph_.edges)).IgnoreError();
  }

  void Apply(const Judgement& judgement) {
    derivation_ = "judgement " + std::to_string(judgement.id) + " by " + judgement.author;
    author_ = judgement.author;
    std::visit([&](const auto& action) { Do(action); }, judgement.action);
    Unite();
  }

  ReportAssertions graph() && { return std::move(graph_); }

 private:
  void Do(const Rename& rename) {
    for (NodeAssertion& said : graph_.nodes) {
      if (said.node.id == rename.node.id) Name(said.node, rename.name, /*keep_old=*/true);
    }
  }

  void Do(const Merge& merge) {
    std::string name = merge.into.name;
    bool detailed = false;
    for (const NodeAssertion& said : graph_.nodes) {
      if (said.node.id != merge.into.id) continue;
      name = said.node.name;
      detailed = detailed || !SaysNothing(said.node.details);
    }
    for (NodeAssertion& said : graph_.nodes) {
      if (said.node.id != merge.node.id) continue;
      said.node.id = merge.into.id;
      said.node.scope = merge.into.scope;
      if (detailed) said.node.details = {};
      Name(said.node, name, /*keep_old=*/true);
    }
    for (EdgeAssertion& said : graph_.edges) {
      const bool loop = said.key.source == said.key.target;
      for (NodeId* end : {&said.key.source, &said.key.target}) {
        if (*end == merge.node.id) *end = merge.into.id;
      }
      if (!loop && said.key.source == said.key.target) said.key = {};
    }
    std::erase_if(graph_.edges, [](const EdgeAssertion& said) { return said.key == EdgeKey(); });
  }

  void Do(const Split& split) {
    ReportAssertions given;
    for (const Share& share : split.shares) {
      const ReportId report = ReportId::Of(share.report);
      bool whole = false;
      bool some = false;
      for (NodeAssertion& said : graph_.nodes) {
        if (said.node.id != split.node.id || said.report != report) continue;
        NodeAssertion part = said;
        some = Divide(share.statements, said.evidence, part.evidence);
        if (!some) continue;
        whole = said.evidence.empty();
        if (whole) {
          said.node.id = {};
        } else {
          part.derivation.clear();
        }
        part.node.id = split.made.id;
        part.node.scope = split.made.scope;
        part.node.name = split.made.name;
        part.node.aliases = split.aliases;
        std::erase(part.node.aliases, split.made.name);
        given.nodes.push_back(part);
      }
      for (EdgeAssertion& said : graph_.edges) {
        const bool at = said.key.source == split.node.id || said.key.target == split.node.id;
        if (!some || !at || said.report != report) continue;
        EdgeAssertion part = said;
        const auto statements = whole ? std::vector<uint32_t>() : share.statements;
        if (!Divide(statements, said.evidence, part.evidence)) continue;
        for (NodeId* end : {&part.key.source, &part.key.target}) {
          if (*end == split.node.id) *end = split.made.id;
        }
        if (said.evidence.empty()) {
          said.key = {};
        } else {
          part.derivation.clear();
        }
        given.edges.push_back(part);
      }
    }
    for (NodeAssertion& said : graph_.nodes) {
      if (said.node.id != split.node.id) continue;
      for (const std::string& alias : split.aliases) std::erase(said.node.aliases, alias);
    }
    std::erase_if(graph_.nodes, [](const NodeAssertion& said) { return said.node.id.empty(); });
    std::erase_if(graph_.edges, [](const EdgeAssertion& said) { return said.key == EdgeKey(); });
    std::ranges::copy(given.nodes, std::back_inserter(graph_.nodes));
    std::ranges::copy(given.edges, std::back_inserter(graph_.edges));
    // What only a confirmation is left of is gone.
    std::erase_if(graph_.edges, [&](const EdgeAssertion& said) {
      return !IsSaid(graph_.edges, [&](const auto& other) { return other.key == said.key; });
    });
    const bool left =
        IsSaid(graph_.nodes, [&](const auto& said) { return said.node.id == split.node.id; });
    if (!left) Remove(split.node.id);
  }

  void Do(const Reject& reject) {
    if (const auto* node = std::get_if<NodeReference>(&reject.element)) {
      Remove(node->id);
    } else {
      const EdgeKey key = std::get<EdgeReference>(reject.element).key();
      std::erase_if(graph_.edges, [&](const EdgeAssertion& said) { return said.key == key; });
    }
  }

  void Do(const AddNode& add) {
    graph_.nodes.push_back({.node = {.id = add.node.id,
                                     .kind = add.node.kind,
                                     .scope = add.node.scope,
                                     .name = add.node.name,
                                     .aliases = add.aliases},
                            .derivation = derivation_});
  }

  void Do(const AddEdge& add) {
    if (!Has(add.edge.source.id) || !Has(add.edge.target.id)) return;
    graph_.edges.push_back({.key = add.edge.key(), .stage = add.stage, .derivation = derivation_});
    for (const NodeReference& end : {add.edge.source, add.edge.target}) ConfirmNode(end);
  }

  void Do(const Confirm& confirm) {
    if (const auto* node = std::get_if<NodeReference>(&confirm.element)) {
      if (Has(node->id)) ConfirmNode(*node);
      return;
    }
    const auto& edge = std::get<EdgeReference>(confirm.element);
    if (std::ranges::count(graph_.edges, edge.key(), &EdgeAssertion::key) == 0) return;
    graph_.edges.push_back({.key = edge.key(), .confirmed_by = {author_}});
    for (const NodeReference& end : {edge.source, edge.target}) ConfirmNode(end);
  }

  void ConfirmNode(const NodeReference& node) {
    graph_.nodes.push_back(
        {.node = {.id = node.id, .kind = node.kind, .scope = node.scope, .name = node.name},
         .confirmed_by = {author_}});
  }

  bool Has(const NodeId& id) const {
    return std::ranges::any_of(graph_.nodes,
                               [&](const NodeAssertion& said) { return said.node.id == id; });
  }

  void Remove(const NodeId& id) {
    std::erase_if(graph_.nodes, [&](const NodeAssertion& said) { return said.node.id == id; });
    std::erase_if(graph_.edges, [&](const EdgeAssertion& said) {
      return said.key.source == id || said.key.target == id;
    });
  }

  template <typename Assertions, typename Fits>
  static bool IsSaid(const Assertions& assertions, Fits fits) {
    return std::ranges::any_of(assertions, [&](const auto& said) {
      return fits(said) && (said.report != ReportId() || !said.derivation.empty());
    });
  }

  // Moves the evidence of these sentences, all when none is named; false when there is none.
  static bool Divide(const std::vector<uint32_t>& statements, std::vector<Evidence>& stays,
                     std::vector<Evidence>& goes) {
    if (statements.empty()) {
      goes = std::exchange(stays, {});
      return true;
    }
    const std::vector<Evidence> all = std::exchange(stays, {});
    goes.clear();
    for (const Evidence& piece : all) {
      const bool named = std::ranges::count(statements, piece.statement) > 0;
      (named ? goes : stays).push_back(piece);
    }
    return !goes.empty();
  }

  static void Name(Node& node, const std::string& name, bool keep_old) {
    Names names(node.aliases.begin(), node.aliases.end());
    if (keep_old) names.insert(node.name);
    names.erase(name);
    node.name = name;
    node.aliases.assign(names.begin(), names.end());
  }

  // Makes one of all assertions of one element by one report.
  void Unite() {
    std::ranges::stable_sort(graph_.nodes, {}, [](const NodeAssertion& said) {
      return std::pair(said.node.id, said.report);
    });
    std::vector<NodeAssertion> nodes;
    for (NodeAssertion& said : graph_.nodes) {
      Name(said.node, HeadName(said.node.id), /*keep_old=*/false);
      if (nodes.empty() || nodes.back().node.id != said.node.id ||
          nodes.back().report != said.report) {
        nodes.push_back(said);
        continue;
      }
      NodeAssertion& one = nodes.back();
      Names names(one.node.aliases.begin(), one.node.aliases.end());
      names.insert(said.node.aliases.begin(), said.node.aliases.end());
      one.node.aliases.assign(names.begin(), names.end());
      if (SaysNothing(one.node.details)) one.node.details = said.node.details;
      UniteSources(one, said);
    }
    graph_.nodes = std::move(nodes);

    std::ranges::stable_sort(graph_.edges, {}, [](const EdgeAssertion& said) {
      return std::pair(said.key, said.report);
    });
    std::vector<EdgeAssertion> edges;
    for (const EdgeAssertion& said : graph_.edges) {
      if (edges.empty() || edges.back().key != said.key || edges.back().report != said.report) {
        edges.push_back(said);
        continue;
      }
      edges.back().stage = std::max(edges.back().stage, said.stage);
      UniteSources(edges.back(), said);
    }
    graph_.edges = std::move(edges);
  }

  // What the reports call the node, or people when none does.
  std::string HeadName(const NodeId& id) const {
    for (const NodeAssertion& said : graph_.nodes) {
      if (said.node.id == id && said.report != ReportId()) return said.node.name;
    }
    return std::ranges::find(graph_.nodes, id,
                             [](const NodeAssertion& said) { return said.node.id; })
        ->node.name;
  }

  template <typename Assertion>
  static void UniteSources(Assertion& one, const Assertion& more) {
    std::set<Evidence> evidence(one.evidence.begin(), one.evidence.end());
    evidence.insert(more.evidence.begin(), more.evidence.end());
    one.evidence.assign(evidence.begin(), evidence.end());
    if (one.derivation.empty()) one.derivation = more.derivation;
    Names authors(one.confirmed_by.begin(), one.confirmed_by.end());
    authors.insert(more.confirmed_by.begin(), more.confirmed_by.end());
    one.confirmed_by.assign(authors.begin(), authors.end());
    one.confidence = std::max(one.confidence, more.confidence);
  }

  ReportAssertions graph_;
  std::string derivation_;
  std::string author_;
};

}  // namespace

ReportAssertions JudgedByHand(const GraphSnapshot& stored,
                              const std::vector<Judgement>& judgements) {
  Oracle oracle(stored);
  for (const Judgement& judgement : judgements) {
    if (!judgement.undone.has_value()) oracle.Apply(judgement);
  }
  return std::move(oracle).graph();
}

}  // namespace policygraph
