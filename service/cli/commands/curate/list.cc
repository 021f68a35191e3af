#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "graph/base/status_macros.h"
#include "service/cli/commands/curate/curate.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/node_choice.h"
#include "service/cli/paging.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;

struct Options {
  CommonOptions common;
  std::string node;
  std::string author;
  bool undone = false;
  int limit = 100;
};

TextTable JudgementTable(const v1::ListJudgementsResponse& response) {
  TextTable table({{"id", TextTable::Align::kRight},
                   {.header = "judgement", .wraps = true},
                   {.header = "author"},
                   {.header = "when"},
                   {.header = "reason", .wraps = true},
                   {.header = "undone"}});
  for (const v1::Judgement& judgement : response.judgements()) {
    const bool holds = !judgement.has_undone();
    table.AddRow({fmt::to_string(judgement.id()),
                  {ActionText(judgement.action()), holds ? Style::kName : Style::kQuiet},
                  judgement.author(),
                  {TimeText(judgement.time()), Style::kQuiet},
                  judgement.reason(),
                  holds ? "" : "by " + judgement.undone().author()});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  v1::ListJudgementsRequest request;
  if (!options.node.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_node(), ResolveNodeId(client, options.node));
  }
  request.set_author(options.author);
  request.set_include_undone(options.undone);
  ASSIGN_OR_RETURN(
      const v1::ListJudgementsResponse response,
      ReadPages(request, options.limit, kMaxPage, &v1::ListJudgementsResponse::mutable_judgements,
                [&](const auto& page) { return client.ListJudgements(page); }));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  if (response.judgements().empty()) {
    fmt::print(stderr, "there is no judgement that fits\n");
    return ExitCode::kOk;
  }
  fmt::print("{}", JudgementTable(response).Render(Screen::OfStdout()));
  if (!response.next_page_token().empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} shown; --limit 0 shows all\n", response.judgements_size(),
               response.total_size());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddJudgementsCommand(CLI::App& curate, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(curate, "list", "List the judgements, oldest first",
                                    "  policygraph curate list\n"
                                    "  policygraph curate list --node 三渔水库 --undone\n"
                                    "  policygraph curate list --by 王 --json\n");
  command
      ->add_option("--node", options->node, "Only those that name this node, given by name or id")
      ->type_name("NODE");
  command->add_option("--by", options->author, "Only those of this author")->type_name("NAME");
  command->add_flag("--undone", options->undone, "Show those that were undone as well");
  command->add_option("--limit", options->limit, "Most judgements to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
