#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/node_choice.h"
#include "service/cli/text_tree.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string node;
  int max_evidence = 10;
  int max_alternatives = 10;
};

StyledText Quiet(std::string_view text) { return StyledText(text, Style::kQuiet); }

// The sentence with the words of the evidence standing out.
StyledText MarkedSentence(const v1::Derivation& derivation) {
  const std::string_view sentence = derivation.statement().text();
  const std::string_view quote = derivation.evidence().quote();
  const size_t begin = sentence.find(quote);
  if (quote.empty() || begin == std::string_view::npos) return StyledText(sentence);
  StyledText marked(sentence.substr(0, begin));
  return marked.Add(quote, Style::kFigure).Add(sentence.substr(begin + quote.size()));
}

// The words and where they stand.
StyledText PlacedWords(std::string_view quote, int start, int end) {
  return StyledText(quote).Add(fmt::format("  {}–{}", start, end), Style::kQuiet);
}

TreeItem StepItem(const v1::DerivationStep& step) {
  TreeItem item;
  item.title.Add(step.stage(), Style::kName).Add("  " + step.result());
  if (!step.rule().empty()) item.lines.push_back({Quiet("rule"), step.rule()});
  if (!step.quote().empty()) {
    item.lines.push_back({Quiet("words"), PlacedWords(step.quote(), step.start(), step.end())});
  }
  return item;
}

std::string_view LossText(v1::LossReason reason) {
  switch (reason) {
    case v1::LOSS_REASON_LONGER_READING:
      return "a longer reading won";
    case v1::LOSS_REASON_SURER_RULE:
      return "a surer rule read the words";
    case v1::LOSS_REASON_FORBIDDEN_WORDS:
      return "the rule refuses these words";
    case v1::LOSS_REASON_CONTEXT:
      return "the words around it are others than the rule asks for";
    case v1::LOSS_REASON_PART_OF_A_NAME:
      return "it is a part of another name";
    case v1::LOSS_REASON_TOO_GENERAL:
      return "the words are too general for a name";
    case v1::LOSS_REASON_LENGTH:
      return "too short or too long for such a name";
    case v1::LOSS_REASON_COUNTED:
      return "a number beside it counts things";
    case v1::LOSS_REASON_NAMESAKE:
      return "a namesake is nearer to the place that reports";
    case v1::LOSS_REASON_UNSURE:
      return "it may be no name, and no sure place stands beside it";
    default:
      return "not told";
  }
}

TreeItem AlternativeItem(const v1::Alternative& alternative) {
  TreeItem item;
  item.title.Add(alternative.result());
  item.lines.push_back({Quiet("rule"), alternative.rule()});
  item.lines.push_back({Quiet("words"), PlacedWords(alternative.quote(), alternative.start(),
                                                    alternative.end())});
  StyledText loss(LossText(alternative.reason()));
  if (!alternative.against().empty()) loss.Add(": ").Add(alternative.against(), Style::kName);
  item.lines.push_back({Quiet("lost"), std::move(loss)});
  return item;
}

TreeItem AlternativesItem(const v1::Derivation& derivation) {
  TreeItem item;
  item.title.Add("alternatives", Style::kName);
  if (derivation.total_alternatives() > derivation.alternatives_size()) {
    item.title.Add(fmt::format("  {} of {}; --max-alternatives shows more",
                               derivation.alternatives_size(), derivation.total_alternatives()),
                   Style::kQuiet);
  } else {
    item.title.Add(fmt::format("  {}", derivation.total_alternatives()), Style::kQuiet);
  }
  for (const v1::Alternative& alternative : derivation.alternatives()) {
    item.children.push_back(AlternativeItem(alternative));
  }
  return item;
}

TreeItem DerivationItem(const v1::Derivation& derivation) {
  const v1::Derivation::Statement& statement = derivation.statement();
  TreeItem item;
  item.title.Add(derivation.evidence().report(), Style::kName);
  item.title.Add(fmt::format("  sentence {}, characters {}–{}", derivation.evidence().statement(),
                             derivation.evidence().start(), derivation.evidence().end()),
                 Style::kQuiet);
  if (!statement.headings().empty()) {
    item.lines.push_back(
        {Quiet("under"), fmt::format("{}", fmt::join(statement.headings(), " › "))});
  }
  if (statement.part() != v1::REPORT_PART_UNSPECIFIED) {
    item.lines.push_back({Quiet("part"), Word(statement.part())});
  }
  item.lines.push_back({Quiet("sentence"), MarkedSentence(derivation)});
  item.lines.push_back({Quiet("read by"), derivation.evidence().rule()});
  if (!derivation.reproduced()) {
    item.lines.push_back(
        {{}, {"the rules of this server no longer read it here", Style::kWarning}});
  }
  for (const v1::DerivationStep& step : derivation.steps()) item.children.push_back(StepItem(step));
  if (derivation.total_alternatives() > 0) item.children.push_back(AlternativesItem(derivation));
  return item;
}

TreeItem ExplanationItem(const v1::ExplainNodeResponse& response) {
  const v1::Node& node = response.node();
  TreeItem item;
  item.title.Add(node.name(), Style::kName)
      .Add(fmt::format("  {}, {}", Word(node.kind()),
                       CountText(response.total_size(), "piece of evidence", "pieces of evidence")),
           Style::kQuiet);
  if (!node.derivation().empty()) item.lines.push_back({Quiet("derived"), node.derivation()});
  for (const v1::Derivation& derivation : response.derivations()) {
    item.children.push_back(DerivationItem(derivation));
  }
  return item;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  v1::ExplainNodeRequest request;
  ASSIGN_OR_RETURN(*request.mutable_id(), ResolveNodeId(client, options.node));
  request.set_max_evidence(options.max_evidence);
  request.set_max_alternatives(options.max_alternatives);
  ASSIGN_OR_RETURN(const v1::ExplainNodeResponse response, client.ExplainNode(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", RenderTree(ExplanationItem(response), Screen::OfStdout()));
  if (response.total_size() > response.derivations_size()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} explained; --max-evidence explains more\n",
               response.derivations_size(), response.total_size());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddExplainCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(app, "explain",
                    "Tell how the loader came to a node: sentence, words and rule, stage by stage, "
                    "and which other readings lost",
                    "  policygraph explain 同城融圈\n"
                    "  policygraph explain 5f0c2a9d41b7e3886a10c4d2f7b95e31 --max-evidence 1\n");
  command->add_option("node", options->node, "Id, name or alias of a node")
      ->type_name("NODE")
      ->required();
  command->add_option("--max-evidence", options->max_evidence, "Most pieces of evidence to explain")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command
      ->add_option("--max-alternatives", options->max_alternatives,
                   "Most readings that lost to show for each piece of evidence")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
