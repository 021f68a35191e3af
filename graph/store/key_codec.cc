#include "graph/store/key_codec.h"

#include <array>
#include <concepts>
#include <cstring>

namespace policygraph {
namespace {

// Appends the bytes of fields to a key.

void Append(std::string& key, const NodeId& id) {
  key.append(reinterpret_cast<const char*>(id.bytes().data()), NodeId::kBytes);
}

void Append(std::string& key, const ReportId& report) { Append(key, report.node); }

void Append(std::string& key, const EdgeKey& edge) {
  Append(key, edge.source);
  key.push_back(static_cast<char>(edge.kind));
  Append(key, edge.target);
}

void Append(std::string& key, std::unsigned_integral auto number) {
  for (int shift = 8 * (sizeof number - 1); shift >= 0; shift -= 8) {
    key.push_back(static_cast<char>(number >> shift));
  }
}

template <typename... Fields>
std::string Encode(const Fields&... fields) {
  std::string key;
  key.reserve((sizeof(Fields) + ...));
  (Append(key, fields), ...);
  return key;
}

// Takes fields off the front of a key, in the order they were appended. False when the key is too
// short or a byte has no meaning.

bool Take(std::string_view& key, NodeId& id) {
  if (key.size() < NodeId::kBytes) return false;
  std::array<uint8_t, NodeId::kBytes> bytes;
  std::memcpy(bytes.data(), key.data(), bytes.size());
  id = NodeId(bytes);
  key.remove_prefix(bytes.size());
  return true;
}

bool Take(std::string_view& key, ReportId& report) { return Take(key, report.node); }

bool Take(std::string_view& key, EdgeKey& edge) {
  if (!Take(key, edge.source) || key.empty()) return false;
  const std::optional<EdgeKind> kind = EdgeKindFromNumber(static_cast<uint8_t>(key[0]));
  if (!kind.has_value()) return false;
  edge.kind = *kind;
  key.remove_prefix(1);
  return Take(key, edge.target);
}

template <std::unsigned_integral Number>
bool Take(std::string_view& key, Number& number) {
  if (key.size() < sizeof number) return false;
  number = 0;
  for (const char byte : key.substr(0, sizeof number)) {
    number = number << 8 | static_cast<uint8_t>(byte);
  }
  key.remove_prefix(sizeof number);
  return true;
}

// True when the key is these fields and nothing more.
template <typename... Fields>
bool Decode(std::string_view key, Fields&... fields) {
  return (Take(key, fields) && ...) && key.empty();
}

}  // namespace

std::string EncodeNodeKey(const ReportedNode& key) { return Encode(key.node, key.report); }

std::string EncodeEdgeKey(const ReportedEdge& key) { return Encode(key.edge, key.report); }

std::string EncodeNodePrefix(const NodeId& node) { return Encode(node); }

std::string EncodeReportKey(const ReportId& report) { return Encode(report); }

std::string EncodeRevision(Revision revision) { return Encode(revision.number); }

std::string EncodeJudgementKey(uint64_t judgement) { return Encode(judgement); }

std::string EncodeFormatVersion(uint32_t version) { return Encode(version); }

std::optional<ReportedNode> DecodeNodeKey(std::string_view bytes) {
  ReportedNode key;
  return Decode(bytes, key.node, key.report) ? std::optional(key) : std::nullopt;
}

std::optional<ReportedNode> DecodeReportNodeKey(std::string_view bytes) {
  ReportedNode key;
  return Decode(bytes, key.report, key.node) ? std::optional(key) : std::nullopt;
}

std::optional<ReportedEdge> DecodeReportEdgeKey(std::string_view bytes) {
  ReportedEdge key;
  return Decode(bytes, key.report, key.edge) ? std::optional(key) : std::nullopt;
}

std::optional<ReportId> DecodeReportKey(std::string_view bytes) {
  ReportId report;
  return Decode(bytes, report) ? std::optional(report) : std::nullopt;
}

std::optional<Revision> DecodeRevision(std::string_view bytes) {
  Revision revision;
  return Decode(bytes, revision.number) ? std::optional(revision) : std::nullopt;
}

std::optional<uint64_t> DecodeJudgementKey(std::string_view bytes) {
  uint64_t judgement;
  return Decode(bytes, judgement) ? std::optional(judgement) : std::nullopt;
}

std::optional<uint32_t> DecodeFormatVersion(std::string_view bytes) {
  uint32_t version;
  return Decode(bytes, version) ? std::optional(version) : std::nullopt;
}

}  // namespace policygraph
