#include "service/list_nodes.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/read_nodes.h"

namespace policygraph::service {
namespace {

// Vertices looked at between two questions whether the caller still waits.
constexpr size_t kStride = 1 << 16;

void SortUnique(std::vector<Vertex>& vertices) {
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
}

absl::StatusOr<std::vector<Vertex>> NodesOfReport(const GraphState& state,
                                                  const std::string& report) {
  ASSIGN_OR_RETURN(const std::vector<NodeId> ids,
                   state.snapshot().NodesOfReport(ReportId::Of(report)));
  std::vector<Vertex> vertices;
  for (const NodeId& id : ids) {
    if (const std::optional<Vertex> vertex = state.view().Find(id)) vertices.push_back(*vertex);
  }
  SortUnique(vertices);
  return vertices;
}

// The places that a name or id may mean.
std::vector<Vertex> ResolvePlaces(const GraphState& state, const std::string& place) {
  if (const absl::StatusOr<NodeId> id = NodeId::FromHex(place); id.ok()) {
    const std::optional<Vertex> vertex = state.Find(*id);
    return vertex.has_value() ? std::vector<Vertex>{*vertex} : std::vector<Vertex>();
  }
  std::vector<Vertex> places = state.names().FindExact(place, NodeKind::kCounty);
  const std::vector<Vertex> regions = state.names().FindExact(place, NodeKind::kRegion);
  places.insert(places.end(), regions.begin(), regions.end());
  return places;
}

std::vector<Vertex> NodesInPlace(const GraphState& state, const std::string& place) {
  std::vector<Vertex> vertices;
  for (Vertex centre : ResolvePlaces(state, place)) {
    vertices.push_back(centre);
    for (EdgeKind kind : {EdgeKind::kLocatedIn, EdgeKind::kPartOf}) {
      for (const ViewEdge& edge : state.view().InEdges(centre, kind)) {
        vertices.push_back(edge.source);
      }
    }
  }
  SortUnique(vertices);
  return vertices;
}

std::vector<Vertex> NodesNamed(const GraphState& state, const std::string& name) {
  std::vector<Vertex> vertices;
  for (int number = 0; number < kNodeKindEnd; ++number) {
    const std::optional<NodeKind> kind = NodeKindFromNumber(number);
    if (!kind.has_value()) continue;
    const std::vector<Vertex> found = state.names().FindExact(name, *kind);
    vertices.insert(vertices.end(), found.begin(), found.end());
  }
  SortUnique(vertices);
  return vertices;
}

// The name index is lenient with width, case and quotes; this filter is not.
bool HasName(const Node& node, const std::string& name) {
  return node.name == name ||
         std::find(node.aliases.begin(), node.aliases.end(), name) != node.aliases.end();
}

// The vertices that a filter may pass, ascending; everything when no filter but kinds is set.
class Candidates {
 public:
  explicit Candidates(size_t vertex_count) : vertex_count_(vertex_count) {}

  void Narrow(std::vector<Vertex> vertices) {
    if (!some_.has_value()) {
      some_ = std::move(vertices);
      return;
    }
    std::vector<Vertex> both;
    std::set_intersection(some_->begin(), some_->end(), vertices.begin(), vertices.end(),
                          std::back_inserter(both));
    some_ = std::move(both);
  }

  // The first candidate at `from` or after it; nothing when there is none.
  std::optional<Vertex> NextAt(size_t from) const {
    if (!some_.has_value()) {
      return from < vertex_count_ ? std::optional(static_cast<Vertex>(from)) : std::nullopt;
    }
    const auto it = std::lower_bound(some_->begin(), some_->end(), from);
    return it != some_->end() ? std::optional(*it) : std::nullopt;
  }

 private:
  const size_t vertex_count_;
  std::optional<std::vector<Vertex>> some_;
};

absl::StatusOr<Candidates> FindCandidates(const GraphState& state, const NodeFilter& filter) {
  Candidates candidates(state.view().vertex_count());
  if (!filter.report.empty()) {
    ASSIGN_OR_RETURN(std::vector<Vertex> vertices, NodesOfReport(state, filter.report));
    candidates.Narrow(std::move(vertices));
  }
  if (!filter.place.empty()) candidates.Narrow(NodesInPlace(state, filter.place));
  if (!filter.name.empty()) candidates.Narrow(NodesNamed(state, filter.name));
  return candidates;
}

// Whether a candidate is of the kinds and as sure as asked for.
bool Passes(const GraphView& view, Vertex vertex, const NodeFilter& filter) {
  const std::vector<NodeKind>& kinds = filter.kinds;
  return view.confidence(vertex) >= filter.min_confidence &&
         (kinds.empty() || std::find(kinds.begin(), kinds.end(), view.kind(vertex)) != kinds.end());
}

}  // namespace

absl::StatusOr<NodePage> ListNodes(const GraphState& state, const NodeFilter& filter, size_t offset,
                                   size_t limit, const Caller& caller) {
  ASSIGN_OR_RETURN(const Candidates candidates, FindCandidates(state, filter));
  std::vector<Vertex> vertices;
  std::optional<Vertex> vertex = candidates.NextAt(offset);
  for (size_t seen = 1; vertex.has_value() && vertices.size() < limit; ++seen) {
    if (Passes(state.view(), *vertex, filter)) vertices.push_back(*vertex);
    vertex = candidates.NextAt(size_t{*vertex} + 1);
    if (seen % kStride == 0) RETURN_IF_ERROR(caller.StillWaits());
  }

  NodePage page;
  page.last = !vertex.has_value();
  page.next = vertex.value_or(0);
  ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state, vertices));
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (!filter.name.empty() && !HasName(nodes[i].node, filter.name)) continue;
    page.nodes.push_back(std::move(nodes[i]));
    page.offsets.push_back(vertices[i]);
  }
  return page;
}

}  // namespace policygraph::service
