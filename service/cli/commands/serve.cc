#include <fmt/format.h>
#include <pthread.h>
#include <signal.h>

#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/time/time.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/embedded_server.h"
#include "service/cli/failure.h"
#include "service/cli/target.h"

namespace policygraph::cli {
namespace {

constexpr absl::Duration kGrace = absl::Seconds(5);

struct Options {
  std::string store;
  std::string listen = kDefaultAddress;
  bool json = false;
};

// The signals that end the server, blocked from here on in this thread and all that it starts, so
// that WaitForStop() alone gets them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&signals_);
    sigaddset(&signals_, SIGINT);
    sigaddset(&signals_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  }

  void Wait() const {
    int signal = 0;
    sigwait(&signals_, &signal);
  }

 private:
  sigset_t signals_;
};

absl::StatusOr<ExitCode> Run(const Options& options) {
  const std::string store = options.store.empty() ? TargetOfEnvironment().store : options.store;
  if (store.empty()) return UsageError("pass --store DIR, the store to serve");
  const StopSignals stop;
  ASSIGN_OR_RETURN(const auto server, StartServer(store, MissingStore::kCreate, options.listen));
  const std::string host = options.listen.substr(0, options.listen.rfind(':'));
  const std::string address = fmt::format("{}:{}", host, server->port());
  if (options.json) {
    fmt::print("{}\n", nlohmann::ordered_json{{"address", address}, {"store", store}}.dump());
  } else {
    fmt::print("serving {} on {}; Ctrl-C stops\n", store, address);
  }
  std::fflush(stdout);
  stop.Wait();
  server->Shutdown(kGrace);
  return ExitCode::kOk;
}

}  // namespace

void AddServeCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      AddSubcommand(app, "serve", "Serve a store from this process until Ctrl-C",
                    "  policygraph serve --store var/graph\n"
                    "  policygraph serve --store var/graph --listen 0.0.0.0:50051\n");
  command
      ->add_option("--store", options->store,
                   "Store to serve, made when missing; default $POLICYGRAPH_STORE")
      ->type_name("DIR");
  command->add_option("--listen", options->listen, "Where to listen; port 0 takes a free one")
      ->type_name("HOST:PORT")
      ->capture_default_str();
  command->add_flag("--json", options->json, "Print the address as JSON, for programs");
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
