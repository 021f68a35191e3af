#include "graph/analysis/node_filter.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/report_not_found.h"

namespace policygraph {
namespace {

absl::StatusOr<Vertex> FindNode(const GraphState& state, const NodeId& id) {
  if (const std::optional<Vertex> v = state.Find(id)) return *v;
  return MakeError(
      ErrorReason::kNodeNotFound,
      fmt::format("no node has the id {}; SearchNodes finds nodes by any part of a name",
                  id.ToHex()),
      {{"node", id.ToHex()}});
}

absl::StatusOr<std::vector<Vertex>> NodesOfReport(const GraphState& state,
                                                  const std::string& name) {
  const ReportId report = ReportId::Of(name);
  if (state.view().ReportName(report).empty()) return ReportNotFound(name);
  ASSIGN_OR_RETURN(const std::vector<NodeId> ids, state.snapshot().NodesOfReport(report));
  std::vector<Vertex> vertices;
  for (const NodeId& id : ids) {
    if (const std::optional<Vertex> v = state.view().Find(id)) vertices.push_back(*v);
  }
  std::ranges::sort(vertices);
  return vertices;
}

std::vector<Vertex> NodesNamed(const GraphState& state, const std::string& text) {
  // The search leaves out claims and sentences unless it is asked for them.
  std::vector<NodeKind> kinds;
  for (int number = 1; number < kNodeKindEnd; ++number) {
    kinds.push_back(static_cast<NodeKind>(number));
  }
  const NameHits found = state.names().Search(
      {.text = text, .kinds = kinds, .limit = std::numeric_limits<size_t>::max()});
  std::vector<Vertex> vertices;
  for (const NameHit& hit : found.hits) vertices.push_back(hit.vertex);
  std::ranges::sort(vertices);
  return vertices;
}

}  // namespace

NodeFilter::NodeFilter(const GraphView& view, const PatternVariable& variable,
                       Confidence min_confidence)
    : view_(&view),
      kinds_(variable.kinds),
      min_year_(variable.min_year),
      max_year_(variable.max_year),
      stages_(variable.stages),
      min_confidence_(min_confidence) {}

absl::StatusOr<NodeFilter> NodeFilter::Of(const GraphState& state, const PatternVariable& variable,
                                          Confidence min_confidence) {
  NodeFilter filter(state.view(), variable, min_confidence);
  if (variable.id.has_value()) {
    ASSIGN_OR_RETURN(const Vertex v, FindNode(state, *variable.id));
    filter.Keep({v});
  }
  if (!variable.name_contains.empty()) filter.Keep(NodesNamed(state, variable.name_contains));
  if (!variable.report.empty()) {
    ASSIGN_OR_RETURN(std::vector<Vertex> said, NodesOfReport(state, variable.report));
    filter.Keep(std::move(said));
  }
  return filter;
}

void NodeFilter::Keep(std::vector<Vertex> vertices) {
  if (!listed_.has_value()) {
    listed_ = std::move(vertices);
    return;
  }
  std::vector<Vertex> both;
  std::ranges::set_intersection(*listed_, vertices, std::back_inserter(both));
  listed_ = std::move(both);
}

bool NodeFilter::Has(Vertex v) const {
  if (!kinds_.Has(view_->kind(v)) || view_->confidence(v) < min_confidence_) return false;
  if (min_year_ != 0 && view_->year(v) < min_year_) return false;
  if (max_year_ != 0 && (view_->year(v) == 0 || view_->year(v) > max_year_)) return false;
  if (listed_.has_value() && !std::ranges::binary_search(*listed_, v)) return false;
  return stages_.empty() || HasStage(v);
}

bool NodeFilter::HasStage(Vertex v) const {
  bool advanced = false;
  Stage furthest = Stage::kUnspecified;
  for (const ViewEdge advances : view_->InEdges(v, EdgeKind::kAdvances)) {
    if (view_->confidence(advances) < min_confidence_) continue;
    advanced = true;
    furthest = std::max(furthest, advances.stage);
  }
  return advanced && std::ranges::count(stages_, furthest) > 0;
}

}  // namespace policygraph
