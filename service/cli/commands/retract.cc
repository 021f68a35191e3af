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
  std::string report;
  std::string request_id;
  std::string author;
  bool validate_only = false;
};

void PrintForPeople(const Options& options, const v1::RetractReportResponse& response) {
  TextTable table({{.header = ""}, {.header = "kind"}, {"gone", TextTable::Align::kRight}});
  for (const v1::NodeCount& nodes : response.removed_nodes()) {
    table.AddRow({"node", Word(nodes.kind()), fmt::to_string(nodes.count())});
  }
  for (const v1::EdgeCount& edges : response.removed_edges()) {
    table.AddRow({"edge", Word(edges.kind()), fmt::to_string(edges.count())});
  }
  fmt::print("{} {}; revision {}\n", options.report,
             options.validate_only ? "would be retracted" : "is retracted", response.revision());
  if (!table.empty()) fmt::print("\n{}", table.Render(Screen::OfStdout()));
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::RetractReportRequest request;
  request.set_report(options.report);
  request.set_request_id(options.request_id);
  request.set_author(options.author);
  request.set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(const v1::RetractReportResponse response,
                   connection->client().RetractReport(request));
  if (options.common.json) {
    PrintJson(response);
  } else {
    PrintForPeople(options, response);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddRetractCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(app, "retract", "Take a report out, with all that no other report says",
                    "  policygraph retract deyang-2024 --validate-only\n"
                    "  policygraph retract deyang-2024 --author wang\n");
  command->add_option("report", options->report, "Name of the report")
      ->type_name("REPORT")
      ->required();
  command->add_option("--author", options->author, "Who retracts it, for the commit log")
      ->type_name("NAME");
  command
      ->add_option("--request-id", options->request_id,
                   "Makes the call safe to repeat: the same id answers as before")
      ->type_name("ID");
  command->add_flag("--validate-only", options->validate_only, "Count and tell, but write nothing");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
