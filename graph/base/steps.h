#ifndef POLICYGRAPH_GRAPH_BASE_STEPS_H_
#define POLICYGRAPH_GRAPH_BASE_STEPS_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>

#include "absl/status/status.h"

namespace policygraph {

// Whether whoever asked still waits: OK, or why the work is to stop.
using GoOn = std::function<absl::Status()>;

// Counts the work of one query in steps, of which each looks at one edge or node. Asks every few
// thousand whether to go on, so that a caller who hangs up is noticed within milliseconds, and says
// when a bound is reached. Steps, unlike time, come out the same for every call. Not synchronised.
class Steps {
 public:
  static constexpr uint64_t kUnbounded = std::numeric_limits<uint64_t>::max();

  explicit Steps(GoOn go_on, uint64_t most = kUnbounded) : go_on_(std::move(go_on)), most_(most) {}

  // Counts what was just done or is done next. Fails with what `go_on` says.
  absl::Status Count(uint64_t steps = 1) {
    counted_ += steps;
    if (counted_ < next_question_) return absl::OkStatus();
    next_question_ = counted_ + kBetweenQuestions;
    return go_on_();
  }

  // True when as many steps were counted as there may be.
  bool exhausted() const { return counted_ >= most_; }

 private:
  static constexpr uint64_t kBetweenQuestions = 8192;

  const GoOn go_on_;
  const uint64_t most_;
  uint64_t counted_ = 0;
  uint64_t next_question_ = kBetweenQuestions;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_BASE_STEPS_H_
