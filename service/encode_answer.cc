#include "service/encode_answer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "service/read_nodes.h"
#include "service/read_reports.h"

namespace policygraph::service {
namespace {

// The enums of the domain have the numbers of those of the API.
template <typename Wire, typename Domain>
Wire ToWire(Domain value) {
  return static_cast<Wire>(value);
}

// Writes the details that a node has into the field of that sort.
class DetailsEncoder {
 public:
  explicit DetailsEncoder(v1::Node& node) : node_(node) {}

  void operator()(std::monostate) const {}

  void operator()(const ReportDetails& details) const {
    v1::ReportDetails& message = *node_.mutable_report();
    message.set_title(details.title);
    message.set_place(details.place);
    message.set_place_code(details.place_code);
    message.set_year(details.year);
    message.set_sha256(details.sha256);
    message.set_through_month(details.through_month);
  }

  void operator()(const StatementDetails& details) const {
    v1::StatementDetails& message = *node_.mutable_statement();
    message.set_index(static_cast<int32_t>(details.index));
    message.set_part(ToWire<v1::ReportPart>(details.part));
    for (const std::string& heading : details.headings) message.add_headings(heading);
    message.set_start(static_cast<int32_t>(details.span.start));
    message.set_end(static_cast<int32_t>(details.span.end));
  }

  void operator()(const PlaceDetails& details) const {
    v1::PlaceDetails& message = *node_.mutable_place();
    message.set_code(details.code);
    message.set_level(ToWire<v1::DivisionLevel>(details.level));
  }

  void operator()(const IndicatorDetails& details) const {
    v1::IndicatorDetails& message = *node_.mutable_indicator();
    message.set_unit(details.unit);
    message.set_better(ToWire<v1::BetterDirection>(details.better));
    message.set_scope(details.scope);
  }

  void operator()(const ClaimDetails& details) const {
    v1::ClaimDetails& message = *node_.mutable_claim();
    message.set_action(details.action);
    if (details.quantity.has_value()) {
      *message.mutable_quantity() = EncodeQuantity(*details.quantity);
    }
    message.set_year(details.year);
    message.set_strength(ToWire<v1::Strength>(details.strength));
    message.set_subject(details.subject);
  }

 private:
  v1::Node& node_;
};

// Writes `reports` and, in the full view, `evidence` of a node or edge.
template <typename Message>
void EncodeReports(const std::vector<ReportEvidence>& reports, const GraphView& view, Detail detail,
                   size_t max_evidence, Message& message) {
  for (const auto& [name, said] : ByReportName(reports, view)) {
    message.add_reports(std::string(name));
    if (detail == Detail::kBasic) continue;
    for (const Evidence& evidence : said->evidence) {
      if (static_cast<size_t>(message.evidence_size()) == max_evidence) break;
      *message.add_evidence() = EncodeEvidence(evidence, name);
    }
  }
}

template <typename Count, typename WireKind, typename Kind>
google::protobuf::RepeatedPtrField<Count> EncodeCountsOf(const std::map<Kind, size_t>& counts) {
  google::protobuf::RepeatedPtrField<Count> messages;
  for (const auto& [kind, count] : counts) {
    if (count == 0) continue;
    Count& message = *messages.Add();
    message.set_kind(ToWire<WireKind>(kind));
    message.set_count(static_cast<int32_t>(count));
  }
  return messages;
}

}  // namespace

google::protobuf::Timestamp EncodeTime(absl::Time time) {
  const int64_t seconds = absl::ToUnixSeconds(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return timestamp;
}

double EncodeConfidence(Confidence confidence) { return confidence / 100.0; }

v1::Quantity EncodeQuantity(const Quantity& quantity) {
  v1::Quantity message;
  message.set_value(quantity.value);
  if (quantity.upper_value.has_value()) message.set_upper_value(*quantity.upper_value);
  message.set_unit(quantity.unit);
  message.set_base_unit(quantity.base_unit);
  message.set_normalized_value(quantity.normalized_value);
  if (quantity.normalized_upper_value.has_value()) {
    message.set_normalized_upper_value(*quantity.normalized_upper_value);
  }
  message.set_basis(ToWire<v1::Basis>(quantity.basis));
  message.set_comparator(ToWire<v1::Comparator>(quantity.comparator));
  message.set_year(quantity.year);
  message.set_reference(quantity.reference);
  message.set_text(quantity.text);
  message.set_period(ToWire<v1::Period>(quantity.period));
  return message;
}

v1::Node EncodeNode(const MergedNode& merged, const GraphView& view, Detail detail) {
  const Node& node = merged.node;
  v1::Node message;
  message.set_id(node.id.ToHex());
  message.set_kind(ToWire<v1::NodeKind>(node.kind));
  message.set_name(std::string(ShownName(merged)));
  message.set_scope(node.scope);
  for (const std::string& alias : node.aliases) message.add_aliases(alias);
  std::visit(DetailsEncoder(message), node.details);
  EncodeReports(merged.reports, view, detail, kAllEvidence, message);
  message.set_derivation(merged.derivation);
  message.set_confidence(EncodeConfidence(merged.confidence));
  for (const std::string& author : merged.confirmed_by) message.add_confirmed_by(author);
  return message;
}

v1::Edge EncodeEdge(const MergedEdge& merged, const GraphView& view, Detail detail,
                    size_t max_evidence) {
  v1::Edge message;
  message.set_source(merged.key.source.ToHex());
  message.set_kind(ToWire<v1::EdgeKind>(merged.key.kind));
  message.set_target(merged.key.target.ToHex());
  message.set_stage(ToWire<v1::Stage>(merged.stage));
  EncodeReports(merged.reports, view, detail, max_evidence, message);
  message.set_derivation(merged.derivation);
  message.set_confidence(EncodeConfidence(merged.confidence));
  for (const std::string& author : merged.confirmed_by) message.add_confirmed_by(author);
  return message;
}

v1::Evidence EncodeEvidence(const Evidence& evidence, std::string_view report) {
  v1::Evidence message;
  message.set_report(std::string(report));
  message.set_statement(static_cast<int32_t>(evidence.statement));
  message.set_start(static_cast<int32_t>(evidence.span.start));
  message.set_end(static_cast<int32_t>(evidence.span.end));
  message.set_quote(evidence.quote);
  message.set_rule(evidence.rule);
  return message;
}

v1::Report EncodeReport(const StoredReport& stored) {
  const Report& report = stored.report;
  v1::Report message;
  message.set_name(report.name);
  message.set_title(report.details.title);
  message.set_place(report.details.place);
  message.set_place_code(report.details.place_code);
  message.set_year(report.details.year);
  message.set_sha256(report.details.sha256);
  message.set_through_month(report.details.through_month);
  message.set_characters(static_cast<int32_t>(report.characters));
  message.set_statements(static_cast<int32_t>(report.statements));
  if (stored.revision == Revision()) return message;  // never loaded
  message.set_revision(stored.revision.number);
  *message.mutable_load_time() = EncodeTime(stored.load_time);
  return message;
}

v1::Section EncodeSection(const Section& section) {
  v1::Section message;
  message.set_heading(section.heading);
  message.set_level(static_cast<int32_t>(section.level));
  message.set_part(ToWire<v1::ReportPart>(section.part));
  message.set_start(static_cast<int32_t>(section.span.start));
  message.set_end(static_cast<int32_t>(section.span.end));
  return message;
}

google::protobuf::RepeatedPtrField<v1::NodeCount> EncodeCounts(
    const std::map<NodeKind, size_t>& counts) {
  return EncodeCountsOf<v1::NodeCount, v1::NodeKind>(counts);
}

google::protobuf::RepeatedPtrField<v1::EdgeCount> EncodeCounts(
    const std::map<EdgeKind, size_t>& counts) {
  return EncodeCountsOf<v1::EdgeCount, v1::EdgeKind>(counts);
}

}  // namespace policygraph::service
