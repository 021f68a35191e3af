#ifndef POLICYGRAPH_SERVICE_CLI_FAILURE_H_
#define POLICYGRAPH_SERVICE_CLI_FAILURE_H_

#include <string>

#include "absl/status/status.h"
#include "service/cli/command_line.h"

namespace policygraph::cli {

// A mistake in the command line that the parser cannot see; ends the program with kUsage.
absl::Status UsageError(std::string message);

// What the program ends with after this failure.
ExitCode ExitCodeOf(const absl::Status& failure);

// The failure for people: its message, and below it what its metadata adds (the ids of candidates).
// Lines, each ended.
std::string FailureText(const absl::Status& failure, bool color);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_FAILURE_H_
