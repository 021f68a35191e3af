#ifndef POLICYGRAPH_GRAPH_MODEL_IDS_H_
#define POLICYGRAPH_GRAPH_MODEL_IDS_H_

#include <array>
#include <bit>
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

  friend constexpr bool operator==(const NodeId& a, const NodeId& b) {
    return std::bit_cast<Words>(a.bytes_) == std::bit_cast<Words>(b.bytes_);
  }
  // By the bytes, but a word at a time: ids are sorted and looked up far too often for memcmp.
  friend constexpr std::strong_ordering operator<=>(const NodeId& a, const NodeId& b) {
    const auto first = std::bit_cast<Words>(a.bytes_);
    const auto second = std::bit_cast<Words>(b.bytes_);
    const size_t differing = first[0] == second[0];
    return BigEndian(first[differing]) <=> BigEndian(second[differing]);
  }

  // The id is a hash already: its first bytes serve as one.
  template <typename H>
  friend H AbslHashValue(H h, const NodeId& id) {
    uint64_t prefix;
    std::memcpy(&prefix, id.bytes_.data(), sizeof prefix);
    return H::combine(std::move(h), prefix);
  }

 private:
  using Words = std::array<uint64_t, kBytes / sizeof(uint64_t)>;

  // The number whose most significant byte is the first one in memory.
  static constexpr uint64_t BigEndian(uint64_t word) {
    return std::endian::native == std::endian::big ? word : __builtin_bswap64(word);
  }

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
