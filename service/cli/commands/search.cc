#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/hit_text.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 200;

struct Options {
  CommonOptions common;
  std::string query;
  std::vector<v1::NodeKind> kinds;
  int limit = 20;
  double min_confidence = 0;
  ListOptions list;
};

TextTable HitTable(const v1::SearchNodesResponse& response) {
  TextTable table({{.header = "name", .wraps = true},
                   {.header = "kind"},
                   {.header = "scope"},
                   {"edges", TextTable::Align::kRight},
                   {.header = "id"}});
  for (const v1::SearchHit& hit : response.hits()) {
    table.AddRow({HitText(hit),
                  Word(hit.node().kind()),
                  ScopeText(hit),
                  fmt::to_string(hit.degree()),
                  {hit.node().id(), Style::kQuiet}});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::SearchNodesRequest request;
  request.set_query(options.query);
  request.set_min_confidence(options.min_confidence);
  request.set_filter(options.list.filter);
  request.set_order_by(options.list.order_by);
  for (const v1::NodeKind kind : options.kinds) request.add_kinds(kind);
  ASSIGN_OR_RETURN(
      const v1::SearchNodesResponse response,
      ReadPages(request, options.limit, kMaxPage, &v1::SearchNodesResponse::mutable_hits,
                [&](const auto& page) { return connection->client().SearchNodes(page); }));
  const ExitCode exit_code = response.hits().empty() ? ExitCode::kFailed : ExitCode::kOk;
  if (options.common.json) {
    PrintJson(response);
    return exit_code;
  }
  if (response.hits().empty()) {
    fmt::print(stderr, "no name or text holds {}\n", options.query);
    return exit_code;
  }
  fmt::print("{}", HitTable(response).Render(Screen::OfStdout()));
  if (!response.next_page_token().empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} shown; --limit 0 shows all\n", response.hits_size(),
               response.total_size());
  }
  return exit_code;
}

}  // namespace

void AddSearchCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(app, "search", "Find nodes by any part of a name or alias, and statements and claims by their words, best first",
                    "  policygraph search 同城\n"
                    "  policygraph search 铁路 --kind project --kind strategy\n"
                    "  policygraph search '铁路 建设' --filter 'kind = COMMITMENT AND confidence >= 0.8'\n"
                    "  policygraph search 铁路 --filter 'scope : 市' --order-by 'confidence desc, name'\n"
                    "  policygraph search 地区生产总值 --kind indicator --json\n"
                    "\nKinds of nodes:\n"
                    "  strategy, project, county, region, agency, indicator, event, policy,\n"
                    "  designation, commitment, outcome, statement, report\n");
  command->add_option("query", options->query, "Part of a name or text; several words must all occur, a \"quoted phrase\" as one")->type_name("TEXT")->required();
  command->add_option("--kind", options->kinds, "Only nodes of this kind; may be repeated")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(NodeKindChoices(), CLI::ignore_case).description(""));
  command->add_option("--limit", options->limit, "Most hits to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddMinConfidence(*command, options->min_confidence);
  AddListOptions(*command, options->list);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
