#ifndef POLICYGRAPH_GRAPH_MODEL_IDS_H_
#define POLICYGRAPH_GRAPH_MODEL_IDS_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "graph/model/vocabulary.h"

namespace policygraph {

// Identity of a node: the first 128 bits of SHA-256 over (kind, scope, canonical name), so the same
// fact read twice is the same node, on every machine. Orders by its bytes, as the stores do.
// A value; the default one is no node.
class NodeId {
 public:
  static constexpr size_t kBytes = 16;

  constexpr NodeId() = default;
  explicit constexpr NodeId(const std::array<uint8_t, kBytes>& bytes) : bytes_(bytes) {}

  // The id of the node of this kind, scope and canonical name. See ScopeRuleOf() in identity.h
  // for which scope a kind takes.
  static NodeId Of(NodeKind kind, std::string_view scope, std::string_view name);

  // Parses 32 hex digits of either case; INVALID_ARGUMENT for anything else.
  static absl::StatusOr<NodeId> FromHex(std::string_view hex);

  // 32 lower-case hex digits.
  std::string ToHex() const;

  const std::array<uint8_t, kBytes>& bytes() const { return bytes_; }
  bool empty() const { return *this == NodeId(); }

  friend constexpr auto operator<=>(const NodeId&, const NodeId&) = default;

  // The id is a hash already: its first bytes serve as one.
  template <typename H>
  friend H AbslHashValue(H h, const NodeId& id) {
    uint64_t prefix;
    std::memcpy(&prefix, id.bytes_.data(), sizeof prefix);
    return H::combine(std::move(h), prefix);
  }

 private:
  std::array<uint8_t, kBytes> bytes_{};
};

// Identity of a report: the id of its REPORT node, as a type of its own so that it cannot be passed
// where another node's id is meant.
struct ReportId {
  NodeId node;

  // The report loaded under this name.
  static ReportId Of(std::string_view name) {
    return ReportId{NodeId::Of(NodeKind::kReport, "", name)};
  }

  friend constexpr auto operator<=>(const ReportId&, const ReportId&) = default;

  template <typename H>
  friend H AbslHashValue(H h, const ReportId& id) {
    return H::combine(std::move(h), id.node);
  }
};

// Number of a commit, from 1; 0 is the empty graph before the first.
struct Revision {
  uint64_t number = 0;

  Revision next() const { return Revision{number + 1}; }
  friend constexpr auto operator<=>(const Revision&, const Revision&) = default;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_MODEL_IDS_H_
