#include "graph/store/assertion_codec.h"

#include <cstring>
#include <limits>
#include <optional>

#include "graph/store/record_fields.h"
#include "graph/store/shared_evidence.h"

namespace policygraph {
namespace {

namespace stored = storage::v1;

template <typename Record>
bool Parse(std::string_view bytes, Record& record) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) return false;
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

void WriteEdge(const EdgeAssertion& from, EvidenceWriter& evidence, stored::OutEdge& to) {
  const auto& target = from.key.target.bytes();
  to.set_kind(StoredNumber(from.key.kind));
  to.set_target(target.data(), target.size());
  to.set_stage(StoredNumber(from.stage));
  for (const Evidence& piece : from.evidence) to.add_evidence(evidence.Share(piece));
  to.set_derivation(from.derivation);
  to.set_confidence(StoredConfidence(from.confidence));
}

bool ReadEdge(const stored::OutEdge& from, const std::vector<Evidence>& evidence,
              EdgeAssertion& to) {
  const std::optional<EdgeKind> kind = EdgeKindFromNumber(static_cast<int>(from.kind()));
  std::array<uint8_t, NodeId::kBytes> target;
  if (!kind.has_value() || from.target().size() != target.size()) return false;
  std::memcpy(target.data(), from.target().data(), target.size());
  to.key.kind = *kind;
  to.key.target = NodeId(target);
  to.evidence.reserve(static_cast<size_t>(from.evidence_size()));
  for (const uint32_t index : from.evidence()) {
    if (index >= evidence.size()) return false;
    to.evidence.push_back(evidence[index]);
  }
  to.derivation = from.derivation();
  return ReadStoredNumber(from.stage(), Stage::kInOperation, to.stage) &&
         ReadConfidence(from.confidence(), to.confidence);
}

}  // namespace

std::string_view AssertionEncoder::Encode(const NodeAssertion* node,
                                          std::span<const EdgeAssertion* const> edges) {
  record_.Clear();
  EvidenceWriter evidence(*record_.mutable_evidence());
  if (node != nullptr) {
    node_.Clear();
    WriteNode(*node, node_);
    node_.SerializeToString(record_.mutable_node());
    for (const Evidence& piece : node->evidence) evidence.Add(piece);
    record_.set_node_evidence(static_cast<uint32_t>(node->evidence.size()));
  }
  if (!edges.empty()) {
    edges_.Clear();
    for (const EdgeAssertion* edge : edges) WriteEdge(*edge, evidence, *edges_.add_edges());
    edges_.SerializeToString(record_.mutable_edges());
  }
  record_.SerializeToString(&bytes_);
  return bytes_;
}

bool AssertionDecoder::Take(std::string_view bytes) { return Parse(bytes, record_); }

bool AssertionDecoder::DecodeNode(NodeAssertion& assertion) {
  return Parse(record_.node(), node_) && ReadNode(node_, assertion) &&
         ReadEvidence(record_.evidence(), record_.node_evidence(), assertion.evidence);
}

bool AssertionDecoder::DecodeEdges(const NodeId& source, const ReportId& report,
                                   std::vector<EdgeAssertion>& edges) {
  if (!has_edges()) return true;
  if (!Parse(record_.edges(), edges_) ||
      !ReadEvidence(record_.evidence(), static_cast<size_t>(record_.evidence_size()), evidence_)) {
    return false;
  }
  for (const stored::OutEdge& edge : edges_.edges()) {
    EdgeAssertion& to = edges.emplace_back();
    to.report = report;
    to.key.source = source;
    if (!ReadEdge(edge, evidence_, to)) return false;
  }
  return true;
}

}  // namespace policygraph
