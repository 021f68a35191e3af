#include "graph/store/record_fields.h"

#include <optional>
#include <variant>

namespace policygraph {
namespace {

namespace stored = storage::v1;

void Write(const Quantity& from, stored::Quantity& to) {
  to.set_value(from.value);
  if (from.upper_value.has_value()) to.set_upper_value(*from.upper_value);
  to.set_unit(from.unit);
  to.set_base_unit(from.base_unit);
  to.set_normalized_value(from.normalized_value);
  if (from.normalized_upper_value.has_value()) {
    to.set_normalized_upper_value(*from.normalized_upper_value);
  }
  to.set_basis(StoredNumber(from.basis));
  to.set_comparator(StoredNumber(from.comparator));
  to.set_year(from.year);
  to.set_reference(from.reference);
  to.set_text(from.text);
  to.set_period(StoredNumber(from.period));
}

bool Read(const stored::Quantity& from, Quantity& to) {
  to.value = from.value();
  if (from.has_upper_value()) to.upper_value = from.upper_value();
  to.unit = from.unit();
  to.base_unit = from.base_unit();
  to.normalized_value = from.normalized_value();
  if (from.has_normalized_upper_value()) {
    to.normalized_upper_value = from.normalized_upper_value();
  }
  to.year = from.year();
  to.reference = from.reference();
  to.text = from.text();
  return ReadStoredNumber(from.basis(), Basis::kRank, to.basis) &&
         ReadStoredNumber(from.comparator(), Comparator::kBetween, to.comparator) &&
         ReadStoredNumber(from.period(), Period::kToDate, to.period);
}

void Write(const StatementDetails& from, stored::StatementDetails& to) {
  to.set_index(from.index);
  to.set_part(StoredNumber(from.part));
  to.mutable_headings()->Assign(from.headings.begin(), from.headings.end());
  to.set_start(from.span.start);
  to.set_end(from.span.end);
}

bool Read(const stored::StatementDetails& from, StatementDetails& to) {
  to.index = from.index();
  to.headings.assign(from.headings().begin(), from.headings().end());
  to.span = {from.start(), from.end()};
  return ReadStoredNumber(from.part(), ReportPart::kPlan, to.part);
}

void Write(const PlaceDetails& from, stored::PlaceDetails& to) {
  to.set_code(from.code);
  to.set_level(StoredNumber(from.level));
}

bool Read(const stored::PlaceDetails& from, PlaceDetails& to) {
  to.code = from.code();
  return ReadStoredNumber(from.level(), DivisionLevel::kTown, to.level);
}

void Write(const IndicatorDetails& from, stored::IndicatorDetails& to) {
  to.set_unit(from.unit);
  to.set_better(StoredNumber(from.better));
  to.set_scope(from.scope);
}

bool Read(const stored::IndicatorDetails& from, IndicatorDetails& to) {
  to.unit = from.unit();
  to.scope = from.scope();
  return ReadStoredNumber(from.better(), BetterDirection::kDown, to.better);
}

void Write(const ClaimDetails& from, stored::ClaimDetails& to) {
  to.set_action(from.action);
  if (from.quantity.has_value()) Write(*from.quantity, *to.mutable_quantity());
  to.set_year(from.year);
  to.set_strength(StoredNumber(from.strength));
  to.set_subject(from.subject);
}

bool Read(const stored::ClaimDetails& from, ClaimDetails& to) {
  to.action = from.action();
  to.year = from.year();
  to.subject = from.subject();
  if (from.has_quantity() && !Read(from.quantity(), to.quantity.emplace())) return false;
  return ReadStoredNumber(from.strength(), Strength::kWaived, to.strength);
}

// Where each kind of details stands in the record.
struct DetailsWriter {
  stored::NodeRecord& record;

  void operator()(std::monostate) const {}
  void operator()(const ReportDetails& from) const {
    WriteReportDetails(from, *record.mutable_report());
  }
  void operator()(const StatementDetails& from) const { Write(from, *record.mutable_statement()); }
  void operator()(const PlaceDetails& from) const { Write(from, *record.mutable_place()); }
  void operator()(const IndicatorDetails& from) const { Write(from, *record.mutable_indicator()); }
  void operator()(const ClaimDetails& from) const { Write(from, *record.mutable_claim()); }
};

bool ReadDetails(const stored::NodeRecord& record, NodeDetails& details) {
  switch (record.details_case()) {
    case stored::NodeRecord::kReport:
      ReadReportDetails(record.report(), details.emplace<ReportDetails>());
      return true;
    case stored::NodeRecord::kStatement:
      return Read(record.statement(), details.emplace<StatementDetails>());
    case stored::NodeRecord::kPlace:
      return Read(record.place(), details.emplace<PlaceDetails>());
    case stored::NodeRecord::kIndicator:
      return Read(record.indicator(), details.emplace<IndicatorDetails>());
    case stored::NodeRecord::kClaim:
      return Read(record.claim(), details.emplace<ClaimDetails>());
    case stored::NodeRecord::DETAILS_NOT_SET:
      details.emplace<std::monostate>();
      return true;
  }
  return false;
}

}  // namespace

uint32_t StoredConfidence(Confidence confidence) { return confidence == kCertain ? 0 : confidence; }

bool ReadConfidence(uint32_t number, Confidence& confidence) {
  if (number >= kCertain) return false;
  confidence = number == 0 ? kCertain : static_cast<Confidence>(number);
  return true;
}

void WriteReportDetails(const ReportDetails& from, stored::ReportDetails& to) {
  to.set_title(from.title);
  to.set_place(from.place);
  to.set_place_code(from.place_code);
  to.set_year(from.year);
  to.set_sha256(from.sha256);
  to.set_through_month(static_cast<uint32_t>(from.through_month));
}

void ReadReportDetails(const stored::ReportDetails& from, ReportDetails& to) {
  to = {.title = from.title(),
        .place = from.place(),
        .place_code = from.place_code(),
        .year = from.year(),
        .sha256 = from.sha256(),
        .through_month = static_cast<int32_t>(from.through_month())};
}

void WriteNode(const NodeAssertion& from, stored::NodeRecord& to) {
  const Node& node = from.node;
  to.set_kind(StoredNumber(node.kind));
  to.set_scope(node.scope);
  to.set_name(node.name);
  for (const std::string& alias : node.aliases) to.add_aliases(alias);
  std::visit(DetailsWriter{to}, node.details);
  to.set_derivation(from.derivation);
  to.set_confidence(StoredConfidence(from.confidence));
}

bool ReadNode(const stored::NodeRecord& from, NodeAssertion& to) {
  const std::optional<NodeKind> kind = NodeKindFromNumber(static_cast<int>(from.kind()));
  if (!kind.has_value()) return false;
  Node& node = to.node;
  node.kind = *kind;
  node.scope = from.scope();
  node.name = from.name();
  node.aliases.assign(from.aliases().begin(), from.aliases().end());
  to.derivation = from.derivation();
  return ReadDetails(from, node.details) && ReadConfidence(from.confidence(), to.confidence);
}

}  // namespace policygraph
