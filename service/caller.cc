#include "service/caller.h"

#include <utility>

#include "absl/time/clock.h"

namespace policygraph::service {

Caller::Caller(absl::Time deadline, std::function<bool()> gone)
    : deadline_(deadline), gone_(std::move(gone)) {}

absl::Status Caller::StillWaits() const {
  // The deadline first: gRPC cancels a call whose deadline has passed.
  if (absl::Now() >= deadline_) {
    return absl::DeadlineExceededError("the deadline passed before the answer was ready");
  }
  if (gone_()) return absl::CancelledError("the caller cancelled the call");
  return absl::OkStatus();
}

}  // namespace policygraph::service
