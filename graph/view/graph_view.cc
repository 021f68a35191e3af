#include "graph/view/graph_view.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <ranges>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/merge.h"

namespace policygraph {
namespace {

constexpr size_t kMaxElements = std::numeric_limits<uint32_t>::max();

constexpr uint64_t kNeverNamed = std::numeric_limits<uint64_t>::max();

// The first bits of an id, at least one.
size_t LeadingBits(const NodeId& id, int bits) {
  uint64_t leading = 0;
  for (size_t i = 0; i < sizeof leading; ++i) leading = leading << 8 | id.bytes()[i];
  return static_cast<size_t>(leading >> (64 - bits));
}

int YearOf(const NodeDetails& details) {
  if (const auto* claim = std::get_if<ClaimDetails>(&details)) return claim->year;
  if (const auto* report = std::get_if<ReportDetails>(&details)) return report->year;
  return 0;
}

int16_t Clamp16(int number) {
  using Limits = std::numeric_limits<int16_t>;
  return static_cast<int16_t>(std::clamp<int>(number, Limits::min(), Limits::max()));
}

// The edges of one kind among those at a vertex.
template <Direction direction>
EdgeRange<direction> OfKind(const EdgeRange<direction>& edges, EdgeKind kind) {
  return {std::ranges::lower_bound(edges.begin(), edges.end(), kind, {}, &ViewEdge::kind),
          std::ranges::upper_bound(edges.begin(), edges.end(), kind, {}, &ViewEdge::kind)};
}

}  // namespace

// Fills a view from its snapshot, in the order of the methods.
class GraphView::Builder {
 public:
  explicit Builder(GraphView& view) : view_(view) {}

  absl::Status ReadReports();
  absl::Status ReadNodes();
  void IndexIds();
  absl::Status ReadEdges();
  void TurnEdges();

 private:
  uint64_t ReadingOrder(const MergedNode& node) const;

  GraphView& view_;
  absl::flat_hash_map<ReportId, uint32_t> report_numbers_;  // by name
};

absl::Status GraphView::Builder::ReadReports() {
  ASSIGN_OR_RETURN(std::vector<StoredReport> reports, view_.snapshot_->ListReports());
  for (StoredReport& stored : reports) {
    const ReportId id = stored.report.id();
    report_numbers_.emplace(id, static_cast<uint32_t>(report_numbers_.size()));
    view_.report_names_.emplace(id, std::move(stored.report.name));
  }
  return absl::OkStatus();
}

absl::Status GraphView::Builder::ReadNodes() {
  absl::Status status;
  RETURN_IF_ERROR(ScanMergedNodes(view_.snapshot(), NodeId(), [&](const MergedNode& merged) {
    if (view_.ids_.size() == kMaxElements) {
      status = MakeError(ErrorReason::kLimitExceeded, "the graph has more nodes than a view holds");
      return false;
    }
    view_.ids_.push_back(merged.node.id);
    view_.kinds_.push_back(merged.node.kind);
    view_.years_.push_back(Clamp16(YearOf(merged.node.details)));
    view_.reading_orders_.push_back(ReadingOrder(merged));
    view_.node_confidences_.push_back(merged.confidence);
    return true;
  }));
  return status;
}

uint64_t GraphView::Builder::ReadingOrder(const MergedNode& node) const {
  uint64_t first = kNeverNamed;
  for (const ReportEvidence& said : node.reports) {
    const auto number = report_numbers_.find(said.report);
    if (number == report_numbers_.end()) continue;
    for (const Evidence& evidence : said.evidence) {
      first = std::min(first, uint64_t{number->second} << 32 | evidence.span.start);
    }
  }
  return first;
}

void GraphView::Builder::IndexIds() {
  // About four ids a bucket.
  view_.id_bucket_bits_ = std::max(1, static_cast<int>(std::bit_width(view_.ids_.size())) - 3);
  view_.id_buckets_.assign((size_t{1} << view_.id_bucket_bits_) + 1, 0);
  for (const NodeId& id : view_.ids_) {
    ++view_.id_buckets_[LeadingBits(id, view_.id_bucket_bits_) + 1];
  }
  for (size_t i = 1; i < view_.id_buckets_.size(); ++i) {
    view_.id_buckets_[i] += view_.id_buckets_[i - 1];
  }
}

absl::Status GraphView::Builder::ReadEdges() {
  absl::Status status;
  std::vector<uint32_t>& begins = view_.out_begins_;
  RETURN_IF_ERROR(ScanMergedEdges(view_.snapshot(), EdgeKey(), [&](const MergedEdge& edge) {
    const std::optional<Vertex> source = view_.Find(edge.key.source);
    const std::optional<Vertex> target = view_.Find(edge.key.target);
    if (!source.has_value() || !target.has_value()) {
      status = MakeError(ErrorReason::kStoreFailure,
                         fmt::format("the store is damaged: edge {} {} {} joins a node that is not "
                                     "there; load its report again",
                                     edge.key.source.ToHex(), EdgeKindName(edge.key.kind),
                                     edge.key.target.ToHex()));
      return false;
    }
    if (view_.out_targets_.size() == kMaxElements) {
      status = MakeError(ErrorReason::kLimitExceeded, "the graph has more edges than a view holds");
      return false;
    }
    // Edges come by source: those between the last one's source and this have none.
    begins.resize(*source + 1, static_cast<uint32_t>(view_.out_targets_.size()));
    view_.out_targets_.push_back(*target);
    view_.out_labels_.push_back(Label(edge.key.kind, edge.stage));
    view_.edge_confidences_.push_back(edge.confidence);
    return true;
  }));
  begins.resize(view_.ids_.size() + 1, static_cast<uint32_t>(view_.out_targets_.size()));
  return status;
}

void GraphView::Builder::TurnEdges() {
  const size_t vertices = view_.vertex_count();
  const size_t edges = view_.edge_count();
  view_.in_begins_.assign(vertices + 1, 0);
  for (Vertex target : view_.out_targets_) ++view_.in_begins_[target + 1];
  for (size_t v = 0; v < vertices; ++v) view_.in_begins_[v + 1] += view_.in_begins_[v];

  view_.in_sources_.resize(edges);
  view_.in_labels_.assign(edges, Label(EdgeKind::kSupports, Stage::kUnspecified));
  view_.in_indexes_.resize(edges);
  std::vector<uint32_t> next(view_.in_begins_.begin(), view_.in_begins_.end() - 1);
  // One kind after the other, so that each target gets its edges by kind and then by source.
  for (int kind = 1; kind < kEdgeKindEnd; ++kind) {
    for (Vertex v = 0; v < vertices; ++v) {
      for (const ViewEdge edge : view_.OutEdges(v, static_cast<EdgeKind>(kind))) {
        const uint32_t position = next[edge.target]++;
        view_.in_sources_[position] = v;
        view_.in_labels_[position] = Label(edge.kind, edge.stage);
        view_.in_indexes_[position] = edge.index;
      }
    }
  }
}

GraphView::GraphView(std::shared_ptr<const GraphSnapshot> snapshot)
    : snapshot_(std::move(snapshot)) {}

absl::StatusOr<std::shared_ptr<const GraphView>> GraphView::Build(
    std::shared_ptr<const GraphSnapshot> snapshot) {
  std::shared_ptr<GraphView> view(new GraphView(std::move(snapshot)));
  Builder builder(*view);
  RETURN_IF_ERROR(builder.ReadReports());
  RETURN_IF_ERROR(builder.ReadNodes());
  builder.IndexIds();
  RETURN_IF_ERROR(builder.ReadEdges());
  builder.TurnEdges();
  return view;
}

std::optional<Vertex> GraphView::Find(const NodeId& id) const {
  const size_t bucket = LeadingBits(id, id_bucket_bits_);
  const auto begin = ids_.begin() + id_buckets_[bucket];
  const auto end = ids_.begin() + id_buckets_[bucket + 1];
  const auto found = std::lower_bound(begin, end, id);
  if (found == end || *found != id) return std::nullopt;
  return static_cast<Vertex>(found - ids_.begin());
}

std::optional<ViewEdge> GraphView::FindEdge(const EdgeKey& key) const {
  const std::optional<Vertex> source = Find(key.source);
  const std::optional<Vertex> target = Find(key.target);
  if (!source.has_value() || !target.has_value()) return std::nullopt;
  const OutEdgeRange group = OutEdges(*source, key.kind);
  const auto found =
      std::ranges::lower_bound(group.begin(), group.end(), *target, {}, &ViewEdge::target);
  if (found == group.end() || (*found).target != *target) return std::nullopt;
  return *found;
}

std::string_view GraphView::ReportName(const ReportId& report) const {
  const auto found = report_names_.find(report);
  return found == report_names_.end() ? std::string_view() : found->second;
}

OutEdgeRange GraphView::OutEdges(Vertex v, EdgeKind kind) const {
  return OfKind(OutEdges(v), kind);
}

InEdgeRange GraphView::InEdges(Vertex v, EdgeKind kind) const { return OfKind(InEdges(v), kind); }

size_t GraphView::Degree(Vertex v) const {
  return OutEdges(v).size() - OutEdges(v, EdgeKind::kMentions).size() + InEdges(v).size() -
         InEdges(v, EdgeKind::kMentions).size();
}

}  // namespace policygraph
