#include <fmt/format.h>

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
  std::string place;
  std::vector<std::string> indicators;
  v1::Basis basis = v1::BASIS_UNSPECIFIED;
  int first_year = 0;
  int last_year = 0;
  double min_confidence = 0;
};

// The best figure, or why there is none.
StyledText SideText(v1::SeriesAnswer answer,
                    const google::protobuf::RepeatedPtrField<v1::Figure>& figures) {
  if (answer != v1::SERIES_ANSWER_STATED) return {Word(answer), Style::kQuiet};
  StyledText text(WrittenFigure(figures.Get(0).quantity()));
  if (figures.Get(0).quantity().period() != v1::PERIOD_UNSPECIFIED) {
    text.Add(" " + Word(figures.Get(0).quantity().period()), Style::kQuiet);
  }
  if (figures.size() > 1) text.Add(fmt::format("  +{}", figures.size() - 1), Style::kQuiet);
  return text;
}

StyledText WhereText(const google::protobuf::RepeatedPtrField<v1::Figure>& figures) {
  return {figures.empty() ? "" : PlaceText(figures.Get(0).evidence()), Style::kQuiet};
}

// How many years from this one on no loaded report could tell of.
int YearsUntold(const v1::GetIndicatorSeriesResponse& response, int first) {
  int count = 0;
  while (first + count < response.years_size() &&
         response.years(first + count).target_answer() == v1::SERIES_ANSWER_NO_REPORT &&
         response.years(first + count).actual_answer() == v1::SERIES_ANSWER_NO_REPORT) {
    ++count;
  }
  return count;
}

TextTable SeriesTable(const v1::GetIndicatorSeriesResponse& response) {
  using Align = TextTable::Align;
  TextTable table({{"year", Align::kRight},
                   {"target"},
                   {.header = "in", .wraps = true},
                   {"actual"},
                   {.header = "in", .wraps = true},
                   {"verdict"}});
  for (int i = 0; i < response.years_size(); ++i) {
    const v1::SeriesYear& year = response.years(i);
    const int untold = YearsUntold(response, i);
    if (untold > 1) {
      table.AddRow({fmt::format("{}–{}", year.year(), year.year() + untold - 1),
                    SideText(year.target_answer(), year.targets()), "",
                    SideText(year.actual_answer(), year.actuals()), "", ""});
      i += untold - 1;
      continue;
    }
    const bool judged = year.verdict() != v1::VERDICT_UNSPECIFIED;
    table.AddRow({fmt::to_string(year.year()), SideText(year.target_answer(), year.targets()),
                  WhereText(year.targets()), SideText(year.actual_answer(), year.actuals()),
                  WhereText(year.actuals()),
                  {judged ? Word(year.verdict()) : "",
                   year.verdict() == v1::VERDICT_NOT_FULFILLED ? Style::kWarning : Style::kName}});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::GetIndicatorSeriesRequest request;
  request.set_place(options.place);
  for (const std::string& indicator : options.indicators) request.add_indicators(indicator);
  request.set_basis(options.basis);
  request.set_first_year(options.first_year);
  request.set_last_year(options.last_year);
  request.set_min_confidence(options.min_confidence);
  ASSIGN_OR_RETURN(const v1::GetIndicatorSeriesResponse response,
                   connection->client().GetIndicatorSeries(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  std::string indicators;
  for (const std::string& name : response.indicators()) {
    indicators += (indicators.empty() ? "" : " / ") + name;
  }
  fmt::print("{}  {} of {}\n", indicators, Word(response.basis()), options.place);
  fmt::print("{}", SeriesTable(response).Render(Screen::OfStdout()));
  return ExitCode::kOk;
}

}  // namespace

void AddSeriesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "series",
      "Show an indicator over the years: what the reports of a place aimed at and what came of it.\n"
      "“not found” means that the report is loaded and does not say; “no report” that it is not loaded",
      "  policygraph series 中国 国内生产总值 --basis growth\n"
      "  policygraph series 重庆市 地区生产总值 --from 2023 --to 2025\n");
  command->add_option("place", options->place, "Place, by official name or code")
      ->type_name("PLACE")
      ->required();
  command->add_option("indicator", options->indicators,
                      "Indicator, by name or id; several are one series")
      ->type_name("INDICATOR")
      ->required()
      ->expected(1, 10);
  command->add_option("--basis", options->basis, "What kind of figure; the commonest unless given")
      ->type_name("BASIS")
      ->transform(CLI::CheckedTransformer(BasisChoices(), CLI::ignore_case));
  command->add_option("--from", options->first_year, "First year")->type_name("YEAR");
  command->add_option("--to", options->last_year, "Last year")->type_name("YEAR");
  command->add_option("--min-confidence", options->min_confidence,
                      "Only figures at least this sure, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
