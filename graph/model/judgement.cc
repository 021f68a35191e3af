#include "graph/model/judgement.h"

#include <algorithm>
#include <concepts>
#include <type_traits>
#include <utility>

#include "fmt/format.h"

namespace policygraph {
namespace {

// Collects the nodes in any part of an action, which may be constant.
template <typename Node>
struct NodeCollector {
  std::vector<Node*>& nodes;

  template <typename Part>
  void operator()(Part& part) const {
    using Plain = std::remove_const_t<Part>;
    if constexpr (std::same_as<Plain, NodeReference>) {
      nodes.push_back(&part);
    } else if constexpr (std::same_as<Plain, EdgeReference>) {
      (*this)(part.source);
      (*this)(part.target);
    } else if constexpr (std::same_as<Plain, Merge>) {
      (*this)(part.node);
      (*this)(part.into);
    } else if constexpr (std::same_as<Plain, Split>) {
      (*this)(part.node);
      (*this)(part.made);
    } else if constexpr (std::same_as<Plain, AddEdge>) {
      (*this)(part.edge);
    } else if constexpr (std::same_as<Plain, Reject> || std::same_as<Plain, Confirm>) {
      std::visit(*this, part.element);
    } else {
      (*this)(part.node);
    }
  }
};

std::string Text(const NodeReference& node) { return node.name; }
std::string Text(const EdgeReference& edge) {
  return fmt::format("{} {} {}", edge.source.name, EdgeKindName(edge.kind), edge.target.name);
}
std::string Text(const ElementReference& element) {
  return std::visit([](const auto& one) { return Text(one); }, element);
}

template <typename Element>
void SortUnique(std::vector<Element>& list) {
  std::ranges::sort(list);
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// One share a report. A report that is named as a whole and in part is shared as a whole.
void TidyShares(std::vector<Share>& shares) {
  std::ranges::stable_sort(shares, {}, &Share::report);
  std::vector<Share> tidy;
  for (Share& share : shares) {
    if (tidy.empty() || tidy.back().report != share.report) {
      tidy.push_back(std::move(share));
    } else if (tidy.back().statements.empty() || share.statements.empty()) {
      tidy.back().statements.clear();
    } else {
      tidy.back().statements.insert(tidy.back().statements.end(), share.statements.begin(),
                                    share.statements.end());
    }
  }
  for (Share& share : tidy) SortUnique(share.statements);
  shares = std::move(tidy);
}

struct Describer {
  std::string operator()(const Rename& rename) const {
    return fmt::format("rename {} to {}", rename.node.name, rename.name);
  }
  std::string operator()(const Merge& merge) const {
    return fmt::format("merge {} into {}", merge.node.name, merge.into.name);
  }
  std::string operator()(const Split& split) const {
    return fmt::format("split {} off {}", split.made.name, split.node.name);
  }
  std::string operator()(const Reject& reject) const { return "reject " + Text(reject.element); }
  std::string operator()(const AddNode& add) const { return "add " + Text(add.node); }
  std::string operator()(const AddEdge& add) const { return "add " + Text(add.edge); }
  std::string operator()(const Confirm& confirm) const {
    return "confirm " + Text(confirm.element);
  }
};

}  // namespace

std::vector<NodeReference*> NodesOf(JudgementAction& action) {
  std::vector<NodeReference*> nodes;
  std::visit(NodeCollector<NodeReference>{nodes}, action);
  return nodes;
}

std::vector<const NodeReference*> NodesOf(const JudgementAction& action) {
  std::vector<const NodeReference*> nodes;
  std::visit(NodeCollector<const NodeReference>{nodes}, action);
  return nodes;
}

void Tidy(JudgementAction& action) {
  if (auto* split = std::get_if<Split>(&action)) {
    SortUnique(split->aliases);
    TidyShares(split->shares);
  } else if (auto* add = std::get_if<AddNode>(&action)) {
    std::erase(add->aliases, add->node.name);
    SortUnique(add->aliases);
  }
}

std::string Describe(const JudgementAction& action) { return std::visit(Describer(), action); }

}  // namespace policygraph
