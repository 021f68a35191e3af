#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

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
  std::string place;
  int year = 0;
  v1::ScorecardGroup group = v1::SCORECARD_GROUP_UNSPECIFIED;
  int limit = 100;
  double min_confidence = 0;
};

std::string PercentText(bool known, double rate) {
  return known ? fmt::format("{:.0f}%", 100 * rate) : "–";
}

void AddRow(const v1::ScorecardRow& row, StyledText name, TextTable& table) {
  table.AddRow({std::move(name), fmt::to_string(row.commitments()), fmt::to_string(row.fulfilled()),
                fmt::to_string(row.partly()), fmt::to_string(row.not_fulfilled()),
                fmt::to_string(row.in_progress()), fmt::to_string(row.no_evidence()),
                fmt::to_string(row.not_testable()), fmt::to_string(row.not_checked()),
                fmt::to_string(row.continued()), fmt::to_string(row.quietly_dropped()),
                PercentText(row.has_fulfilled_rate(), row.fulfilled_rate()),
                PercentText(row.has_decided_rate(), row.decided_rate())});
}

TextTable CardTable(const v1::GetScorecardResponse& response) {
  using Align = TextTable::Align;
  TextTable table({{.header = "", .wraps = true},
                   {"promised", Align::kRight},
                   {"fulfilled", Align::kRight},
                   {"partly", Align::kRight},
                   {"not", Align::kRight},
                   {"in progress", Align::kRight},
                   {"no evidence", Align::kRight},
                   {"not testable", Align::kRight},
                   {"not checked", Align::kRight},
                   {"again", Align::kRight},
                   {"dropped", Align::kRight},
                   {"of decided", Align::kRight},
                   {"decided", Align::kRight}});
  for (const v1::ScorecardRow& row : response.rows()) {
    AddRow(row, {row.name(), Style::kName}, table);
  }
  AddRow(response.total(), {"all", Style::kQuiet}, table);
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::GetScorecardRequest request;
  request.set_place(options.place);
  request.set_year(options.year);
  request.set_group_by(options.group);
  request.set_max_rows(options.limit);
  request.set_min_confidence(options.min_confidence);
  ASSIGN_OR_RETURN(const v1::GetScorecardResponse response,
                   connection->client().GetScorecard(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", CardTable(response).Render(Screen::OfStdout()));
  if (response.total_rows() > response.rows_size()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} rows shown; --limit shows more\n", response.rows_size(),
               response.total_rows());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddScorecardCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "scorecard",
      "Count what was fulfilled, by report, strategy, indicator or subject. “of decided” is the\n"
      "fulfilled part of those fulfilled, partly or not; “decided” is the part of the testable ones\n"
      "that the later report decides. “again” counts what the later report promises again, “dropped”\n"
      "what it neither speaks of nor promises again",
      "  policygraph scorecard\n"
      "  policygraph scorecard --place 重庆市 --year 2024 --by indicator\n");
  command->add_option("--place", options->place, "Only reports of this place, by official name or code")
      ->type_name("PLACE");
  command->add_option("--year", options->year, "Only reports delivered in this year")
      ->type_name("YEAR");
  command->add_option("--by", options->group, "What the rows are; reports unless given")
      ->type_name("GROUP")
      ->transform(CLI::CheckedTransformer(ScorecardGroupChoices(), CLI::ignore_case));
  command->add_option("--min-confidence", options->min_confidence,
                      "Only verdicts at least this sure, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--limit", options->limit, "Most rows")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
