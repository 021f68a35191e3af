#include "service/load_report.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "graph/base/status_macros.h"
#include "loader/pipeline.h"

namespace policygraph::service {
namespace {

// The report as the store has it now, for when and at which revision it was loaded. Another writer
// may have taken it out since: then as it was read, at the revision of the write.
absl::StatusOr<StoredReport> FindStored(const GraphStore& store, Report read, Revision written) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const GraphSnapshot> snapshot, store.Snapshot());
  ASSIGN_OR_RETURN(std::optional<StoredReport> stored, snapshot->FindReport(read.id()));
  if (stored.has_value() && stored->report.details.sha256 == read.details.sha256) {
    return *std::move(stored);
  }
  return StoredReport{std::move(read), written, absl::Now()};
}

}  // namespace

absl::StatusOr<LoadAnswer> LoadReport(GraphStore& store, const loader::RuleSet& rules,
                                      const LoadRequest& request, const Caller& caller) {
  const loader::Source source{request.report, request.text, request.place, request.year,
                              request.force};
  ASSIGN_OR_RETURN(loader::LoadResult read, loader::Load(source, rules));
  RETURN_IF_ERROR(caller.StillWaits());
  LoadAnswer answer;
  for (const NodeAssertion& node : read.delta.nodes) ++answer.nodes[node.node.kind];
  for (const EdgeAssertion& edge : read.delta.edges) ++answer.edges[edge.key.kind];
  Report report = read.delta.report;
  ASSIGN_OR_RETURN(const WriteOutcome written,
                   WriteReport(store, std::move(read.delta),
                               {request.request_id, request.author, request.validate_only}));
  answer.effect = written.effect;
  answer.revision = written.revision;
  answer.warnings = std::move(read.warnings);
  if (written.effect == WriteEffect::kValidated) {
    answer.report.report = std::move(report);
  } else {
    ASSIGN_OR_RETURN(answer.report, FindStored(store, std::move(report), written.revision));
  }
  answer.report.report.text.clear();
  answer.report.report.sections.clear();
  return answer;
}

}  // namespace policygraph::service
