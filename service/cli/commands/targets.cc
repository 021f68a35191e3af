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
  int year = 0;
  std::vector<std::string> indicators;
  std::string within;
  v1::Basis basis = v1::BASIS_UNSPECIFIED;
  int limit = 100;
  double min_confidence = 0;
};

std::string ExcessText(const v1::PlaceTarget& place) {
  if (!place.has_excess()) return "";
  return (place.excess() > 0 ? "+" : "") + NumberText(place.excess());
}

TextTable TargetTable(const v1::CompareTargetsResponse& response) {
  using Align = TextTable::Align;
  TextTable table({{"place"},
                   {"target"},
                   {"actual"},
                   {"more", Align::kRight},
                   {"than"},
                   {.header = "where", .wraps = true}});
  for (const v1::PlaceTarget& place : response.places()) {
    table.AddRow({{place.place(), Style::kName},
                  WrittenFigure(place.target().quantity()),
                  place.has_actual() ? WrittenFigure(place.actual().quantity()) : "",
                  ExcessText(place),
                  place.above(),
                  {PlaceText(place.target().evidence()), Style::kQuiet}});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::CompareTargetsRequest request;
  request.set_year(options.year);
  for (const std::string& indicator : options.indicators) request.add_indicators(indicator);
  request.set_within(options.within);
  request.set_basis(options.basis);
  request.set_max_rows(options.limit);
  request.set_min_confidence(options.min_confidence);
  ASSIGN_OR_RETURN(const v1::CompareTargetsResponse response,
                   connection->client().CompareTargets(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", TargetTable(response).Render(Screen::OfStdout()));
  if (response.total_places() > response.places_size()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} places shown; --limit shows more\n", response.places_size(),
               response.total_places());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddTargetsCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "targets",
      "Compare places by what they aim at in a year, from the nation down to the county: “more” is\n"
      "how much a target exceeds that of the place above it",
      "  policygraph targets 2024 国内生产总值 地区生产总值 --basis growth\n"
      "  policygraph targets 2024 地区生产总值 --within 湖北省\n");
  command->add_option("year", options->year, "Year that the targets are for")
      ->type_name("YEAR")
      ->required();
  command->add_option("indicator", options->indicators,
                      "Indicator, by name or id; several count as one")
      ->type_name("INDICATOR")
      ->required()
      ->expected(1, 10);
  command->add_option("--within", options->within,
                      "Only this place and those below it, by official name or code")
      ->type_name("PLACE");
  command->add_option("--basis", options->basis, "What kind of figure; the commonest unless given")
      ->type_name("BASIS")
      ->transform(CLI::CheckedTransformer(BasisChoices(), CLI::ignore_case));
  command->add_option("--limit", options->limit, "Most places")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
  command->add_option("--min-confidence", options->min_confidence,
                      "Only figures at least this sure, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
