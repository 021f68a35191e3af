#include "graph/store/report_elements.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "policygraph/storage/v1/record.pb.h"

namespace policygraph {
namespace {

using Indexes = absl::flat_hash_map<NodeId, uint32_t>;

Indexes IndexesOf(const std::vector<NodeId>& ids) {
  Indexes indexes;
  indexes.reserve(ids.size());
  for (const NodeId& id : ids) indexes.emplace(id, static_cast<uint32_t>(indexes.size()));
  return indexes;
}

// The nodes and those at the ends of edges, ascending.
std::vector<NodeId> AllIds(const ReportElements& elements, const Indexes& nodes) {
  std::vector<NodeId> others;
  for (const EdgeKey& edge : elements.edges) {
    if (!nodes.contains(edge.source)) others.push_back(edge.source);
    if (!nodes.contains(edge.target)) others.push_back(edge.target);
  }
  if (others.empty()) return elements.nodes;
  std::ranges::sort(others);
  others.erase(std::unique(others.begin(), others.end()), others.end());
  std::vector<NodeId> all;
  std::ranges::merge(elements.nodes, others, std::back_inserter(all));
  return all;
}

}  // namespace

std::string EncodeReportElements(const ReportElements& elements) {
  Indexes index_of = IndexesOf(elements.nodes);
  const std::vector<NodeId> ids = AllIds(elements, index_of);
  // A report that is loaded whole asserts the nodes of its edges.
  if (ids.size() != elements.nodes.size()) index_of = IndexesOf(ids);
  storage::v1::ReportElementsRecord record;
  std::string& bytes = *record.mutable_ids();
  bytes.reserve(ids.size() * NodeId::kBytes);
  auto asserted = elements.nodes.begin();
  for (uint32_t i = 0; i < ids.size(); ++i) {
    bytes.append(reinterpret_cast<const char*>(ids[i].bytes().data()), NodeId::kBytes);
    if (asserted != elements.nodes.end() && *asserted == ids[i]) {
      ++asserted;
    } else {
      record.add_unasserted(i);
    }
  }
  record.mutable_edges()->Reserve(static_cast<int>(3 * elements.edges.size()));
  for (const EdgeKey& edge : elements.edges) {
    record.add_edges(index_of.at(edge.source));
    record.add_edges(static_cast<uint32_t>(edge.kind));
    record.add_edges(index_of.at(edge.target));
  }
  return record.SerializeAsString();
}

bool DecodeReportElements(std::string_view bytes, ReportElements& elements) {
  storage::v1::ReportElementsRecord record;
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max()) ||
      !record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) ||
      record.ids().size() % NodeId::kBytes != 0 || record.edges_size() % 3 != 0) {
    return false;
  }
  std::vector<NodeId> ids(record.ids().size() / NodeId::kBytes);
  for (size_t i = 0; i < ids.size(); ++i) {
    std::array<uint8_t, NodeId::kBytes> id;
    std::memcpy(id.data(), record.ids().data() + i * id.size(), id.size());
    ids[i] = NodeId(id);
  }
  elements.edges.clear();
  elements.edges.reserve(static_cast<size_t>(record.edges_size()) / 3);
  for (int i = 0; i < record.edges_size(); i += 3) {
    const uint32_t source = record.edges(i), target = record.edges(i + 2);
    const std::optional<EdgeKind> kind = EdgeKindFromNumber(static_cast<int>(record.edges(i + 1)));
    if (source >= ids.size() || !kind.has_value() || target >= ids.size()) return false;
    elements.edges.push_back({ids[source], *kind, ids[target]});
  }
  elements.nodes.clear();
  auto unasserted = record.unasserted().begin();
  for (uint32_t i = 0; i < ids.size(); ++i) {
    if (unasserted != record.unasserted().end() && *unasserted == i) {
      ++unasserted;
    } else {
      elements.nodes.push_back(ids[i]);
    }
  }
  return unasserted == record.unasserted().end();
}

std::vector<NodeId> RowsOf(const ReportElements& elements) {
  std::vector<NodeId> sources;
  for (const EdgeKey& edge : elements.edges) {
    if (sources.empty() || sources.back() != edge.source) sources.push_back(edge.source);
  }
  std::vector<NodeId> rows;
  rows.reserve(elements.nodes.size());
  std::ranges::set_union(elements.nodes, sources, std::back_inserter(rows));
  return rows;
}

}  // namespace policygraph
