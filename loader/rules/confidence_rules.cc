#include "loader/rules/confidence_rules.h"

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "policygraph/rules/v1/confidence.pb.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kFile = "loader/rules/zh/confidence.textproto";

absl::StatusOr<Confidence> Check(std::string_view what, uint32_t hundredths) {
  if (hundredths >= 1 && hundredths <= kCertain) return static_cast<Confidence>(hundredths);
  return absl::InvalidArgumentError(
      fmt::format("{}: {}: {} is not from 1 to {}", kFile, what, hundredths, kCertain));
}

}  // namespace

absl::StatusOr<ConfidenceRules> ConfidenceRules::Compile(const RuleFiles& files) {
  rules::v1::ConfidenceRuleFile file;
  RETURN_IF_ERROR(ParseRuleFile(files, kFile, file));

  ConfidenceRules rules;
  rules.certain_.insert(file.certain().begin(), file.certain().end());
  ASSIGN_OR_RETURN(rules.other_nodes_, Check("other_nodes", file.other_nodes()));
  ASSIGN_OR_RETURN(rules.other_edges_, Check("other_edges", file.other_edges()));
  const auto add = [](const rules::v1::RuleConfidence& from, ByRule& to) -> absl::Status {
    Measured measured;
    ASSIGN_OR_RETURN(measured.once, Check(from.rule(), from.once()));
    ASSIGN_OR_RETURN(measured.again, Check(from.rule(), from.again()));
    if (to.emplace(from.rule(), measured).second) return absl::OkStatus();
    return absl::InvalidArgumentError(fmt::format("{}: {} stands twice", kFile, from.rule()));
  };
  for (const auto& from : file.nodes()) RETURN_IF_ERROR(add(from, rules.nodes_));
  for (const auto& from : file.edges()) RETURN_IF_ERROR(add(from, rules.edges_));
  return rules;
}

Confidence ConfidenceRules::Of(const ByRule& rules, std::string_view rule, bool again,
                               Confidence other) const {
  if (certain_.contains(rule)) return kCertain;
  const auto found = rules.find(rule);
  if (found == rules.end()) return other;
  return again ? found->second.again : found->second.once;
}

}  // namespace policygraph::loader
