#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>

#include "graph/base/status_macros.h"
#include "service/cli/commands/curate/curate.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 200;

struct Options {
  CommonOptions common;
  v1::NodeKind kind = v1::NODE_KIND_UNSPECIFIED;
  std::string scope;
  double min_score = 0.5;
  int limit = 20;
};

// Two lines a pair: the node, and below it the one to merge it into.
TextTable CandidateTable(const v1::ListMergeCandidatesResponse& response) {
  TextTable table({{"score", TextTable::Align::kRight},
                   {.header = "node, into", .wraps = true},
                   {.header = "id"},
                   {.header = "why", .wraps = true}});
  for (const v1::MergeCandidate& candidate : response.candidates()) {
    std::string why;
    for (const int reason : candidate.reasons()) {
      why += (why.empty() ? "" : ", ") + Word(static_cast<v1::CandidateReason>(reason));
    }
    table.AddRow({{fmt::format("{:.2f}", candidate.score()), Style::kFigure},
                  {candidate.node().name(), Style::kName},
                  {candidate.node().id(), Style::kQuiet},
                  why});
    table.AddRow(
        {"", {candidate.into().name(), Style::kName}, {candidate.into().id(), Style::kQuiet}, ""});
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::ListMergeCandidatesRequest request;
  request.set_kind(options.kind);
  request.set_scope(options.scope);
  request.set_min_score(options.min_score);
  ASSIGN_OR_RETURN(
      const v1::ListMergeCandidatesResponse response,
      ReadPages(request, options.limit, kMaxPage,
                &v1::ListMergeCandidatesResponse::mutable_candidates,
                [&](const auto& page) { return connection->client().ListMergeCandidates(page); }));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  if (response.candidates().empty()) {
    fmt::print(stderr, "no two nodes look the same\n");
  } else {
    fmt::print("{}", CandidateTable(response).Render(Screen::OfStdout()));
    std::fflush(stdout);
  }
  if (!response.next_page_token().empty()) {
    fmt::print(stderr, "{} of {} shown; --limit 0 shows all\n", response.candidates_size(),
               response.total_size());
  }
  if (response.incomplete()) {
    fmt::print(stderr, "not all pairs were looked at; --scope looks at fewer nodes\n");
  }
  return ExitCode::kOk;
}

}  // namespace

void AddCandidatesCommand(CLI::App& curate, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(curate, "candidates", "Propose nodes that may be the same, likeliest first",
                    "  policygraph curate candidates project\n"
                    "  policygraph curate candidates agency --scope 510600 --min-score 0.7\n"
                    "  policygraph curate candidates indicator --limit 0 --json\n"
                    "\nKinds of nodes:\n"
                    "  strategy, project, county, region, agency, indicator, event, policy,\n"
                    "  designation\n");
  command->add_option("kind", options->kind, "Kind of the nodes")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(NodeKindChoices(), CLI::ignore_case).description(""))
      ->required();
  command->add_option("--scope", options->scope, "Only nodes of this scope: a place's code, mostly")
      ->type_name("SCOPE");
  command->add_option("--min-score", options->min_score, "Only pairs with at least this score")
      ->type_name("SCORE")
      ->check(CLI::Range(0.0, 1.0))
      ->capture_default_str();
  command->add_option("--limit", options->limit, "Most pairs to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
