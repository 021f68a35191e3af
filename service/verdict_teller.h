#ifndef POLICYGRAPH_SERVICE_VERDICT_TELLER_H_
#define POLICYGRAPH_SERVICE_VERDICT_TELLER_H_

#include <cstddef>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "graph/delivery/verdict_changes.h"
#include "graph/state/state_cache.h"
#include "policygraph/v1/history_service.pb.h"
#include "service/caller.h"

namespace policygraph::service {

// Tells one watcher which verdicts changed, from one revision to the next that it looked at. Holds
// the state of the last revision told, so that there is something to compare with. Not
// synchronised.
class VerdictTeller {
 public:
  // Begins with what is known at a revision; 0 for nothing. OUT_OF_RANGE (REVISION_NOT_REACHED),
  // FAILED_PRECONDITION (REVISION_NOT_RETAINED), or the error of the build.
  static absl::StatusOr<VerdictTeller> After(StateCache& states, Revision revision);

  // All verdicts up to this revision were told.
  Revision told() const { return known_ == nullptr ? Revision() : known_->revision(); }

  // Whether there is more to tell: Begin was called and Tell has not come to the end.
  bool is_telling() const { return comparison_.has_value(); }

  // Compares with a later state. Precondition: !is_telling().
  absl::Status Begin(std::shared_ptr<const GraphState> next);

  // Adds the next changes to the message, as many as it has room for. Gives up when the caller has.
  absl::Status Tell(const Caller& caller, v1::WatchCommitsResponse& message);

 private:
  VerdictTeller() = default;

  std::shared_ptr<const GraphState> known_;  // null before the first commit
  std::shared_ptr<const GraphState> next_;
  std::optional<VerdictComparison> comparison_;  // of both
  size_t report_ = 0;                            // the one to tell of next
  size_t change_ = 0;                            // the first of its changes not told yet
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_VERDICT_TELLER_H_
