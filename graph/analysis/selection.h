#ifndef POLICYGRAPH_GRAPH_ANALYSIS_SELECTION_H_
#define POLICYGRAPH_GRAPH_ANALYSIS_SELECTION_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/base/steps.h"
#include "graph/model/vocabulary.h"
#include "graph/state/graph_state.h"
#include "graph/view/graph_view.h"

namespace policygraph {

// Which part of a graph an analysis is of. Empty lists select all kinds and all reports.
struct SelectionQuery {
  std::vector<NodeKind> node_kinds;
  std::vector<EdgeKind> edge_kinds;
  std::vector<std::string> reports;
  Confidence min_confidence = 0;
  bool with_sentences = false;  // as if one of the kinds that Selection tells of were named
};

// A set of node or edge kinds, one bit each; empty for all of them.
template <typename Kind>
class Kinds {
 public:
  explicit Kinds(std::span<const Kind> kinds) {
    for (const Kind kind : kinds) bits_ |= Bit(kind);
  }

  bool all() const { return bits_ == 0; }
  bool Has(Kind kind) const { return all() || Names(kind); }
  bool Names(Kind kind) const { return (bits_ & Bit(kind)) != 0; }

 private:
  static uint32_t Bit(Kind kind) { return uint32_t{1} << static_cast<int>(kind); }
  uint32_t bits_ = 0;
};

// The nodes and edges of one view that a query selects. Every report joins everything it says
// through its sentences, which would make all things neighbours: so reports and sentences, and the
// edges at sentences, are selected only when the query names one of STATEMENT, REPORT, STATED_IN
// and MENTIONS.
//
// Immutable; may be used from many threads. The view must outlive it.
class Selection {
 public:
  // NOT_FOUND (REPORT_NOT_FOUND); the errors of the snapshot's reads and of `steps`.
  static absl::StatusOr<Selection> Of(const GraphState& state, const SelectionQuery& query,
                                      Steps& steps);

  // What need not be asked is not read: a walk is as fast as memory brings what it looks at.
  bool Has(Vertex v) const {
    return (node_kinds_.all() || node_kinds_.Has(view_->kind(v))) && (texts_ || !IsText(v)) &&
           (min_confidence_ == 0 || view_->confidence(v) >= min_confidence_) &&
           (!nodes_.has_value() || (*nodes_)[v]);
  }

  // Whether the edge itself is selected, whatever its ends are.
  bool Has(const ViewEdge& edge) const {
    return edge_kinds_.Has(edge.kind) &&
           (texts_ || view_->kind(edge.source) != NodeKind::kStatement) &&
           (texts_ || edge.kind != EdgeKind::kStatedIn) &&
           (min_confidence_ == 0 || view_->confidence(edge) >= min_confidence_) &&
           (!edges_.has_value() || (*edges_)[edge.index]);
  }

 private:
  Selection(const GraphView& view, const SelectionQuery& query);

  absl::Status KeepReports(const std::vector<std::string>& reports, Steps& steps);

  bool IsText(Vertex v) const {
    return view_->kind(v) == NodeKind::kStatement || view_->kind(v) == NodeKind::kReport;
  }

  const GraphView* view_;
  Kinds<NodeKind> node_kinds_;
  Kinds<EdgeKind> edge_kinds_;
  bool texts_ = false;
  Confidence min_confidence_ = 0;
  // What the reports assert, by vertex and by edge index; not set for all.
  std::optional<std::vector<bool>> nodes_;
  std::optional<std::vector<bool>> edges_;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_ANALYSIS_SELECTION_H_
