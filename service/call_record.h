#ifndef POLICYGRAPH_SERVICE_CALL_RECORD_H_
#define POLICYGRAPH_SERVICE_CALL_RECORD_H_

#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "graph/model/ids.h"

namespace policygraph::service {

// One call that has ended, for logs and counters.
struct CallRecord {
  std::string_view method;           // TraceStrategy; valid forever
  absl::Status status;               // with its ErrorInfo
  absl::Duration elapsed;            // from its arrival to its answer
  std::optional<Revision> revision;  // that it read or made; nothing when it failed
};

// Is told of every call, on many threads at once; must not block.
using CallObserver = std::function<void(const CallRecord&)>;

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CALL_RECORD_H_
