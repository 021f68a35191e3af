#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string first;
  std::string second;
  std::vector<v1::Change> changes;
  int limit = 200;
  double min_confidence = 0;
};

Style StyleOf(v1::Change change) {
  switch (change) {
    case v1::CHANGE_NEW:
    case v1::CHANGE_RAISED:
      return Style::kName;
    case v1::CHANGE_DROPPED:
    case v1::CHANGE_LOWERED:
      return Style::kWarning;
    default:
      return Style::kQuiet;
  }
}

std::string SideText(const v1::ComparedSide& side) {
  if (side.stage() != v1::STAGE_UNSPECIFIED) return Word(side.stage());
  return side.supporters() > 0 ? CountText(side.supporters(), "supporter") : "named";
}

TextTable NodeTable(const google::protobuf::RepeatedPtrField<v1::ComparedNode>& rows,
                    const Options& options) {
  TextTable table({{"change"}, {.header = "name", .wraps = true}, {options.first}, {options.second}});
  for (const v1::ComparedNode& row : rows) {
    table.AddRow({{Word(row.change()), StyleOf(row.change())},
                  row.name(),
                  row.has_first() ? SideText(row.first()) : "",
                  row.has_second() ? SideText(row.second()) : ""});
  }
  return table;
}

TextTable FigureTable(const google::protobuf::RepeatedPtrField<v1::ComparedFigure>& rows,
                      const Options& options) {
  TextTable table({{"change"},
                   {.header = "indicator", .wraps = true},
                   {"basis"},
                   {options.first},
                   {options.second}});
  for (const v1::ComparedFigure& row : rows) {
    const v1::Figure& either = row.has_first() ? row.first() : row.second();
    table.AddRow({{Word(row.change()), StyleOf(row.change())},
                  (row.subject().empty() ? "" : row.subject() + " ") + row.indicator(),
                  {Word(either.quantity().basis()), Style::kQuiet},
                  row.has_first() ? WrittenFigure(row.first().quantity()) : "",
                  row.has_second() ? WrittenFigure(row.second().quantity()) : ""});
  }
  return table;
}

void Print(std::string_view title, const google::protobuf::RepeatedPtrField<v1::ChangeCount>& counts,
           const TextTable& table) {
  std::string line(title);
  for (const v1::ChangeCount& count : counts) {
    line += fmt::format("{}{} {}", line.size() == title.size() ? "  " : ", ", count.count(),
                        Word(count.change()));
  }
  fmt::print("{}\n", line);
  if (!table.empty()) fmt::print("{}", table.Render(Screen::OfStdout()));
  fmt::print("\n");
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::CompareReportsRequest request;
  request.set_first(options.first);
  request.set_second(options.second);
  for (const v1::Change change : options.changes) request.add_changes(change);
  request.set_max_rows(options.limit);
  request.set_min_confidence(options.min_confidence);
  ASSIGN_OR_RETURN(const v1::CompareReportsResponse response,
                   connection->client().CompareReports(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  Print("strategies", response.strategy_counts(), NodeTable(response.strategies(), options));
  Print("targets", response.target_counts(), FigureTable(response.targets(), options));
  Print("projects", response.project_counts(), NodeTable(response.projects(), options));
  Print("outcomes", response.outcome_counts(), FigureTable(response.outcomes(), options));
  if (response.truncated()) {
    std::fflush(stdout);
    fmt::print(stderr, "some rows are not shown; --limit shows more, --change fewer kinds\n");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCompareCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "compare",
      "Compare two reports: strategies, projects and figures that are kept, new, dropped, raised or\n"
      "lowered",
      "  policygraph compare national-2024 national-2025\n"
      "  policygraph compare national-2024 national-2025 --change raised --change lowered\n");
  command->add_option("first", options->first, "Report to compare from")
      ->type_name("REPORT")
      ->required();
  command->add_option("second", options->second, "Report to compare to")
      ->type_name("REPORT")
      ->required();
  command->add_option("--change", options->changes, "Only rows of this change")
      ->type_name("CHANGE")
      ->transform(CLI::CheckedTransformer(ChangeChoices(), CLI::ignore_case));
  command->add_option("--limit", options->limit, "Most rows of each list")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
  command->add_option("--min-confidence", options->min_confidence,
                      "Only what is at least this sure in either report, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
