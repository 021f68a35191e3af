#include "service/cli/commands/curate/curate.h"

#include "absl/time/time.h"
#include "service/cli/commands/commands.h"

namespace policygraph::cli {

void AddJudgingOptions(CLI::App& command, Judging& judging, bool needs_reason) {
  command.add_option("--author", judging.author, "Who judges; default $POLICYGRAPH_AUTHOR")
      ->type_name("NAME")
      ->envname("POLICYGRAPH_AUTHOR")
      ->required();
  command.add_option("--reason", judging.reason, "Why")->type_name("TEXT")->required(needs_reason);
  command
      .add_option("--request-id", judging.request_id,
                  "Makes the call safe to repeat: the same id answers as before")
      ->type_name("ID");
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M", absl::FromUnixSeconds(time.seconds()),
                          absl::LocalTimeZone());
}

void AddCurateCommand(CLI::App& app, Action& action) {
  CLI::App* curate = AddSubcommand(
      app, "curate",
      "Correct the graph: names, duplicates, mistakes, gaps. Every judgement has an author and a\n"
      "reason, can be undone, and outlasts loading its reports again",
      "  policygraph curate candidates project\n"
      "  policygraph curate merge 三渔水库工程 三渔水库 --author 王 --reason 同一工程\n"
      "  policygraph curate list\n"
      "  policygraph curate undo 1 --author 王\n"
      "\n`policygraph curate COMMAND --help` tells more; all commands take --json.\n");
  curate->require_subcommand(1);
  AddCandidatesCommand(*curate, action);
  AddJudgingCommands(*curate, action);
  AddUndoCommand(*curate, action);
  AddJudgementsCommand(*curate, action);
  AddJudgementFileCommands(*curate, action);
}

}  // namespace policygraph::cli
