#include "graph/store/record_codec.h"

#include <limits>
#include <type_traits>
#include <variant>

namespace policygraph {
namespace {

namespace stored = storage::v1;

// Reads the number of an enumeration whose last value is `last`; false when it is past that.
template <typename Enum>
bool ReadEnum(uint32_t number, Enum last, Enum& value) {
  if (number > static_cast<uint32_t>(last)) return false;
  value = static_cast<Enum>(number);
  return true;
}

template <typename Enum>
uint32_t Number(Enum value) {
  return static_cast<uint32_t>(value);
}

// A stored confidence; false when it is none. Certainty is stored as absence, as it was before
// confidences were kept.
bool ReadConfidence(uint32_t number, Confidence& confidence) {
  if (number >= kCertain) return false;
  confidence = number == 0 ? kCertain : static_cast<Confidence>(number);
  return true;
}

uint32_t StoredConfidence(Confidence confidence) { return confidence == kCertain ? 0 : confidence; }

void WriteEvidence(const std::vector<Evidence>& evidence,
                   google::protobuf::RepeatedPtrField<stored::Evidence>& out) {
  out.Reserve(static_cast<int>(evidence.size()));
  for (const Evidence& from : evidence) {
    stored::Evidence& to = *out.Add();
    to.set_statement(from.statement);
    to.set_start(from.span.start);
    to.set_end(from.span.end);
    to.set_quote(from.quote);
    to.set_rule(from.rule);
  }
}

void ReadEvidence(const google::protobuf::RepeatedPtrField<stored::Evidence>& from,
                  std::vector<Evidence>& evidence) {
  evidence.resize(from.size());
  for (int i = 0; i < from.size(); ++i) {
    Evidence& to = evidence[i];
    to.statement = from[i].statement();
    to.span = {from[i].start(), from[i].end()};
    to.quote = from[i].quote();
    to.rule = from[i].rule();
  }
}

void Write(const Quantity& from, stored::Quantity& to) {
  to.set_value(from.value);
  if (from.upper_value.has_value()) to.set_upper_value(*from.upper_value);
  to.set_unit(from.unit);
  to.set_base_unit(from.base_unit);
  to.set_normalized_value(from.normalized_value);
  if (from.normalized_upper_value.has_value()) {
    to.set_normalized_upper_value(*from.normalized_upper_value);
  }
  to.set_basis(Number(from.basis));
  to.set_comparator(Number(from.comparator));
  to.set_year(from.year);
  to.set_reference(from.reference);
  to.set_text(from.text);
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
  return ReadEnum(from.basis(), Basis::kRank, to.basis) &&
         ReadEnum(from.comparator(), Comparator::kBetween, to.comparator);
}

void Write(const ReportDetails& from, stored::ReportDetails& to) {
  to.set_title(from.title);
  to.set_place(from.place);
  to.set_place_code(from.place_code);
  to.set_year(from.year);
  to.set_sha256(from.sha256);
}

bool Read(const stored::ReportDetails& from, ReportDetails& to) {
  to = {.title = from.title(),
        .place = from.place(),
        .place_code = from.place_code(),
        .year = from.year(),
        .sha256 = from.sha256()};
  return true;
}

void Write(const StatementDetails& from, stored::StatementDetails& to) {
  to.set_index(from.index);
  to.set_part(Number(from.part));
  to.mutable_headings()->Assign(from.headings.begin(), from.headings.end());
  to.set_start(from.span.start);
  to.set_end(from.span.end);
}

bool Read(const stored::StatementDetails& from, StatementDetails& to) {
  to.index = from.index();
  to.headings.assign(from.headings().begin(), from.headings().end());
  to.span = {from.start(), from.end()};
  return ReadEnum(from.part(), ReportPart::kPlan, to.part);
}

void Write(const PlaceDetails& from, stored::PlaceDetails& to) {
  to.set_code(from.code);
  to.set_level(Number(from.level));
}

bool Read(const stored::PlaceDetails& from, PlaceDetails& to) {
  to.code = from.code();
  return ReadEnum(from.level(), DivisionLevel::kTown, to.level);
}

void Write(const IndicatorDetails& from, stored::IndicatorDetails& to) {
  to.set_unit(from.unit);
  to.set_better(Number(from.better));
}

bool Read(const stored::IndicatorDetails& from, IndicatorDetails& to) {
  to.unit = from.unit();
  return ReadEnum(from.better(), BetterDirection::kDown, to.better);
}

void Write(const ClaimDetails& from, stored::ClaimDetails& to) {
  to.set_action(from.action);
  if (from.quantity.has_value()) Write(*from.quantity, *to.mutable_quantity());
  to.set_year(from.year);
  to.set_strength(Number(from.strength));
}

bool Read(const stored::ClaimDetails& from, ClaimDetails& to) {
  to.action = from.action();
  to.year = from.year();
  if (from.has_quantity() && !Read(from.quantity(), to.quantity.emplace())) return false;
  return ReadEnum(from.strength(), Strength::kBinding, to.strength);
}

// Where each kind of details stands in the record.
struct DetailsWriter {
  stored::NodeRecord& record;

  void operator()(std::monostate) const {}
  void operator()(const ReportDetails& from) const { Write(from, *record.mutable_report()); }
  void operator()(const StatementDetails& from) const { Write(from, *record.mutable_statement()); }
  void operator()(const PlaceDetails& from) const { Write(from, *record.mutable_place()); }
  void operator()(const IndicatorDetails& from) const { Write(from, *record.mutable_indicator()); }
  void operator()(const ClaimDetails& from) const { Write(from, *record.mutable_claim()); }
};

bool ReadDetails(const stored::NodeRecord& record, NodeDetails& details) {
  switch (record.details_case()) {
    case stored::NodeRecord::kReport:
      return Read(record.report(), details.emplace<ReportDetails>());
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

template <typename Record>
bool Parse(std::string_view bytes, Record& record) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) return false;
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

std::string EncodeNode(const NodeAssertion& assertion) {
  const Node& node = assertion.node;
  stored::NodeRecord record;
  record.set_kind(Number(node.kind));
  record.set_scope(node.scope);
  record.set_name(node.name);
  record.mutable_aliases()->Assign(node.aliases.begin(), node.aliases.end());
  std::visit(DetailsWriter{record}, node.details);
  WriteEvidence(assertion.evidence, *record.mutable_evidence());
  record.set_derivation(assertion.derivation);
  record.set_confidence(StoredConfidence(assertion.confidence));
  return record.SerializeAsString();
}

std::string EncodeEdge(const EdgeAssertion& assertion) {
  stored::EdgeRecord record;
  record.set_stage(Number(assertion.stage));
  WriteEvidence(assertion.evidence, *record.mutable_evidence());
  record.set_derivation(assertion.derivation);
  record.set_confidence(StoredConfidence(assertion.confidence));
  return record.SerializeAsString();
}

std::string EncodeReport(const Report& report, Revision revision, absl::Time load_time) {
  stored::ReportRecord record;
  record.set_name(report.name);
  Write(report.details, *record.mutable_details());
  record.set_characters(report.characters);
  record.set_statements(report.statements);
  record.set_revision(revision.number);
  record.set_load_time_unix_nanos(absl::ToUnixNanos(load_time));
  return record.SerializeAsString();
}

std::string EncodeText(const Report& report) {
  stored::TextRecord record;
  record.set_text(report.text);
  for (const Section& from : report.sections) {
    stored::Section& to = *record.add_sections();
    to.set_heading(from.heading);
    to.set_level(from.level);
    to.set_part(Number(from.part));
    to.set_start(from.span.start);
    to.set_end(from.span.end);
  }
  return record.SerializeAsString();
}

std::string EncodeCommit(const CommitRecord& from) {
  stored::CommitRecord record;
  record.set_time_unix_nanos(absl::ToUnixNanos(from.time));
  record.set_author(from.author);
  record.set_note(from.note);
  record.set_report(from.report);
  record.set_request_id(from.request_id);
  record.set_request_digest(from.request_digest);
  return record.SerializeAsString();
}

bool RecordDecoder::DecodeNode(std::string_view bytes, NodeAssertion& assertion) {
  if (!Parse(bytes, node_)) return false;
  const std::optional<NodeKind> kind = NodeKindFromNumber(static_cast<int>(node_.kind()));
  if (!kind.has_value()) return false;
  Node& node = assertion.node;
  node.kind = *kind;
  node.scope = node_.scope();
  node.name = node_.name();
  node.aliases.assign(node_.aliases().begin(), node_.aliases().end());
  ReadEvidence(node_.evidence(), assertion.evidence);
  assertion.derivation = node_.derivation();
  return ReadDetails(node_, node.details) &&
         ReadConfidence(node_.confidence(), assertion.confidence);
}

bool RecordDecoder::DecodeEdge(std::string_view bytes, EdgeAssertion& assertion) {
  if (!Parse(bytes, edge_)) return false;
  ReadEvidence(edge_.evidence(), assertion.evidence);
  assertion.derivation = edge_.derivation();
  return ReadEnum(edge_.stage(), Stage::kInOperation, assertion.stage) &&
         ReadConfidence(edge_.confidence(), assertion.confidence);
}

bool RecordDecoder::DecodeReport(std::string_view bytes, StoredReport& to) {
  if (!Parse(bytes, report_)) return false;
  to.report.name = report_.name();
  to.report.characters = report_.characters();
  to.report.statements = report_.statements();
  to.revision = Revision{report_.revision()};
  to.load_time = absl::FromUnixNanos(report_.load_time_unix_nanos());
  return Read(report_.details(), to.report.details);
}

bool RecordDecoder::DecodeText(std::string_view bytes, Report& report) {
  if (!Parse(bytes, text_)) return false;
  report.text = text_.text();
  report.sections.clear();
  for (const stored::Section& from : text_.sections()) {
    Section& to = report.sections.emplace_back();
    to.heading = from.heading();
    to.level = from.level();
    to.span = {from.start(), from.end()};
    if (!ReadEnum(from.part(), ReportPart::kPlan, to.part)) return false;
  }
  return true;
}

bool RecordDecoder::DecodeCommit(std::string_view bytes, CommitRecord& record) {
  if (!Parse(bytes, commit_)) return false;
  record.time = absl::FromUnixNanos(commit_.time_unix_nanos());
  record.author = commit_.author();
  record.note = commit_.note();
  record.report = commit_.report();
  record.request_id = commit_.request_id();
  record.request_digest = commit_.request_digest();
  return true;
}

}  // namespace policygraph
