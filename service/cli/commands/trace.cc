#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/trace_filter.h"
#include "service/cli/trace_totals.h"
#include "service/cli/trace_tree.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;
constexpr int kMaxPlaces = 20;

struct Options {
  CommonOptions common;
  std::string strategy;
  TraceFilter filter;
  std::string place;
  std::vector<v1::Stage> stages;
  int depth = 3;
  int limit = 100;
  int max_claims = 20;
  int max_evidence = 2;
  bool sentences = false;
};

v1::TraceStrategyRequest RequestOf(const Options& options) {
  v1::TraceStrategyRequest request;
  request.set_strategy(options.strategy);
  options.filter.WriteTo(request);
  request.set_place(options.place);
  for (const v1::Stage stage : options.stages) request.add_stages(stage);
  // 0 asks for the server's default; the strategy alone is -1.
  request.set_max_depth(options.depth == 0 ? -1 : options.depth);
  request.set_max_claims(options.max_claims);
  request.set_max_evidence(options.max_evidence);
  return request;
}

void AddReports(const v1::TraceHop& hop, std::set<std::string>& reports) {
  reports.merge(ReportsOf(hop.edge().evidence()));
}

void AddReports(const v1::TracedClaim& claim, std::set<std::string>& reports) {
  AddReports(claim.hop(), reports);
}

// The reports whose words the trace quotes.
std::set<std::string> QuotedReports(const v1::TraceStrategyResponse& trace) {
  std::set<std::string> reports;
  const auto add_all = [&](const auto& items) {
    for (const auto& item : items) AddReports(item, reports);
  };
  add_all(trace.sub_strategies());
  add_all(trace.claims());
  for (const v1::TracedProject& project : trace.projects()) {
    add_all(project.path());
    add_all(project.places());
    add_all(project.agencies());
    add_all(project.claims());
  }
  return reports;
}

void PrintWhatIsLeft(const v1::TraceStrategyResponse& trace) {
  std::fflush(stdout);
  if (!trace.next_page_token().empty()) {
    fmt::print(stderr, "{} of {} projects shown; --limit 0 shows all\n", trace.projects_size(),
               trace.total_projects());
  }
  if (trace.depth_limited()) {
    fmt::print(stderr, "sub-strategies lie deeper than --depth; a larger one follows them\n");
  }
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  ASSIGN_OR_RETURN(const v1::TraceStrategyResponse trace,
                   ReadPages(RequestOf(options), options.limit, kMaxPage,
                             &v1::TraceStrategyResponse::mutable_projects,
                             [&](const auto& page) { return client.TraceStrategy(page); }));
  if (options.common.json) {
    PrintJson(trace);
    return ExitCode::kOk;
  }
  Sentences sentences;
  if (options.sentences) {
    ASSIGN_OR_RETURN(sentences, ReadSentences(client, QuotedReports(trace)));
  }
  fmt::print("{}", RenderTree(TraceTree(trace, sentences), Screen::OfStdout()));
  if (trace.total_projects() > 0) {
    fmt::print("\n{}", TotalsTable(trace.totals(), kMaxPlaces).Render(Screen::OfStdout()));
  }
  PrintWhatIsLeft(trace);
  return ExitCode::kOk;
}

}  // namespace

void AddTraceCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "trace",
      "Follow a strategy to the projects behind it: where they are, who answers for them, what\n"
      "was done and is planned, and the words that say so. Below stands what there is in all",
      "  policygraph trace 同城融圈\n"
      "  policygraph trace 乡村振兴 --report deyang-2024 --sentences\n"
      "  policygraph trace 同城融圈 --place 旌阳区 --years 2023:2025 --stage under_way\n"
      "  policygraph trace 同城融圈 --depth 0 --limit 0 --json\n");
  command->add_option("strategy", options->strategy, "Name, alias or id of a strategy")
      ->type_name("STRATEGY")
      ->required();
  AddTraceFilter(*command, options->filter);
  command
      ->add_option("--place", options->place,
                   "Only projects in this county or region or below it, by name or id")
      ->type_name("PLACE");
  command
      ->add_option("--stage", options->stages,
                   "Only projects that are so far: planned, started, under_way, completed,\n"
                   "in_operation; may be repeated")
      ->type_name("STAGE")
      ->allow_extra_args(false)
      ->transform(CLI::CheckedTransformer(StageChoices(), CLI::ignore_case).description(""));
  command->add_option("--depth", options->depth, "Levels of sub-strategies; 0 for none")
      ->type_name("N")
      ->check(CLI::Range(0, 8))
      ->capture_default_str();
  command->add_option("--limit", options->limit, "Most projects to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  command
      ->add_option("--max-claims", options->max_claims, "Most commitments and outcomes a project")
      ->type_name("N")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  command->add_option("--max-evidence", options->max_evidence, "Most quotes for each fact")
      ->type_name("N")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  command->add_flag("--sentences", options->sentences, "Show the whole sentence around each quote");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
