#include "graph/model/elements.h"

#include <algorithm>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"
#include "unicode/utf8.h"

namespace policygraph {
namespace {

std::string Describe(const Node& node) {
  const bool known = NodeKindFromNumber(static_cast<int>(node.kind)).has_value();
  return fmt::format("node {} '{}' ({})", known ? NodeKindName(node.kind) : "of no kind", node.name,
                     node.id.ToHex());
}

std::string Describe(const EdgeKey& key) {
  const bool known = EdgeKindFromNumber(static_cast<int>(key.kind)).has_value();
  return fmt::format("edge {} {} {}", key.source.ToHex(),
                     known ? EdgeKindName(key.kind) : "(no kind)", key.target.ToHex());
}

// Anything else would make messages that clients cannot parse.
bool IsUtf8(std::string_view text) {
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const auto lead = static_cast<uint8_t>(text[i]);
    // U+1000 to U+CFFF, which nearly all Chinese text is of, and where any two bytes may follow.
    if (lead >= 0xE1 && lead <= 0xEC && length - i >= 3 && (text[i + 1] & 0xC0) == 0x80 &&
        (text[i + 2] & 0xC0) == 0x80) {
      i += 3;
      continue;
    }
    UChar32 character;
    U8_NEXT(text.data(), i, length, character);
    if (character < 0) return false;
  }
  return true;
}

bool DetailsFit(const NodeDetails& details, NodeKind kind) {
  if (std::holds_alternative<std::monostate>(details)) return true;
  switch (kind) {
    case NodeKind::kReport:
      return std::holds_alternative<ReportDetails>(details);
    case NodeKind::kStatement:
      return std::holds_alternative<StatementDetails>(details);
    case NodeKind::kCounty:
    case NodeKind::kRegion:
      return std::holds_alternative<PlaceDetails>(details);
    case NodeKind::kIndicator:
      return std::holds_alternative<IndicatorDetails>(details);
    case NodeKind::kCommitment:
    case NodeKind::kOutcome:
      return std::holds_alternative<ClaimDetails>(details);
    default:
      return false;
  }
}

// What is wrong with where an assertion comes from; empty when nothing is. `id` is the report's.
std::string SourceFault(const Report& report, const ReportId& id, const ReportId& asserted_by,
                        const std::vector<Evidence>& evidence, std::string_view derivation) {
  if (asserted_by != id) return "it is asserted by another report";
  if (evidence.empty() && derivation.empty()) return "it has neither evidence nor a derivation";
  for (const Evidence& piece : evidence) {
    const auto [start, end] = piece.span;
    if (start >= end || end > report.characters) {
      return fmt::format("its evidence [{}, {}) is not within the {} characters of the text", start,
                         end, report.characters);
    }
    if (piece.statement >= report.statements) {
      return fmt::format("its evidence is in sentence {}, but the report has {}", piece.statement,
                         report.statements);
    }
    if (piece.quote.empty()) return "its evidence quotes no words";
    if (!IsUtf8(piece.quote)) return "its evidence quotes a part of a character";
    if (piece.rule.empty()) return "its evidence names no rule";
  }
  if (!std::ranges::is_sorted(evidence)) return "its evidence is not in order";
  return "";
}

std::string NodeFault(const Node& node) {
  if (!NodeKindFromNumber(static_cast<int>(node.kind)).has_value()) {
    return fmt::format("its kind {} is not in the vocabulary", static_cast<int>(node.kind));
  }
  if (node.name.empty()) return "it has no name";
  if (!IsUtf8(node.name) || !IsUtf8(node.scope) || !std::ranges::all_of(node.aliases, IsUtf8)) {
    return "its name, scope or an alias is not UTF-8";
  }
  if (node.id != NodeId::Of(node.kind, node.scope, node.name)) {
    return "its id is not that of its kind, scope and name";
  }
  if (std::ranges::adjacent_find(node.aliases, std::ranges::greater_equal()) !=
      node.aliases.end()) {
    return "its aliases are not sorted, each once";
  }
  if (std::ranges::binary_search(node.aliases, node.name)) return "its name is among its aliases";
  if (!DetailsFit(node.details, node.kind)) return "its details are those of another kind";
  return "";
}

// What an edge asks of its ends.
struct EdgeEnd {
  NodeKind kind;
  Confidence confidence;
};
using EdgeEnds = absl::flat_hash_map<NodeId, EdgeEnd>;

std::string ConfidenceFault(Confidence confidence) {
  if (confidence >= 1 && confidence <= kCertain) return "";
  return fmt::format("its confidence {} is not from 1 to {}", confidence, kCertain);
}

std::string EdgeFault(const EdgeEnds& nodes, const EdgeKey& key, Confidence confidence) {
  const auto source = nodes.find(key.source);
  if (source == nodes.end()) return "its source is not among the nodes";
  const auto target = nodes.find(key.target);
  if (target == nodes.end()) return "its target is not among the nodes";
  if (!EdgeKindFromNumber(static_cast<int>(key.kind)).has_value()) {
    return fmt::format("its kind {} is not in the vocabulary", static_cast<int>(key.kind));
  }
  if (confidence > std::min(source->second.confidence, target->second.confidence)) {
    return fmt::format("its confidence {} is above that of an end", confidence);
  }
  return std::string(CheckEdge(source->second.kind, key.kind, target->second.kind).message());
}

}  // namespace

absl::Status CheckDelta(const GraphDelta& delta) {
  const Report& report = delta.report;
  const auto fault = [&](std::string_view element, std::string_view what) {
    return absl::InvalidArgumentError(fmt::format("{}: {}: {}", report.name, element, what));
  };
  if (report.name.empty()) return absl::InvalidArgumentError("the report has no name");

  const ReportId id = report.id();
  EdgeEnds nodes;
  nodes.reserve(delta.nodes.size());
  const NodeId* last_node = nullptr;
  for (const auto& [asserted_by, node, evidence, derivation, confidence, confirmed_by] : delta.nodes) {
    std::string what = NodeFault(node);
    if (what.empty()) what = ConfidenceFault(confidence);
    if (what.empty()) what = SourceFault(report, id, asserted_by, evidence, derivation);
    if (what.empty() && !confirmed_by.empty()) what = "people confirm, reports do not";
    if (what.empty() && last_node != nullptr && node.id <= *last_node) {
      what = "it stands twice or out of order";
    }
    if (!what.empty()) return fault(Describe(node), what);
    last_node = &node.id;
    nodes.emplace(node.id, EdgeEnd{node.kind, confidence});
  }

  const EdgeKey* last_edge = nullptr;
  for (const auto& [asserted_by, key, stage, evidence, derivation, confidence, confirmed_by] : delta.edges) {
    std::string what = EdgeFault(nodes, key, confidence);
    if (what.empty()) what = ConfidenceFault(confidence);
    if (what.empty()) what = SourceFault(report, id, asserted_by, evidence, derivation);
    if (what.empty() && !confirmed_by.empty()) what = "people confirm, reports do not";
    if (what.empty() && last_edge != nullptr && key <= *last_edge) {
      what = "it stands twice or out of order";
    }
    if (!what.empty()) return fault(Describe(key), what);
    last_edge = &key;
  }
  return absl::OkStatus();
}

}  // namespace policygraph
