#ifndef POLICYGRAPH_SERVICE_CLI_COMMAND_LINE_H_
#define POLICYGRAPH_SERVICE_CLI_COMMAND_LINE_H_

#include <functional>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"

namespace policygraph::cli {

// What the program ends with. Documented in the help of every subcommand.
enum class ExitCode {
  kOk = 0,
  kFailed = 1,       // the answer is an error: not found, ambiguous, a report that cannot be read
  kUsage = 2,        // the command line is wrong
  kUnavailable = 3,  // nothing answers: no server, no store, or no answer in time
};

// What every subcommand that asks the graph takes.
struct CommonOptions {
  std::string address;
  std::string store;
  bool json = false;
  double timeout_seconds = 60;
};

// A subcommand ready to run. A status that is not OK is told to the user by main().
using Action = std::function<absl::StatusOr<ExitCode>()>;

// Adds a subcommand with its description, examples and the exit codes in its help.
CLI::App* AddSubcommand(CLI::App& app, const std::string& name, const std::string& description,
                        const std::string& examples);

// Adds --min-confidence.
void AddMinConfidence(CLI::App& command, double& min_confidence);

// What every subcommand that lists takes.
struct ListOptions {
  std::string filter;
  std::string order_by;
};

// Adds --filter and --order-by.
void AddListOptions(CLI::App& command, ListOptions& options);

// Adds --address, --store, --json and --timeout.
void AddCommonOptions(CLI::App& command, CommonOptions& options);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_COMMAND_LINE_H_
