#include "service/call_limit.h"

#include "fmt/format.h"
#include "graph/base/error.h"

namespace policygraph::service {

absl::StatusOr<CallLimit::Slot> CallLimit::Enter() {
  if (++running_ <= maximum_) return Slot(this);
  --running_;
  return MakeError(
      ErrorReason::kLimitExceeded,
      fmt::format("the server is busy with {} {}, its maximum; try again later", maximum_, calls_),
      {{"field", calls_}, {"limit", std::to_string(maximum_)}});
}

}  // namespace policygraph::service
