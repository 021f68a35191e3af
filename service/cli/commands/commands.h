#ifndef POLICYGRAPH_SERVICE_CLI_COMMANDS_COMMANDS_H_
#define POLICYGRAPH_SERVICE_CLI_COMMANDS_COMMANDS_H_

#include "service/cli/command_line.h"

namespace policygraph::cli {

// Each adds one subcommand to the program; parsing a command line that names it sets `action`. Both
// must outlive the parsing.
void AddLoadCommand(CLI::App& app, Action& action);
void AddReportsCommand(CLI::App& app, Action& action);
void AddShowCommand(CLI::App& app, Action& action);
void AddSearchCommand(CLI::App& app, Action& action);
void AddExpandCommand(CLI::App& app, Action& action);
void AddTraceCommand(CLI::App& app, Action& action);
void AddOriginsCommand(CLI::App& app, Action& action);
void AddDeliveryCommand(CLI::App& app, Action& action);
void AddScorecardCommand(CLI::App& app, Action& action);
void AddSeriesCommand(CLI::App& app, Action& action);
void AddTargetsCommand(CLI::App& app, Action& action);
void AddCompareCommand(CLI::App& app, Action& action);
void AddPathsCommand(CLI::App& app, Action& action);
void AddMatchCommand(CLI::App& app, Action& action);
void AddRankCommand(CLI::App& app, Action& action);
void AddCommunitiesCommand(CLI::App& app, Action& action);
void AddHistoryCommand(CLI::App& app, Action& action);
void AddExportCommand(CLI::App& app, Action& action);
void AddExplainCommand(CLI::App& app, Action& action);
void AddCurateCommand(CLI::App& app, Action& action);
void AddRetractCommand(CLI::App& app, Action& action);
void AddServeCommand(CLI::App& app, Action& action);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_COMMANDS_COMMANDS_H_
