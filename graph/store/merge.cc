#include "graph/store/merge.h"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

const NodeId& KeyOf(const NodeAssertion& assertion) { return assertion.node.id; }
const EdgeKey& KeyOf(const EdgeAssertion& assertion) { return assertion.key; }

MergedNode Merge(std::span<const NodeAssertion> assertions) { return MergeNode(assertions); }
MergedEdge Merge(std::span<const EdgeAssertion> assertions) { return MergeEdge(assertions); }

// Merges each run of assertions of one element.
template <typename Merged, typename Assertion>
std::vector<Merged> MergeRuns(std::span<const Assertion> assertions) {
  std::vector<Merged> merged;
  while (!assertions.empty()) {
    size_t run = 1;
    while (run < assertions.size() && KeyOf(assertions[run]) == KeyOf(assertions[0])) ++run;
    merged.push_back(Merge(assertions.first(run)));
    assertions = assertions.subspan(run);
  }
  return merged;
}

// Collects the assertions of one element as a scan brings them, and merges them when the next one
// begins or the scan ends.
template <typename Merged, typename Assertion>
class RunMerger {
 public:
  explicit RunMerger(absl::FunctionRef<bool(const Merged&)> visit) : visit_(visit) {}

  // False when the visitor wants no more.
  bool Add(const Assertion& assertion) {
    if (!run_.empty() && KeyOf(run_[0]) != KeyOf(assertion) && !Finish()) return false;
    run_.push_back(assertion);
    return true;
  }

  bool Finish() {
    if (run_.empty()) return true;
    const bool more = visit_(Merge(std::span<const Assertion>(run_)));
    run_.clear();
    return more;
  }

 private:
  const absl::FunctionRef<bool(const Merged&)> visit_;
  std::vector<Assertion> run_;
};

// Adds who says it: a report, or people.
template <typename Merged, typename Assertion>
void AddSource(const Assertion& assertion, Merged& merged) {
  if (assertion.report != ReportId()) {
    merged.reports.push_back({assertion.report, assertion.evidence});
  } else {
    merged.confirmed_by = assertion.confirmed_by;
  }
  if (merged.derivation.empty()) merged.derivation = assertion.derivation;
  merged.confidence = std::max(merged.confidence, assertion.confidence);
}

}  // namespace

bool SaysNothing(const NodeDetails& details) {
  return std::visit(
      [](const auto& value) { return value == std::remove_cvref_t<decltype(value)>(); }, details);
}

MergedNode MergeNode(std::span<const NodeAssertion> assertions) {
  MergedNode merged{.node = assertions[0].node};
  merged.reports.reserve(assertions.size());
  std::vector<std::string>& aliases = merged.node.aliases;
  for (const NodeAssertion& assertion : assertions) {
    AddSource(assertion, merged);
    if (SaysNothing(merged.node.details)) merged.node.details = assertion.node.details;
    if (aliases == assertion.node.aliases) continue;
    aliases.insert(aliases.end(), assertion.node.aliases.begin(), assertion.node.aliases.end());
  }
  std::ranges::sort(aliases);
  aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
  return merged;
}

MergedEdge MergeEdge(std::span<const EdgeAssertion> assertions) {
  MergedEdge merged{.key = assertions[0].key};
  merged.reports.reserve(assertions.size());
  for (const EdgeAssertion& assertion : assertions) {
    AddSource(assertion, merged);
    merged.stage = std::max(merged.stage, assertion.stage);
  }
  return merged;
}

std::string_view ShownName(const MergedNode& merged) {
  if (merged.node.kind == NodeKind::kStatement) {
    for (const ReportEvidence& report : merged.reports) {
      if (!report.evidence.empty()) return report.evidence.front().quote;
    }
  }
  return merged.node.name;
}

absl::StatusOr<std::vector<MergedNode>> ReadMergedNodes(const GraphSnapshot& snapshot,
                                                        std::span<const NodeId> ids) {
  ASSIGN_OR_RETURN(const std::vector<NodeAssertion> assertions, snapshot.ReadNodes(ids));
  return MergeRuns<MergedNode>(std::span(assertions));
}

absl::StatusOr<std::vector<MergedEdge>> ReadMergedEdges(const GraphSnapshot& snapshot,
                                                        std::span<const EdgeKey> keys) {
  ASSIGN_OR_RETURN(const std::vector<EdgeAssertion> assertions, snapshot.ReadEdges(keys));
  return MergeRuns<MergedEdge>(std::span(assertions));
}

absl::Status ScanMergedNodes(const GraphSnapshot& snapshot, const NodeId& from,
                             absl::FunctionRef<bool(const MergedNode&)> visit) {
  RunMerger<MergedNode, NodeAssertion> merger(visit);
  bool more = true;
  RETURN_IF_ERROR(snapshot.ScanNodes(
      from, [&](const NodeAssertion& assertion) { return more = merger.Add(assertion); }));
  if (more) merger.Finish();
  return absl::OkStatus();
}

absl::Status ScanMergedEdges(const GraphSnapshot& snapshot, const EdgeKey& from,
                             absl::FunctionRef<bool(const MergedEdge&)> visit) {
  RunMerger<MergedEdge, EdgeAssertion> merger(visit);
  bool more = true;
  RETURN_IF_ERROR(snapshot.ScanEdges(
      from, [&](const EdgeAssertion& assertion) { return more = merger.Add(assertion); }));
  if (more) merger.Finish();
  return absl::OkStatus();
}

}  // namespace policygraph
