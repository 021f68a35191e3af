#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/pattern_text.h"
#include "service/cli/standard_input.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;

struct Options {
  CommonOptions common;
  std::string pattern;
  std::string file;
  int limit = 100;
  double min_confidence = 0;
};

absl::StatusOr<v1::Pattern> ReadPatternFile(const std::string& path) {
  std::ifstream file(PathToOpen(path));
  const std::string json(std::istreambuf_iterator<char>(file), {});
  if (!file) return UsageError(fmt::format("{}: cannot be read", path));
  v1::Pattern pattern;
  if (const absl::Status status = FromJson(json, pattern); !status.ok()) {
    return UsageError(fmt::format("{}: {}", path, std::string(status.message())));
  }
  return pattern;
}

absl::StatusOr<v1::Pattern> PatternOf(const Options& options) {
  if (options.pattern.empty() == options.file.empty()) {
    return UsageError("pass a pattern, or a file of one with --file");
  }
  if (!options.file.empty()) return ReadPatternFile(options.file);
  absl::StatusOr<v1::Pattern> pattern = ParsePattern(options.pattern);
  if (!pattern.ok()) return UsageError(std::string(pattern.status().message()));
  return pattern;
}

// A column a variable.
TextTable RowTable(const v1::MatchPatternResponse& response, const v1::Pattern& pattern) {
  std::vector<TextTable::Column> columns;
  for (const v1::PatternVariable& variable : pattern.variables()) {
    columns.push_back({.header = variable.name(), .wraps = true});
  }
  TextTable table(std::move(columns));
  for (const v1::PatternRow& row : response.rows()) {
    std::vector<StyledText> cells;
    auto binding = row.bindings().begin();
    for (const v1::PatternVariable& variable : pattern.variables()) {
      if (binding == row.bindings().end() || binding->variable() != variable.name()) {
        cells.emplace_back("–", Style::kQuiet);
        continue;
      }
      const v1::Node& node = (binding++)->node();
      StyledText cell(node.name(), Style::kName);
      if (variable.kinds_size() != 1) {
        cell.Add(fmt::format(" ({})", Word(node.kind())), Style::kQuiet);
      }
      cells.push_back(std::move(cell));
    }
    table.AddRow(std::move(cells));
  }
  return table;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  v1::MatchPatternRequest request;
  ASSIGN_OR_RETURN(*request.mutable_pattern(), PatternOf(options));
  request.set_min_confidence(options.min_confidence);
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  ASSIGN_OR_RETURN(
      const v1::MatchPatternResponse response,
      ReadPages(request, options.limit, kMaxPage, &v1::MatchPatternResponse::mutable_rows,
                [&](const auto& page) { return connection->client().MatchPattern(page); }));
  const ExitCode exit_code = response.rows().empty() ? ExitCode::kFailed : ExitCode::kOk;
  if (options.common.json) {
    PrintJson(response);
    return exit_code;
  }
  if (response.rows().empty()) {
    fmt::print(stderr, "the pattern does not come up\n");
  } else {
    fmt::print("{}", RowTable(response, request.pattern()).Render(Screen::OfStdout()));
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} shown{}\n", response.rows_size(),
               CountText(response.total_size(), "row"),
               response.next_page_token().empty() ? "" : "; --limit 0 shows all");
  }
  if (response.cut()) fmt::print(stderr, "the search was cut; a narrower pattern finds all\n");
  return exit_code;
}

}  // namespace

void AddMatchCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "match",
      "Find where a pattern of nodes and edges comes up, one row for each way. Nodes stand in\n"
      "parentheses, edges in brackets:\n"
      "  (NAME:KIND|KIND \"TEXT\" id=ID year=2023..2025 stage=STAGE report=REPORT)\n"
      "  -[KIND|KIND *1..3 ?]->    <-[...]-    -[...]-\n"
      "TEXT is part of a name, *1..3 how many edges apart, ? leaves the row when there is none",
      "  policygraph match '(p:project)-[supports]->(s:strategy \"同城\")'\n"
      "  policygraph match '(a:agency)-[responsible_for]->(p:project stage=completed)'\n"
      "  policygraph match '(c:commitment year=2024)-[targets]->(i:indicator \"生产总值\"),\n"
      "                     (c)-[supports ?]->(s:strategy)' --json\n"
      "  policygraph match --file pattern.json\n");
  command->add_option("pattern", options->pattern, "The pattern")->type_name("PATTERN");
  command
      ->add_option("--file", options->file,
                   "Read it as JSON (policygraph.v1.Pattern) from this file; - for standard input")
      ->type_name("FILE");
  command->add_option("--limit", options->limit, "Most rows to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddMinConfidence(*command, options->min_confidence);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
