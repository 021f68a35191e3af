#ifndef POLICYGRAPH_LOADER_FORMATS_CHILD_PROCESS_H_
#define POLICYGRAPH_LOADER_FORMATS_CHILD_PROCESS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace policygraph::loader {

// What a program may use up before it is ended.
struct ProcessLimits {
  absl::Duration time;      // on the clock
  size_t memory_bytes = 0;  // of address space
  size_t output_bytes = 0;  // of its output, and of its messages
};

// How a program ended.
struct ProcessResult {
  enum class End { kExited, kOutOfTime, kTooMuchOutput, kKilled } end = End::kExited;
  int exit_code = 0;     // when it exited
  std::string output;    // its standard output
  std::string messages;  // its standard error
};

// Where on $PATH the program of that name is.
std::optional<std::string> FindProgram(const std::string& name);

// Runs the program at this path with these arguments on this input, and waits for it. It gets none
// of this process's files and environment and does not outlive the call. May be called from many
// threads. INTERNAL when it cannot be started.
absl::StatusOr<ProcessResult> RunProgram(const std::string& path,
                                         const std::vector<std::string>& arguments,
                                         std::string_view input, const ProcessLimits& limits);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_CHILD_PROCESS_H_
