#ifndef POLICYGRAPH_SERVICE_CALL_LIMIT_H_
#define POLICYGRAPH_SERVICE_CALL_LIMIT_H_

#include <atomic>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace policygraph::service {

// Bounds how many calls of a sort are under way at once, so that a crowd of callers costs bounded
// memory and is told to come back rather than kept waiting. May be used from many threads; must
// outlive its slots.
class CallLimit {
 public:
  // The right to one call. Gives its place back when destroyed.
  class Slot {
   public:
    Slot() = default;

   private:
    friend class CallLimit;
    struct Leave {
      void operator()(CallLimit* limit) const { --limit->running_; }
    };
    explicit Slot(CallLimit* limit) : limit_(limit) {}
    std::unique_ptr<CallLimit, Leave> limit_;
  };

  // `calls` is what they are, for the message (uploads).
  CallLimit(std::string calls, int maximum) : calls_(std::move(calls)), maximum_(maximum) {}

  // A slot, or RESOURCE_EXHAUSTED (LIMIT_EXCEEDED) when as many calls are under way as there may
  // be.
  absl::StatusOr<Slot> Enter();

 private:
  const std::string calls_;
  const int maximum_;
  std::atomic<int> running_ = 0;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CALL_LIMIT_H_
