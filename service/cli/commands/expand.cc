#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
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
  std::vector<v1::EdgeKind> kinds;
  v1::Direction direction = v1::DIRECTION_BOTH;
  int limit = 100;
  double min_confidence = 0;
};

std::map<std::string, v1::Direction> DirectionChoices() {
  return {{"out", v1::DIRECTION_OUT}, {"in", v1::DIRECTION_IN}, {"both", v1::DIRECTION_BOTH}};
}

TextTable NeighborTable(const v1::ExpandResponse& response) {
  TextTable table({{.header = ""},
                   {.header = "edge"},
                   {.header = "node", .wraps = true},
                   {.header = "kind"},
                   {.header = "id"}});
  for (const v1::Neighbor& neighbor : response.neighbors()) {
    StyledText edge(Word(neighbor.edge().kind()));
    if (neighbor.edge().stage() != v1::STAGE_UNSPECIFIED) {
      edge.Add("  " + Word(neighbor.edge().stage()), Style::kQuiet);
    }
    table.AddRow({neighbor.direction() == v1::DIRECTION_IN ? "←" : "→",
                  edge,
                  {neighbor.node().name(), Style::kName},
                  Word(neighbor.node().kind()),
                  {neighbor.node().id(), Style::kQuiet}});
  }
  return table;
}

void PrintForPeople(const v1::ExpandResponse& response) {
  const Screen screen = Screen::OfStdout();
  const StyledText title =
      StyledText(response.node().name(), Style::kName)
          .Add(fmt::format("  {}, {}; read at revision {}", Word(response.node().kind()),
                           CountText(response.total_size(), "edge"), response.read_revision()),
               Style::kQuiet);
  fmt::print("{}\n", title.Render(screen.color));
  if (response.neighbors().empty()) return;
  fmt::print("\n{}", NeighborTable(response).Render(screen));
  if (!response.next_page_token().empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} shown; --limit 0 shows all\n", response.neighbors_size(),
               response.total_size());
  }
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  v1::ExpandRequest request;
  ASSIGN_OR_RETURN(*request.mutable_id(), ResolveNodeId(client, options.node));
  for (const v1::EdgeKind kind : options.kinds) request.add_edge_kinds(kind);
  request.set_direction(options.direction);
  request.set_min_confidence(options.min_confidence);
  if (options.common.json) request.set_view(v1::VIEW_FULL);
  ASSIGN_OR_RETURN(
      const v1::ExpandResponse response,
      ReadPages(request, options.limit, kMaxPage, &v1::ExpandResponse::mutable_neighbors,
                [&](const auto& page) { return client.Expand(page); }));
  if (options.common.json) {
    PrintJson(response);
  } else {
    PrintForPeople(response);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddExpandCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "expand", "Show the edges at a node and what they lead to",
      "  policygraph expand 同城融圈\n"
      "  policygraph expand 旌阳区 --edge-kind located_in --direction in\n"
      "  policygraph expand 5f0c2a9d41b7e3886a10c4d2f7b95e31 --limit 0 --json\n"
      "\nKinds of edges:\n"
      "  supports, located_in, part_of, responsible_for, partners_with, targets, reports,\n"
      "  advances, awarded, seeks, stated_in, mentions, fulfils, continues\n");
  command->add_option("node", options->node, "Id, name or alias of a node")
      ->type_name("NODE")
      ->required();
  command->add_option("--edge-kind", options->kinds, "Only edges of this kind; may be repeated")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(EdgeKindChoices(), CLI::ignore_case).description(""));
  command->add_option("--direction", options->direction, "Only edges out of it, or into it")
      ->type_name("out|in|both")
      ->transform(CLI::CheckedTransformer(DirectionChoices(), CLI::ignore_case).description(""));
  command->add_option("--limit", options->limit, "Most edges to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddMinConfidence(*command, options->min_confidence);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
