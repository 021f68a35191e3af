#include "service/explain_node.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "graph/base/status_macros.h"
#include "loader/pipeline.h"
#include "service/read_nodes.h"
#include "service/read_reports.h"

namespace policygraph::service {
namespace {

// The stored text as the loader reads it now; nothing when its rules no longer take it for a
// report.
absl::StatusOr<std::optional<loader::Document>> ReadAgain(const GraphState& state,
                                                          const loader::RuleSet& rules,
                                                          const std::string& name,
                                                          loader::RejectedReadings& rejected) {
  ASSIGN_OR_RETURN(const StoredReport stored, FindReport(state, name));
  const ReportDetails& details = stored.report.details;
  absl::StatusOr<loader::Document> document =
      loader::ReadDocument({name, stored.report.text, details.place, details.year,
                            /*force=*/true, /*stored=*/true},
                           rules, &rejected);
  if (!document.ok()) return std::nullopt;
  return *std::move(document);
}

// The node, and those that reports assert and judgements have made part of it: merged into it, or
// split so that it came to be.
absl::StatusOr<std::vector<NodeId>> AssertedAs(const GraphState& state, const NodeId& node) {
  ASSIGN_OR_RETURN(const std::vector<Judgement> judgements, state.snapshot().ListJudgements());
  std::vector<NodeId> nodes = {node};
  const auto add_source = [&nodes](const NodeReference& made, const NodeReference& source) {
    if (std::ranges::count(nodes, made.id) > 0) nodes.push_back(source.id);
  };
  // The last judgement first: what it took from may itself be made of others.
  for (auto judgement = judgements.rbegin(); judgement != judgements.rend(); ++judgement) {
    if (judgement->undone.has_value()) continue;
    if (const auto* merge = std::get_if<Merge>(&judgement->action)) {
      add_source(merge->into, merge->node);
    } else if (const auto* split = std::get_if<Split>(&judgement->action)) {
      add_source(split->made, split->node);
    }
  }
  return nodes;
}

// The steps to the first of the nodes that the loader comes to.
std::vector<loader::DerivationStep> StepsTo(std::span<const NodeId> nodes,
                                            const loader::Document& document,
                                            const Evidence& evidence) {
  for (const NodeId& node : nodes) {
    std::vector<loader::DerivationStep> steps = ExplainEvidence(document, node, evidence);
    if (!steps.empty()) return steps;
  }
  return {};
}

// Fills in the sentence that the evidence stands in, as it was stored.
void DescribeStatement(const MergedNode& statement, Derivation& derivation) {
  const auto& details = std::get<StatementDetails>(statement.node.details);
  derivation.part = details.part;
  derivation.headings = details.headings;
  derivation.sentence = ShownName(statement);
}

absl::StatusOr<std::vector<Derivation>> ExplainReport(const GraphState& state,
                                                      const loader::RuleSet& rules,
                                                      std::span<const NodeId> asserted_as,
                                                      const std::string& report,
                                                      std::span<const Evidence> evidence,
                                                      size_t max_alternatives) {
  ASSIGN_OR_RETURN(const std::vector<MergedNode> statements,
                   ReadStatements(state, ReportId::Of(report)));
  std::set<size_t> sentences;
  for (const Evidence& piece : evidence) sentences.insert(piece.statement);
  loader::RejectedReadings rejected(std::move(sentences));
  ASSIGN_OR_RETURN(const std::optional<loader::Document> document,
                   ReadAgain(state, rules, report, rejected));
  std::vector<Derivation> derivations;
  for (const Evidence& piece : evidence) {
    Derivation& derivation = derivations.emplace_back();
    derivation.report = report;
    derivation.evidence = piece;
    if (piece.statement < statements.size()) {
      DescribeStatement(statements[piece.statement], derivation);
    }
    if (!document.has_value()) continue;
    derivation.steps = StepsTo(asserted_as, *document, piece);
    derivation.alternatives = ExplainAlternatives(*document, rejected, piece, derivation.steps);
    derivation.total_alternatives = derivation.alternatives.size();
    if (derivation.alternatives.size() > max_alternatives) {
      derivation.alternatives.resize(max_alternatives);
    }
  }
  return derivations;
}

}  // namespace

absl::StatusOr<Explanation> ExplainNode(const GraphState& state, const loader::RuleSet& rules,
                                        const NodeId& id, const ExplanationLimits& limits,
                                        const Caller& caller) {
  Explanation explanation;
  ASSIGN_OR_RETURN(explanation.node, ReadNode(state, id));
  ASSIGN_OR_RETURN(const std::vector<NodeId> asserted_as,
                   AssertedAs(state, explanation.node.node.id));
  for (const ReportEvidence& said : explanation.node.reports) {
    explanation.total += said.evidence.size();
  }
  for (const auto& [name, said] : ByReportName(explanation.node.reports, state.view())) {
    const size_t wanted = limits.evidence - explanation.derivations.size();
    if (wanted == 0) break;
    if (said->evidence.empty()) continue;
    RETURN_IF_ERROR(caller.StillWaits());
    const auto evidence =
        std::span<const Evidence>(said->evidence).first(std::min(wanted, said->evidence.size()));
    ASSIGN_OR_RETURN(std::vector<Derivation> derivations,
                     ExplainReport(state, rules, asserted_as, std::string(name), evidence,
                                   limits.alternatives));
    std::move(derivations.begin(), derivations.end(), std::back_inserter(explanation.derivations));
  }
  return explanation;
}

}  // namespace policygraph::service
