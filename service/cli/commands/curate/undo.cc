#include <fmt/format.h>

#include <memory>

#include "graph/base/status_macros.h"
#include "service/cli/commands/curate/curate.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  Judging judging;
  uint64_t id = 0;
};

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::UndoJudgementRequest request;
  request.set_id(options.id);
  request.set_author(options.judging.author);
  request.set_reason(options.judging.reason);
  request.set_request_id(options.judging.request_id);
  ASSIGN_OR_RETURN(const v1::UndoJudgementResponse response,
                   connection->client().UndoJudgement(request));
  if (options.common.json) {
    PrintJson(response);
  } else {
    fmt::print("judgement {} is undone: {}; revision {}\n", response.judgement().id(),
               ActionText(response.judgement().action()), response.revision());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddUndoCommand(CLI::App& curate, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(curate, "undo", "Undo a judgement: the graph is as if it had not been made",
                    "  policygraph curate undo 7 --author 王 --reason 另有其园\n");
  command->add_option("id", options->id, "Number of the judgement, as `curate list` shows it")
      ->type_name("JUDGEMENT")
      ->required();
  AddJudgingOptions(*command, options->judging, /*needs_reason=*/false);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
