#include "service/cli/command_line.h"

namespace policygraph::cli {
namespace {

constexpr char kExitCodes[] =
    "\nExit codes:\n"
    "  0  done\n"
    "  1  the answer is an error: not found, ambiguous, or a report that cannot be read\n"
    "  2  the command line is wrong\n"
    "  3  nothing answers: no server, no store, or no answer in time";

}  // namespace

CLI::App* AddSubcommand(CLI::App& app, const std::string& name, const std::string& description,
                        const std::string& examples) {
  CLI::App* command = app.add_subcommand(name, description);
  command->footer("Examples:\n" + examples + kExitCodes);
  return command;
}

void AddMinConfidence(CLI::App& command, double& min_confidence) {
  command
      .add_option("--min-confidence", min_confidence,
                  "Only what is at least so sure; of what says 0.9, nine in ten are right")
      ->type_name("0-1")
      ->check(CLI::Range(0.0, 1.0));
}

void AddListOptions(CLI::App& command, ListOptions& options) {
  command
      .add_option("--filter", options.filter,
                  "Only what passes: fields compared with = != < <= > >= or : (has), joined by AND,\n"
                  "OR, NOT; a wrong field lists those there are")
      ->type_name("FILTER");
  command
      .add_option("--order-by", options.order_by,
                  "Fields to order by, with commas between; desc for the greater first")
      ->type_name("FIELDS");
}

void AddCommonOptions(CLI::App& command, CommonOptions& options) {
  constexpr char kGroup[] = "Where and how to ask";
  CLI::Option* address =
      command
          .add_option("--address", options.address,
                      "Server to ask; default $POLICYGRAPH_ADDRESS, else 127.0.0.1:50051")
          ->type_name("HOST:PORT")
          ->group(kGroup);
  command
      .add_option("--store", options.store,
                  "Store to ask directly, without a server; default $POLICYGRAPH_STORE")
      ->type_name("DIR")
      ->excludes(address)
      ->group(kGroup);
  command.add_flag("--json", options.json, "Print the answer as JSON, for programs")->group(kGroup);
  command
      .add_option("--timeout", options.timeout_seconds,
                  "Longest wait for an answer; 0 waits for ever")
      ->type_name("SECONDS")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str()
      ->group(kGroup);
}

}  // namespace policygraph::cli
