// policygraphd: the gRPC server over one store.

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "graph/store/rocks_store.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"
#include "service/server.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

namespace policygraph::service {
namespace {

constexpr int kExitFailed = 1;  // it could not start
constexpr int kExitUsage = 2;

constexpr char kExamples[] = R"(Examples:
  policygraphd --store var/graph
      Serves the store on 127.0.0.1:50051 and creates it when it is not there.
  policygraphd --store /srv/graph --listen 0.0.0.0:8080 --log-level warning
      Listens to other machines too and logs only what goes wrong. There is no encryption and no
      login: put a proxy in front that has both.
  policygraphd --config policygraphd.toml
      Takes its options from a file with lines such as: store = "/srv/graph"

Stop it with Ctrl-C or SIGTERM: running calls may finish, and a second signal ends it at once.
Logs go to standard error, one line of key=value pairs an event.
Exit codes: 0 stopped when told to; 1 could not start; 2 the command line is wrong.)";

struct Flags {
  std::string store;
  std::string log_level = "info";
  int grace_seconds = 10;
  ServerOptions server;
};

void DefineFlags(CLI::App& app, Flags& flags) {
  app.add_option("--store", flags.store, "Folder of the graph; created when missing")->required();
  app.add_option("--listen", flags.server.listen, "HOST:PORT; port 0 takes a free one")
      ->capture_default_str();
  app.add_option("--log-level", flags.log_level, "What to log: debug, info, warning, error or off")
      ->check(CLI::IsMember({"debug", "info", "warning", "error", "off"}))
      ->capture_default_str();
  app.add_option("--grace", flags.grace_seconds, "Seconds that running calls get when it stops")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  const auto limit = CLI::Range(1, 100000);
  app.add_option("--max-reads", flags.server.max_reads, "Short reads at once")
      ->check(limit)
      ->capture_default_str();
  app.add_option("--max-exports", flags.server.max_exports, "Exports at once")
      ->check(limit)
      ->capture_default_str();
  app.add_option("--max-loads", flags.server.max_loads,
                 "Loads, retractions and explanations at once")
      ->check(limit)
      ->capture_default_str();
  app.add_option("--max-watches", flags.server.max_watches, "Streams that wait for commits at once")
      ->check(limit)
      ->capture_default_str();
  app.set_config("--config", "", "TOML file with any of these options");
  app.footer(kExamples);
}

std::string Quoted(std::string_view text) {
  return fmt::format("\"{}\"", absl::Utf8SafeCEscape({text.data(), text.size()}));
}

// One line for each call. Callers' mistakes are routine; a failing server is not.
void LogCall(const CallRecord& call) {
  const absl::Status& status = call.status;
  std::string line = fmt::format("event=call method={} status={} ms={:.3f}", call.method,
                                 absl::StatusCodeToString(status.code()),
                                 absl::ToDoubleMilliseconds(call.elapsed));
  if (call.revision.has_value()) line += fmt::format(" revision={}", call.revision->number);
  if (status.ok()) {
    spdlog::info(line);
    return;
  }
  const std::optional<ErrorInfo> error = GetErrorInfo(status);
  if (error.has_value()) line += fmt::format(" reason={}", ErrorReasonName(error->reason));
  line += " message=" + Quoted({status.message().data(), status.message().size()});
  const bool failing = status.code() == absl::StatusCode::kInternal ||
                       status.code() == absl::StatusCode::kDataLoss ||
                       status.code() == absl::StatusCode::kUnavailable;
  spdlog::log(failing ? spdlog::level::err : spdlog::level::info, line);
}

absl::StatusOr<std::unique_ptr<Server>> StartServer(const Flags& flags) {
  ASSIGN_OR_RETURN(std::unique_ptr<const loader::RuleSet> rules,
                   loader::RuleSet::Compile(loader::BuiltinRuleFiles()));
  ASSIGN_OR_RETURN(std::unique_ptr<GraphStore> store, RocksStore::Open(flags.store));
  return Server::Start(std::move(store), std::move(rules), flags.server);
}

// SIGINT and SIGTERM, for this thread and those it starts.
sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

int Run(const Flags& flags) {
  // Blocked before any thread starts, so that the signals wait for the one that asks for them.
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);

  absl::StatusOr<std::unique_ptr<Server>> server = StartServer(flags);
  if (!server.ok()) {
    const absl::string_view message = server.status().message();
    spdlog::error("event=failed message={}", Quoted({message.data(), message.size()}));
    return kExitFailed;
  }
  const std::string& listen = flags.server.listen;
  const std::string host = listen.substr(0, listen.rfind(':'));
  spdlog::info("event=started message=\"listening on {}:{}\" store={}", host, (*server)->port(),
               Quoted(flags.store));

  int signal = 0;
  sigwait(&signals, &signal);
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
  spdlog::info("event=stopping signal={} grace_seconds={}", signal, flags.grace_seconds);
  (*server)->Shutdown(absl::Seconds(flags.grace_seconds));
  server->reset();
  spdlog::info("event=stopped");
  return EXIT_SUCCESS;
}

int Main(int argc, char** argv) {
  CLI::App app("Serves a policy graph over gRPC.", "policygraphd");
  Flags flags;
  flags.server.listen = "127.0.0.1:50051";
  flags.server.on_call = LogCall;
  DefineFlags(app, flags);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == EXIT_SUCCESS ? EXIT_SUCCESS : kExitUsage;
  }
  auto logger = spdlog::stderr_logger_mt("policygraphd");
  logger->set_pattern("time=%Y-%m-%dT%H:%M:%S.%e%z level=%l %v");
  logger->set_level(spdlog::level::from_str(flags.log_level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
  return Run(flags);
}

}  // namespace
}  // namespace policygraph::service

int main(int argc, char** argv) { return policygraph::service::Main(argc, argv); }
