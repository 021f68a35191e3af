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
bool HasName(const MergedNode& merged, const std::string& name) {
  const std::vector<std::string>& aliases = merged.node.aliases;
  return ShownName(merged) == name ||
         std::find(aliases.begin(), aliases.end(), name) != aliases.end();
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

// What a page is made of: vertices that pass the filter, gathered with as few reads as it takes.
class PageReader {
 public:
  PageReader(const GraphState& state, const NodeFilter& filter, const NodeSelection& selection,
             const Caller& caller, Candidates candidates)
      : state_(state), filter_(filter), selection_(selection), caller_(caller),
        candidates_(std::move(candidates)) {}

  absl::StatusOr<NodePage> ById(size_t offset, size_t limit) {
    NodePage page;
    page.next = offset;
    while (!page.last && page.nodes.size() < limit) {
      // A filter that lets little pass is tried on many nodes at once.
      const size_t wanted = limit - page.nodes.size();
      const size_t block = selection_.has_filter() ? std::max(wanted, kBlock) : wanted;
      ASSIGN_OR_RETURN(const std::vector<Vertex> vertices, Gather(page.next, block));
      page.last = vertices.size() < block;
      ASSIGN_OR_RETURN(std::vector<NodeRecord> records,
                       SelectNodes(state_, vertices, selection_, /*read_all=*/false));
      const bool full = records.size() > wanted;
      if (full) {
        page.next = records[wanted].vertex;
        page.last = false;
        records.resize(wanted);
      } else if (!vertices.empty()) {
        page.next = size_t{vertices.back()} + 1;
      }
      RETURN_IF_ERROR(Add(std::move(records), page));
      // Without a filter a page reads what it may bring and is short when a name is not the very one.
      if (!selection_.has_filter()) break;
    }
    if (!page.last) page.last = !candidates_.NextAt(page.next).has_value();
    return page;
  }

  absl::StatusOr<NodePage> InOrder(size_t offset, size_t limit) {
    ASSIGN_OR_RETURN(const std::vector<Vertex> vertices, Gather(0, state_.view().vertex_count()));
    ASSIGN_OR_RETURN(std::vector<NodeRecord> records,
                     SortNodes(state_, vertices, selection_, caller_));
    if (!filter_.name.empty()) {
      std::erase_if(records, [this](const NodeRecord& record) {
        return !HasName(*record.node, filter_.name);
      });
    }
    NodePage page;
    page.next = std::min(records.size(), offset + limit);
    page.last = page.next == records.size();
    for (size_t i = offset; i < page.next; ++i) {
      page.nodes.push_back(*records[i].node);
      page.offsets.push_back(i);
    }
    return page;
  }

 private:
  static constexpr size_t kBlock = 512;

  // The next vertices from an offset on that pass what the view can tell.
  absl::StatusOr<std::vector<Vertex>> Gather(size_t from, size_t count) const {
    std::vector<Vertex> vertices;
    std::optional<Vertex> vertex = candidates_.NextAt(from);
    for (size_t seen = 1; vertex.has_value() && vertices.size() < count; ++seen) {
      if (Passes(state_.view(), *vertex, filter_) &&
          selection_.Test({&state_, *vertex}) != Truth::kFalse) {
        vertices.push_back(*vertex);
      }
      vertex = candidates_.NextAt(size_t{*vertex} + 1);
      if (seen % kStride == 0) RETURN_IF_ERROR(caller_.StillWaits());
    }
    return vertices;
  }

  absl::Status Add(std::vector<NodeRecord> records, NodePage& page) const {
    std::vector<Vertex> vertices;
    for (const NodeRecord& record : records) vertices.push_back(record.vertex);
    ASSIGN_OR_RETURN(std::vector<MergedNode> nodes, ReadNodes(state_, vertices));
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (!filter_.name.empty() && !HasName(nodes[i], filter_.name)) continue;
      page.nodes.push_back(std::move(nodes[i]));
      page.offsets.push_back(vertices[i]);
    }
    return caller_.StillWaits();
  }

  const GraphState& state_;
  const NodeFilter& filter_;
  const NodeSelection& selection_;
  const Caller& caller_;
  const Candidates candidates_;
};

}  // namespace

absl::StatusOr<NodePage> ListNodes(const GraphState& state, const NodeFilter& filter,
                                   const NodeSelection& selection, size_t offset, size_t limit,
                                   const Caller& caller) {
  ASSIGN_OR_RETURN(Candidates candidates, FindCandidates(state, filter));
  PageReader reader(state, filter, selection, caller, std::move(candidates));
  return selection.has_order() ? reader.InOrder(offset, limit) : reader.ById(offset, limit);
}

}  // namespace policygraph::service
