#ifndef POLICYGRAPH_GRAPH_MODEL_JUDGEMENT_H_
#define POLICYGRAPH_GRAPH_MODEL_JUDGEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "graph/model/elements.h"

namespace policygraph {

// What people say of the graph, as plain values: the messages of policygraph/v1/judgement.proto,
// which tell what each means. Copyable; not synchronised.

// A node as it was when it was judged. The id alone identifies it.
struct NodeReference {
  NodeId id;
  NodeKind kind = NodeKind::kReport;
  std::string scope;
  std::string name;

  friend bool operator==(const NodeReference&, const NodeReference&) = default;
};

struct EdgeReference {
  NodeReference source;
  EdgeKind kind = EdgeKind::kSupports;
  NodeReference target;

  EdgeKey key() const { return {source.id, kind, target.id}; }
  friend bool operator==(const EdgeReference&, const EdgeReference&) = default;
};

using ElementReference = std::variant<NodeReference, EdgeReference>;

struct Rename {
  NodeReference node;
  std::string name;

  friend bool operator==(const Rename&, const Rename&) = default;
};

struct Merge {
  NodeReference node;
  NodeReference into;

  friend bool operator==(const Merge&, const Merge&) = default;
};

struct Share {
  std::string report;
  std::vector<uint32_t> statements;  // ascending; empty for the whole report

  friend bool operator==(const Share&, const Share&) = default;
};

struct Split {
  NodeReference node;
  NodeReference made;
  std::vector<Share> shares;         // by report, each once
  std::vector<std::string> aliases;  // sorted

  friend bool operator==(const Split&, const Split&) = default;
};

struct Reject {
  ElementReference element;

  friend bool operator==(const Reject&, const Reject&) = default;
};

struct AddNode {
  NodeReference node;
  std::vector<std::string> aliases;  // sorted

  friend bool operator==(const AddNode&, const AddNode&) = default;
};

struct AddEdge {
  EdgeReference edge;
  Stage stage = Stage::kUnspecified;

  friend bool operator==(const AddEdge&, const AddEdge&) = default;
};

struct Confirm {
  ElementReference element;

  friend bool operator==(const Confirm&, const Confirm&) = default;
};

using JudgementAction = std::variant<Rename, Merge, Split, Reject, AddNode, AddEdge, Confirm>;

struct Undoing {
  Revision revision;
  absl::Time time;
  std::string author;
  std::string reason;

  friend bool operator==(const Undoing&, const Undoing&) = default;
};

struct Judgement {
  uint64_t id = 0;  // from 1, in the order in which judgements are applied
  Revision revision;
  absl::Time time;
  std::string author;
  std::string reason;
  JudgementAction action;
  std::optional<Undoing> undone;

  friend bool operator==(const Judgement&, const Judgement&) = default;
};

// The nodes that the action names, ends of edges included, in the order of its fields. Pointers
// into the action.
std::vector<NodeReference*> NodesOf(JudgementAction& action);
std::vector<const NodeReference*> NodesOf(const JudgementAction& action);

// Puts lists in their order, each element once: shares by report, names without the node's own.
void Tidy(JudgementAction& action);

// What it does, for the commit log: merge 旌阳 into 旌阳区.
std::string Describe(const JudgementAction& action);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_MODEL_JUDGEMENT_H_
