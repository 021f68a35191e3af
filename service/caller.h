#ifndef POLICYGRAPH_SERVICE_CALLER_H_
#define POLICYGRAPH_SERVICE_CALLER_H_

#include <functional>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace policygraph::service {

// What a use case knows of whoever asked: whether they still wait for the answer. Work that takes
// long asks at bounded intervals and gives up with the status it gets. May be asked on any thread.
class Caller {
 public:
  // `gone` tells whether the caller hung up; `deadline` is when they stop waiting.
  Caller(absl::Time deadline, std::function<bool()> gone);

  // OK, CANCELLED or DEADLINE_EXCEEDED. Reads a clock: ask once in some hundred steps.
  absl::Status StillWaits() const;

 private:
  absl::Time deadline_;
  std::function<bool()> gone_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CALLER_H_
