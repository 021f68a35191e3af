#include "loader/stages/read_report.h"

#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "loader/formats/read_text.h"
#include "loader/stages/assign_parts.h"
#include "loader/stages/find_headings.h"
#include "loader/stages/find_progress.h"
#include "loader/stages/identify_report.h"
#include "loader/stages/split_sentences.h"

namespace policygraph::loader {
namespace {

absl::Status SetPlace(const Source& source, const ReadingRules& rules,
                      const DivisionTable& divisions, Document& document) {
  const ReportingPlace found = FindPlace(document, rules, divisions);
  document.place = source.place.empty() ? found : ResolvePlace(source.place, document, divisions);
  if (document.place.name.empty()) {
    return MakeError(ErrorReason::kPlaceUnknown,
                     fmt::format("{}: the text names no place; pass place (德阳市)", source.name));
  }
  if (document.place.code.empty()) {
    document.warnings.push_back(fmt::format(
        "{} is not in the table of administrative divisions; its own counties and towns are not "
        "known",
        document.place.name));
  } else if (!found.name.empty() && found.code != document.place.code) {
    document.warnings.push_back(fmt::format(
        "the place given is {}, but the text reads as one of {}", document.place.name, found.name));
  }
  return absl::OkStatus();
}

absl::Status SetYear(const Source& source, int32_t found, Document& document) {
  document.year = source.year != 0 ? source.year : found;
  if (document.year == 0) {
    return MakeError(ErrorReason::kYearUnknown,
                     fmt::format("{}: the text names no year; pass year (2024)", source.name));
  }
  if (found != 0 && found != document.year) {
    document.warnings.push_back(
        fmt::format("the year given is {}, but the text reads as one of {}", document.year, found));
  }
  return absl::OkStatus();
}

void SetTitle(std::string_view found, Document& document) {
  document.title = found;
  if (!found.empty()) return;
  const std::string months =
      document.is_progress() ? fmt::format("1—{}月", document.through_month) : "";
  document.title =
      fmt::format("{}年{}{}政府工作报告", document.year, months, document.place.name);
}

}  // namespace

absl::StatusOr<Document> ReadReport(const Source& source, const ReadingRules& rules,
                                    const DivisionTable& divisions) {
  Document document;
  document.name = source.name;
  if (source.stored) {
    document.text = source.bytes;
  } else {
    ASSIGN_OR_RETURN(document.text, ReadText(source.name, source.bytes));
  }
  const ProgressTitle progress = FindProgress(document, rules);
  document.through_month = progress.through_month;
  if (!source.force) RETURN_IF_ERROR(CheckIsReport(document, rules, progress.weight));
  RETURN_IF_ERROR(SetPlace(source, rules, divisions, document));
  RETURN_IF_ERROR(SetYear(
      source, document.is_progress() ? progress.year : FindYear(document, rules), document));
  SetTitle(progress.line.empty() ? FindTitle(document, rules) : progress.line, document);
  document.sentences = SplitSentences(document.text, rules.file().sentence_marks());
  FindHeadings(document, rules);
  AssignParts(document, rules);
  if (!source.force) RETURN_IF_ERROR(CheckIsWhole(document));
  return document;
}

}  // namespace policygraph::loader
