#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;

struct Options {
  CommonOptions common;
  std::string place;
  int year = 0;
  ListOptions list;
};

TextTable ReportTable(const v1::ListReportsResponse& response) {
  using Align = TextTable::Align;
  TextTable table({{.header = "report", .wraps = true},
                   {.header = "place"},
                   {.header = "year"},
                   {.header = "months"},
                   {"characters", Align::kRight},
                   {"sentences", Align::kRight},
                   {"revision", Align::kRight},
                   {.header = "loaded"}});
  for (const v1::Report& report : response.reports()) {
    const std::string loaded =
        absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(report.load_time().seconds()),
                         absl::LocalTimeZone());
    table.AddRow({{report.name(), Style::kName},
                  report.place(),
                  fmt::to_string(report.year()),
                  MonthsText(report.through_month()),
                  fmt::to_string(report.characters()),
                  fmt::to_string(report.statements()),
                  fmt::to_string(report.revision()),
                  {loaded, Style::kQuiet}});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::ListReportsRequest request;
  request.set_place(options.place);
  request.set_year(options.year);
  request.set_filter(options.list.filter);
  request.set_order_by(options.list.order_by);
  ASSIGN_OR_RETURN(
      const v1::ListReportsResponse response,
      ReadPages(request, /*limit=*/0, kMaxPage, &v1::ListReportsResponse::mutable_reports,
                [&](const auto& page) { return connection->client().ListReports(page); }));
  if (options.common.json) {
    PrintJson(response);
  } else if (response.reports().empty()) {
    fmt::print(stderr, "no report is loaded that fits\n");
  } else {
    fmt::print("{}", ReportTable(response).Render(Screen::OfStdout()));
  }
  return ExitCode::kOk;
}

}  // namespace

void AddReportsCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(app, "reports", "List the reports that are loaded",
                                    "  policygraph reports\n"
                                    "  policygraph reports --place 德阳市 --year 2024\n"
                                    "  policygraph reports --filter 'through_month > 0'   # progress reports\n"
                                    "  policygraph reports --filter 'year >= 2023 AND place : 市' "
                                    "--order-by 'year desc, name'\n"
                                    "  policygraph reports --store var/graph --json\n");
  command
      ->add_option("--place", options->place, "Only those of this place, by official name or code")
      ->type_name("PLACE");
  command->add_option("--year", options->year, "Only those delivered in this year")
      ->type_name("YEAR");
  AddListOptions(*command, options->list);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
