#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/selection_options.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  SelectionOptions selection;
  v1::RankMeasure measure = v1::RANK_MEASURE_PAGERANK;
  std::vector<v1::NodeKind> list_kinds;
  int limit = 20;
  int iterations = 20;
  int samples = 200;
  uint32_t seed = 0;
};

std::map<std::string, v1::RankMeasure> MeasureChoices() {
  return {{"pagerank", v1::RANK_MEASURE_PAGERANK},
          {"betweenness", v1::RANK_MEASURE_BETWEENNESS},
          {"degree", v1::RANK_MEASURE_DEGREE},
          {"core_number", v1::RANK_MEASURE_CORE_NUMBER}};
}

// Shares of 1 to six digits, all else to one.
std::string ScoreText(v1::RankMeasure measure, double score) {
  return measure == v1::RANK_MEASURE_PAGERANK ? fmt::format("{:.6f}", score)
                                              : NumberText(std::round(score * 10) / 10);
}

TextTable RankTable(const v1::RankNodesResponse& response, v1::RankMeasure measure) {
  TextTable table({{"", TextTable::Align::kRight},
                   {"score", TextTable::Align::kRight},
                   {.header = "name", .wraps = true},
                   {.header = "kind"},
                   {.header = "scope"},
                   {.header = "id"}});
  for (int i = 0; i < response.nodes_size(); ++i) {
    const v1::Node& node = response.nodes(i).node();
    table.AddRow({fmt::to_string(i + 1),
                  ScoreText(measure, response.nodes(i).score()),
                  {node.name(), Style::kName},
                  Word(node.kind()),
                  node.scope(),
                  {node.id(), Style::kQuiet}});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::RankNodesRequest request;
  request.set_measure(options.measure);
  *request.mutable_selection() = options.selection.ToMessage();
  for (const v1::NodeKind kind : options.list_kinds) request.add_list_kinds(kind);
  request.set_max_nodes(options.limit);
  request.set_iterations(options.iterations);
  request.set_samples(options.samples);
  request.set_seed(options.seed);
  ASSIGN_OR_RETURN(const v1::RankNodesResponse response, connection->client().RankNodes(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", RankTable(response, options.measure).Render(Screen::OfStdout()));
  std::fflush(stdout);
  fmt::print(stderr, "of {} and {}", CountText(response.total_nodes(), "node"),
             CountText(response.total_edges(), "joined pair"));
  if (response.sources() > 0 && response.sources() < response.total_nodes()) {
    fmt::print(stderr, "; estimated from the paths of {} with seed {}",
               CountText(response.sources(), "node"), options.seed);
  }
  fmt::print(stderr, "\n");
  return ExitCode::kOk;
}

}  // namespace

void AddRankCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "rank",
      "Rank nodes by how they stand in the graph: what much leads to (pagerank), what joins its\n"
      "parts (betweenness), what is joined to most (degree), what lies in the dense middle\n"
      "(core_number)",
      std::string("  policygraph rank --list strategy\n"
                  "  policygraph rank --by betweenness --list agency --list county --limit 50\n"
                  "  policygraph rank --by degree --node-kind project --node-kind strategy "
                  "--report deyang-2024 --json\n") +
          kKindsHelp);
  command->add_option("--by", options->measure, "What to rank by; pagerank unless given")
      ->type_name("MEASURE")
      ->transform(CLI::CheckedTransformer(MeasureChoices(), CLI::ignore_case).description(""));
  command
      ->add_option("--list", options->list_kinds,
                   "List only nodes of this kind, ranked among all; may be repeated")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(NodeKindChoices(), CLI::ignore_case).description(""));
  command->add_option("--limit", options->limit, "Most nodes to list")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--iterations", options->iterations, "Iterations of pagerank")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command
      ->add_option("--samples", options->samples,
                   "Nodes that betweenness is estimated from when there are more than 2000")
      ->type_name("N")
      ->check(CLI::Range(1, 2000))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Draws other nodes for the estimate")
      ->type_name("N")
      ->capture_default_str();
  AddSelectionOptions(*command, options->selection);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
