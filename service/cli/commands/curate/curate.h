#ifndef POLICYGRAPH_SERVICE_CLI_COMMANDS_CURATE_CURATE_H_
#define POLICYGRAPH_SERVICE_CLI_COMMANDS_CURATE_CURATE_H_

#include <string>

#include "policygraph/v1/judgement.pb.h"
#include "service/cli/command_line.h"

namespace policygraph::cli {

// The commands below `policygraph curate`; each as those in commands.h.
void AddJudgingCommands(CLI::App& curate, Action& action);  // rename, merge, split and so on
void AddUndoCommand(CLI::App& curate, Action& action);
void AddJudgementsCommand(CLI::App& curate, Action& action);
void AddCandidatesCommand(CLI::App& curate, Action& action);
void AddJudgementFileCommands(CLI::App& curate, Action& action);  // export and import

// Who judges and why, as every command takes it that changes the graph.
struct Judging {
  std::string author;
  std::string reason;
  std::string request_id;
};

// Adds --author, --reason and --request-id.
void AddJudgingOptions(CLI::App& command, Judging& judging, bool needs_reason);

// When a judgement was made, for people: 2026-07-01 09:30 where they are.
std::string TimeText(const google::protobuf::Timestamp& time);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_COMMANDS_CURATE_CURATE_H_
