#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/origins_tree.h"
#include "service/cli/paging.h"
#include "service/cli/trace_filter.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 500;

struct Options {
  CommonOptions common;
  std::string node;
  TraceFilter filter;
  int limit = 20;
  int max_evidence = 1;
};

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  v1::TraceOriginsRequest request;
  request.set_node(options.node);
  options.filter.WriteTo(request);
  request.set_max_evidence(options.max_evidence);
  ASSIGN_OR_RETURN(
      const v1::TraceOriginsResponse response,
      ReadPages(request, options.limit, kMaxPage, &v1::TraceOriginsResponse::mutable_origins,
                [&](const auto& page) { return client.TraceOrigins(page); }));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", RenderTree(OriginsTree(response), Screen::OfStdout()));
  if (!response.next_page_token().empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} strategies shown; --limit 0 shows all\n", response.origins_size(),
               response.total_origins());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddOriginsCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "origins",
      "Follow a project, place, agency, indicator, plan or result up to the strategies behind it:\n"
      "how much leads to each, the shortest way there in the words of the reports, and what the\n"
      "strategy is part of",
      "  policygraph origins 旌阳区\n"
      "  policygraph origins 市交通局 --report deyang-2024 --years 2024\n"
      "  policygraph origins 规模以上企业 --limit 0 --json\n");
  command
      ->add_option(
          "node", options->node,
          "Name, alias or id of a project, county, region, agency, indicator, commitment,\n"
          "outcome or strategy")
      ->type_name("NODE")
      ->required();
  command->add_option("--limit", options->limit, "Most strategies to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  command->add_option("--max-evidence", options->max_evidence, "Most quotes for each hop")
      ->type_name("N")
      ->check(CLI::Range(1, 20))
      ->capture_default_str();
  AddTraceFilter(*command, options->filter);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
