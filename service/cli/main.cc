#include <fmt/format.h>

#include <cstdio>

#include "service/cli/commands/commands.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/screen.h"

namespace policygraph::cli {
namespace {

constexpr char kDescription[] =
    "Reads government work reports into a graph of what was promised and done, and answers\n"
    "questions about it, every fact with the words that say it.";

int Main(int argc, char** argv) {
  CLI::App app(kDescription, "policygraph");
  Action action;
  AddLoadCommand(app, action);
  AddReportsCommand(app, action);
  AddShowCommand(app, action);
  AddSearchCommand(app, action);
  AddExpandCommand(app, action);
  AddTraceCommand(app, action);
  AddOriginsCommand(app, action);
  AddDeliveryCommand(app, action);
  AddScorecardCommand(app, action);
  AddSeriesCommand(app, action);
  AddTargetsCommand(app, action);
  AddCompareCommand(app, action);
  AddPathsCommand(app, action);
  AddMatchCommand(app, action);
  AddRankCommand(app, action);
  AddCommunitiesCommand(app, action);
  AddHistoryCommand(app, action);
  AddExportCommand(app, action);
  AddExplainCommand(app, action);
  AddCurateCommand(app, action);
  AddRetractCommand(app, action);
  AddServeCommand(app, action);
  app.require_subcommand(1);
  app.set_version_flag("--version", "policygraph " POLICYGRAPH_VERSION);
  app.footer("`policygraph SUBCOMMAND --help` tells more, with examples.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
  }

  const absl::StatusOr<ExitCode> exit_code = action();
  // A full disk shows when the output is flushed, at the latest.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    fmt::print(stderr, "policygraph: the output could not be written\n");
    return static_cast<int>(ExitCode::kFailed);
  }
  if (exit_code.ok()) return static_cast<int>(*exit_code);
  const CLI::App* command = &app;
  while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
  const bool wants_json = command->count("--json") > 0;
  if (wants_json) {
    fmt::print(stderr, "{}\n", ErrorJson(exit_code.status()));
  } else {
    fmt::print(stderr, "{}", FailureText(exit_code.status(), Screen::OfStderr().color));
  }
  return static_cast<int>(ExitCodeOf(exit_code.status()));
}

}  // namespace
}  // namespace policygraph::cli

int main(int argc, char** argv) { return policygraph::cli::Main(argc, argv); }
