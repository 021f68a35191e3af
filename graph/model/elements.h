#ifndef POLICYGRAPH_GRAPH_MODEL_ELEMENTS_H_
#define POLICYGRAPH_GRAPH_MODEL_ELEMENTS_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "graph/model/ids.h"
#include "graph/model/vocabulary.h"

namespace policygraph {

// The elements of the graph as plain values: what the loader makes, the stores keep and the service
// answers with. Field meanings are those of the messages of the same name in
// policygraph/v1/graph.proto. Copyable; not synchronised.

// [start, end) in Unicode code points of a report's text.
struct TextSpan {
  uint32_t start = 0;
  uint32_t end = 0;

  friend auto operator<=>(const TextSpan&, const TextSpan&) = default;
};

struct Evidence {
  uint32_t statement = 0;  // index of the sentence in the report
  TextSpan span;
  std::string quote;
  std::string rule;

  friend auto operator<=>(const Evidence&, const Evidence&) = default;
};

struct Quantity {
  double value = 0;
  std::optional<double> upper_value;
  std::string unit;       // as written, with multiplier: 亿元
  std::string base_unit;  // without: 元
  double normalized_value = 0;
  std::optional<double> normalized_upper_value;
  Basis basis = Basis::kUnspecified;
  Comparator comparator = Comparator::kUnspecified;
  int32_t year = 0;
  std::string reference;
  std::string text;
  Period period = Period::kYear;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

struct ReportDetails {
  std::string title;
  std::string place;
  std::string place_code;
  int32_t year = 0;
  std::string sha256;         // hex
  int32_t through_month = 0;  // of a progress report: the last month it covers, 1 to 11; else 0

  bool is_progress() const { return through_month != 0; }
  // What its outcomes are of: the year before, or the year itself as far as it has gone.
  int32_t reviewed_year() const { return is_progress() ? year : year - 1; }

  friend bool operator==(const ReportDetails&, const ReportDetails&) = default;
};

struct StatementDetails {
  uint32_t index = 0;
  ReportPart part = ReportPart::kOther;
  std::vector<std::string> headings;
  TextSpan span;

  friend bool operator==(const StatementDetails&, const StatementDetails&) = default;
};

struct PlaceDetails {
  std::string code;
  DivisionLevel level = DivisionLevel::kNone;

  friend bool operator==(const PlaceDetails&, const PlaceDetails&) = default;
};

struct IndicatorDetails {
  std::string unit;
  BetterDirection better = BetterDirection::kUnspecified;
  std::string scope;

  friend bool operator==(const IndicatorDetails&, const IndicatorDetails&) = default;
};

struct ClaimDetails {
  std::string action;
  std::optional<Quantity> quantity;
  int32_t year = 0;
  Strength strength = Strength::kUnspecified;
  std::string subject;

  friend bool operator==(const ClaimDetails&, const ClaimDetails&) = default;
};

using NodeDetails = std::variant<std::monostate, ReportDetails, StatementDetails, PlaceDetails,
                                 IndicatorDetails, ClaimDetails>;

struct Node {
  NodeId id;  // NodeId::Of(kind, scope, name)
  NodeKind kind = NodeKind::kReport;
  std::string scope;
  std::string name;
  std::vector<std::string> aliases;  // sorted, without the name
  NodeDetails details;

  friend bool operator==(const Node&, const Node&) = default;
};

struct EdgeKey {
  NodeId source;
  EdgeKind kind = EdgeKind::kSupports;
  NodeId target;

  friend constexpr auto operator<=>(const EdgeKey&, const EdgeKey&) = default;

  template <typename H>
  friend H AbslHashValue(H h, const EdgeKey& key) {
    return H::combine(std::move(h), key.source, key.kind, key.target);
  }
};

// How sure a fact is, in hundredths from 1 to 100, so that it compares exactly and fits a byte:
// of the facts that say 90, about nine in ten are right.
using Confidence = uint8_t;
inline constexpr Confidence kCertain = 100;

// What one report says of one node. A node exists as long as some report asserts it; its aliases
// are the union of theirs. Needs evidence or a derivation.
//
// In a judged graph (graph/curation/judged_graph.h) people assert elements as well: their assertion
// has no report, which is ReportId(), and alone may have `confirmed_by`.
struct NodeAssertion {
  ReportId report;
  Node node;
  std::vector<Evidence> evidence;  // by statement and span
  std::string derivation;
  Confidence confidence = kCertain;
  std::vector<std::string> confirmed_by;  // sorted; never stored

  friend bool operator==(const NodeAssertion&, const NodeAssertion&) = default;
};

// What one report says of one edge; likewise.
struct EdgeAssertion {
  ReportId report;
  EdgeKey key;
  Stage stage = Stage::kUnspecified;
  std::vector<Evidence> evidence;
  std::string derivation;
  Confidence confidence = kCertain;  // at most that of either end
  std::vector<std::string> confirmed_by;

  friend bool operator==(const EdgeAssertion&, const EdgeAssertion&) = default;
};

// A heading; what stands before the first one is a section with an empty heading.
struct Section {
  std::string heading;
  uint32_t level = 0;  // from 1
  ReportPart part = ReportPart::kOther;
  TextSpan span;  // from the heading to the end of what stands under it, subsections included

  friend bool operator==(const Section&, const Section&) = default;
};

// A report as it is kept: its particulars, text and headings. Its sentences are STATEMENT nodes.
struct Report {
  std::string name;
  ReportDetails details;
  uint32_t characters = 0;
  uint32_t statements = 0;
  std::vector<Section> sections;
  std::string text;  // UTF-8

  ReportId id() const { return ReportId::Of(name); }
  friend bool operator==(const Report&, const Report&) = default;
};

// Everything one report says: the loader's output and the unit of a load.
// Every assertion in it is of this report; every edge joins nodes in it and keeps the vocabulary.
struct GraphDelta {
  Report report;
  std::vector<NodeAssertion> nodes;  // by id, each once
  std::vector<EdgeAssertion> edges;  // by key, each once

  friend bool operator==(const GraphDelta&, const GraphDelta&) = default;
};

// OK when the delta keeps what is said above: ids match names, no duplicates, each edge's ends are
// among the nodes and its kinds are in the vocabulary, evidence or derivation everywhere,
// evidence within the text, and confidences within their bounds. INVALID_ARGUMENT naming the first
// element that does not.
absl::Status CheckDelta(const GraphDelta& delta);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_MODEL_ELEMENTS_H_
