#include "service/cli/load_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "graph/base/error.h"
#include "service/cli/styled_text.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

int CountOf(const v1::LoadReportResponse& response, bool (*counts)(v1::NodeKind)) {
  int count = 0;
  for (const v1::NodeCount& nodes : response.nodes()) {
    if (counts(nodes.kind())) count += nodes.count();
  }
  return count;
}

bool IsClaim(v1::NodeKind kind) {
  return kind == v1::NODE_KIND_COMMITMENT || kind == v1::NODE_KIND_OUTCOME;
}

bool IsEntity(v1::NodeKind kind) {
  return !IsClaim(kind) && kind != v1::NODE_KIND_REPORT && kind != v1::NODE_KIND_STATEMENT;
}

// The flag that loads what was refused for this reason; empty when none does.
std::string_view HelpfulFlag(const absl::Status& failure) {
  const std::optional<ErrorInfo> info = GetErrorInfo(failure);
  switch (info.has_value() ? info->reason : ErrorReason::kUnspecified) {
    case ErrorReason::kPlaceUnknown:
      return "--place PLACE";
    case ErrorReason::kYearUnknown:
      return "--year YEAR";
    case ErrorReason::kNotAReport:
      return "--force";
    default:
      return "";
  }
}

}  // namespace

std::string SummaryTable(const std::vector<LoadedReport>& reports, const Screen& screen) {
  using Align = TextTable::Align;
  TextTable table({{.header = "report", .wraps = true},
                   {.header = "effect"},
                   {"sentences", Align::kRight},
                   {"claims", Align::kRight},
                   {"entities", Align::kRight},
                   {"warnings", Align::kRight},
                   {"revision", Align::kRight}});
  for (const LoadedReport& report : reports) {
    if (!report.response.ok()) {
      table.AddRow(
          {{report.file.name, Style::kName}, {"failed", Style::kError}, "", "", "", "", ""});
      continue;
    }
    const v1::LoadReportResponse& response = *report.response;
    const StyledText warnings(fmt::to_string(response.warnings_size()),
                              response.warnings().empty() ? Style::kPlain : Style::kWarning);
    table.AddRow({{response.report().name(), Style::kName},
                  {Word(response.effect()), Style::kGood},
                  fmt::to_string(response.report().statements()),
                  fmt::to_string(CountOf(response, IsClaim)),
                  fmt::to_string(CountOf(response, IsEntity)),
                  warnings,
                  fmt::to_string(response.revision())});
  }
  std::string text = table.Render(screen);
  if (reports.size() > 1) {
    const auto loaded = std::count_if(reports.begin(), reports.end(),
                                      [](const LoadedReport& r) { return r.response.ok(); });
    text += fmt::format("{}: {} loaded, {} failed\n", CountText(reports.size(), "report"), loaded,
                        reports.size() - loaded);
  }
  return text;
}

std::string Complaints(const std::vector<LoadedReport>& reports, bool color) {
  std::string lines;
  for (const LoadedReport& report : reports) {
    if (!report.response.ok()) continue;
    for (const std::string& warning : report.response->warnings()) {
      lines += fmt::format("{}: {}\n", report.file.Label(),
                           StyledText("warning: ", Style::kWarning).Add(warning).Render(color));
    }
  }
  for (const LoadedReport& report : reports) {
    const absl::Status failure = report.response.status();
    if (failure.ok()) continue;
    std::string words(failure.message());
    if (const std::string_view flag = HelpfulFlag(failure); !flag.empty()) {
      words += fmt::format(" ({})", flag);
    }
    lines += fmt::format("{}: {}\n", report.file.Label(),
                         StyledText(words, Style::kError).Render(color));
  }
  return lines;
}

}  // namespace policygraph::cli
