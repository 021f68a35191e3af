#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/evidence_text.h"
#include "service/cli/json.h"
#include "service/cli/selection_options.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  SelectionOptions selection;
  std::string from;
  std::string to;
  int max_paths = 1;
  int max_length = 6;
  bool directed = false;
};

StyledText EdgeText(const v1::PathEdge& followed) {
  const v1::Edge& edge = followed.edge();
  StyledText text(Word(edge.kind()));
  if (edge.stage() != v1::STAGE_UNSPECIFIED) text.Add("  " + Word(edge.stage()), Style::kQuiet);
  return text;
}

StyledText SaidText(const v1::Edge& edge) {
  if (!edge.evidence().empty()) return EvidenceText(edge.evidence(0));
  return {edge.derivation(), Style::kQuiet};
}

// One row for each edge; the first of a step names the node that it leads to.
TextTable PathTable(const v1::FindPathsResponse& response) {
  TextTable table({{"path", TextTable::Align::kRight},
                   {.header = ""},
                   {.header = "edge"},
                   {.header = "node", .wraps = true},
                   {.header = "kind"},
                   {.header = "said", .wraps = true}});
  for (int i = 0; i < response.paths_size(); ++i) {
    table.AddRow({fmt::to_string(i + 1),
                  "",
                  "",
                  {response.from().name(), Style::kName},
                  Word(response.from().kind()),
                  ""});
    for (const v1::PathStep& step : response.paths(i).steps()) {
      for (int j = 0; j < step.edges_size(); ++j) {
        const v1::PathEdge& followed = step.edges(j);
        table.AddRow({"", followed.direction() == v1::DIRECTION_IN ? "←" : "→", EdgeText(followed),
                      j == 0 ? StyledText(step.node().name(), Style::kName) : StyledText(),
                      j == 0 ? Word(step.node().kind()) : "", SaidText(followed.edge())});
      }
    }
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::FindPathsRequest request;
  request.set_from(options.from);
  request.set_to(options.to);
  request.set_max_paths(options.max_paths);
  request.set_max_length(options.max_length);
  request.set_directed(options.directed);
  *request.mutable_selection() = options.selection.ToMessage();
  ASSIGN_OR_RETURN(const v1::FindPathsResponse response, connection->client().FindPaths(request));
  const ExitCode exit_code = response.paths().empty() ? ExitCode::kFailed : ExitCode::kOk;
  if (options.common.json) {
    PrintJson(response);
    return exit_code;
  }
  if (!response.paths().empty()) {
    fmt::print("{}", PathTable(response).Render(Screen::OfStdout()));
    std::fflush(stdout);
  } else if (!response.cut()) {
    fmt::print(stderr, "no path of at most {} leads from {} to {}\n",
               CountText(options.max_length, "edge"), response.from().name(), response.to().name());
  }
  if (response.cut()) {
    fmt::print(stderr,
               "the search was cut: name kinds (--edge-kind, --node-kind) or a smaller "
               "--max-length to look further\n");
  }
  return exit_code;
}

}  // namespace

void AddPathsCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "paths",
      "Show how one node leads to another: the shortest paths between them, each edge with the\n"
      "words that say it",
      std::string("  policygraph paths 同城融圈 旌阳区\n"
                  "  policygraph paths 同城融圈 旌阳区 --paths 5 --max-length 4\n"
                  "  policygraph paths 市交通局 乡村振兴 --edge-kind supports --edge-kind "
                  "responsible_for --json\n") +
          kKindsHelp);
  command->add_option("from", options->from, "Id, name or alias of the node to begin at")
      ->type_name("FROM")
      ->required();
  command->add_option("to", options->to, "Id, name or alias of the node to end at")
      ->type_name("TO")
      ->required();
  command->add_option("--paths", options->max_paths, "Most paths to show")
      ->type_name("N")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command->add_option("--max-length", options->max_length, "Most edges of a path")
      ->type_name("N")
      ->check(CLI::Range(1, 12))
      ->capture_default_str();
  command->add_flag("--directed", options->directed,
                    "Follow edges from source to target only, not either way");
  AddSelectionOptions(*command, options->selection);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
