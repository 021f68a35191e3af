#include "graph/store/record_codec.h"

#include <limits>

#include "graph/store/record_fields.h"

namespace policygraph {
namespace {

namespace stored = storage::v1;

template <typename Record>
bool Parse(std::string_view bytes, Record& record) {
  if (bytes.size() > static_cast<size_t>(std::numeric_limits<int>::max())) return false;
  return record.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

std::string EncodeReport(const Report& report, Revision revision, absl::Time load_time) {
  stored::ReportRecord record;
  record.set_name(report.name);
  WriteReportDetails(report.details, *record.mutable_details());
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
    to.set_part(StoredNumber(from.part));
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

bool RecordDecoder::DecodeReport(std::string_view bytes, StoredReport& to) {
  if (!Parse(bytes, report_)) return false;
  to.report.name = report_.name();
  to.report.characters = report_.characters();
  to.report.statements = report_.statements();
  to.revision = Revision{report_.revision()};
  to.load_time = absl::FromUnixNanos(report_.load_time_unix_nanos());
  ReadReportDetails(report_.details(), to.report.details);
  return true;
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
    if (!ReadStoredNumber(from.part(), ReportPart::kPlan, to.part)) return false;
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
