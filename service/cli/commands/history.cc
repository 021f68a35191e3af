#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common = {.timeout_seconds = 0};
  uint64_t after = 0;
  bool follow = false;
  bool verdicts = false;
};

TextTable CommitTable(const v1::WatchCommitsResponse& response) {
  TextTable table({{"revision", TextTable::Align::kRight},
                   {.header = "committed"},
                   {.header = "what"},
                   {.header = "by", .wraps = true}});
  for (const v1::CommitRecord& commit : response.commits()) {
    const std::string committed =
        absl::FormatTime("%Y-%m-%d %H:%M:%S", absl::FromUnixSeconds(commit.time().seconds()),
                         absl::LocalTimeZone());
    table.AddRow({fmt::to_string(commit.revision()),
                  {committed, Style::kQuiet},
                  {commit.note(), Style::kName},
                  commit.author()});
  }
  return table;
}

TextTable VerdictTable(const v1::WatchCommitsResponse& response) {
  TextTable table({{.header = "report"}, {.header = "was"}, {.header = "is"},
                   {.header = "promised", .wraps = true}, {.header = "because", .wraps = true}});
  for (const v1::VerdictChange& change : response.verdict_changes()) {
    const v1::Delivery& delivery = change.delivery();
    const bool was = change.before() != v1::VERDICT_UNSPECIFIED;
    const bool is = delivery.verdict() != v1::VERDICT_UNSPECIFIED;
    table.AddRow({change.report(), was ? Word(change.before()) : "–",
                  {is ? Word(delivery.verdict()) : "–", Style::kName},
                  delivery.commitment().text(), delivery.reason()});
  }
  return table;
}

void Print(const v1::WatchCommitsResponse& response) {
  if (!response.commits().empty()) {
    fmt::print("{}", CommitTable(response).Render(Screen::OfStdout()));
  }
  if (!response.verdict_changes().empty()) {
    fmt::print("\n{}", VerdictTable(response).Render(Screen::OfStdout()));
  }
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::WatchCommitsRequest request;
  request.set_after_revision(options.after);
  request.set_follow(options.follow);
  request.set_verdicts(options.verdicts);
  bool any = false;
  RETURN_IF_ERROR(connection->client().WatchCommits(
      request, [&](const v1::WatchCommitsResponse& response) {
        any |= !response.commits().empty();
        if (options.common.json) {
          PrintJson(response);
        } else {
          Print(response);
        }
        std::fflush(stdout);
        return absl::OkStatus();
      }));
  if (!any && !options.common.json) {
    fmt::print(stderr, "nothing was committed after revision {}\n", options.after);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddHistoryCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "history", "List what changed the graph, commit by commit",
      "  policygraph history\n"
      "  policygraph history --after 12\n"
      "  policygraph history --verdicts\n"
      "  policygraph history --after 12 --follow --address 127.0.0.1:50051 --json\n");
  command->add_option("--after", options->after, "Only commits after this revision")
      ->type_name("REVISION");
  command->add_flag("--follow", options->follow, "Stay, and tell of each commit as it is made");
  command->add_flag("--verdicts", options->verdicts,
                    "Tell also which commitments got another verdict");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
