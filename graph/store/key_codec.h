#ifndef POLICYGRAPH_GRAPH_STORE_KEY_CODEC_H_
#define POLICYGRAPH_GRAPH_STORE_KEY_CODEC_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/model/elements.h"

namespace policygraph {

// Keys of the stored tables as bytes. Every field has a fixed width and numbers are big-endian, so
// bytes order as the fields do, left to right, and no separators are needed:
//
//     node of a report     node 16, report 16                              32
//     report               report 16                                       16
//     revision             revision 8                                       8
//     judgement            judgement 8                                      8
//
// and before version 3 of the format
//
//     edge of a report     source 16, kind 1, target 16, report 16         49
//     report's node        report 16, node 16                              32
//     report's edge        report 16, source 16, kind 1, target 16         49
//
// These bytes are on disk: change them only as graph/FORMAT.md says. The scans of one node share
// the first field, which is the prefix of its table.
inline constexpr size_t kNodePrefixBytes = NodeId::kBytes;

// An element with the report that asserts it.
struct ReportedNode {
  NodeId node;
  ReportId report;

  friend constexpr auto operator<=>(const ReportedNode&, const ReportedNode&) = default;
};

struct ReportedEdge {
  EdgeKey edge;
  ReportId report;

  friend constexpr auto operator<=>(const ReportedEdge&, const ReportedEdge&) = default;
};

std::string EncodeNodeKey(const ReportedNode& key);
std::string EncodeEdgeKey(const ReportedEdge& key);

// The beginning that all keys of one node share.
std::string EncodeNodePrefix(const NodeId& node);

std::string EncodeReportKey(const ReportId& report);

std::string EncodeRevision(Revision revision);
std::string EncodeJudgementKey(uint64_t judgement);
std::string EncodeFormatVersion(uint32_t version);  // 4 bytes

// The fields of a key; nothing when it has another length or holds no kind of the vocabulary.
std::optional<ReportedNode> DecodeNodeKey(std::string_view bytes);
std::optional<ReportedNode> DecodeReportNodeKey(std::string_view bytes);
std::optional<ReportedEdge> DecodeReportEdgeKey(std::string_view bytes);
std::optional<ReportId> DecodeReportKey(std::string_view bytes);
std::optional<Revision> DecodeRevision(std::string_view bytes);
std::optional<uint64_t> DecodeJudgementKey(std::string_view bytes);
std::optional<uint32_t> DecodeFormatVersion(std::string_view bytes);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_KEY_CODEC_H_
