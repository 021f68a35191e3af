#include "graph/store/graph_store.h"

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {

absl::Status CheckCommit(const Commit& commit, const GraphSnapshot& newest) {
  const std::string& request_id = commit.record.request_id;
  if (!request_id.empty()) {
    ASSIGN_OR_RETURN(const auto earlier, newest.FindRequest(request_id));
    if (earlier.has_value()) {
      return MakeError(ErrorReason::kRequestIdReused,
                       fmt::format("request_id {} was committed before, as revision {}; make a new "
                                   "one for another change",
                                   request_id, earlier->revision.number),
                       {{"request_id", request_id}});
    }
  }
  if (commit.expected.value_or(newest.revision()) != newest.revision()) {
    return MakeError(ErrorReason::kConcurrentChange,
                     fmt::format("the change was made for revision {}, but the newest is {}; read "
                                 "again and retry",
                                 commit.expected->number, newest.revision().number));
  }
  if (!commit.expected_report.has_value()) return absl::OkStatus();
  const auto& [report, revision] = *commit.expected_report;
  ASSIGN_OR_RETURN(const Revision now, newest.RevisionOfReport(report));
  if (now == revision) return absl::OkStatus();
  return MakeError(
      ErrorReason::kConcurrentChange,
      fmt::format("the change was made for the report of revision {}, but it is now of "
                  "revision {}; read again and retry",
                  revision.number, now.number));
}

Judgement KeptAt(Revision revision, Judgement judgement) {
  (judgement.undone.has_value() ? judgement.undone->revision : judgement.revision) = revision;
  return judgement;
}

}  // namespace policygraph
