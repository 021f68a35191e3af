#include "service/cli/embedded_server.h"

#include <utility>

#include "absl/strings/cord.h"
#include "graph/base/status_macros.h"
#include "graph/store/rocks_store.h"
#include "loader/rules/rule_set.h"

namespace policygraph::cli {
namespace {

// The failure as UNAVAILABLE, with all that it tells: to the caller a store that cannot be opened
// is like a server that does not answer.
absl::Status Unavailable(const absl::Status& failure) {
  absl::Status unavailable = absl::UnavailableError(std::string(failure.message()));
  failure.ForEachPayload(
      [&](auto type, const absl::Cord& payload) { unavailable.SetPayload(type, payload); });
  return unavailable;
}

}  // namespace

absl::StatusOr<std::unique_ptr<service::Server>> StartServer(const std::string& store,
                                                             MissingStore missing,
                                                             const std::string& listen) {
  auto opened = RocksStore::Open(store, {.create_if_missing = missing == MissingStore::kCreate});
  if (!opened.ok()) return Unavailable(opened.status());
  ASSIGN_OR_RETURN(auto rules, loader::RuleSet::Compile(loader::BuiltinRuleFiles()));
  return service::Server::Start(*std::move(opened), std::move(rules), {.listen = listen});
}

}  // namespace policygraph::cli
