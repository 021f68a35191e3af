#include "service/cli/target.h"

#include <cstdlib>

namespace policygraph::cli {
namespace {

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

absl::StatusOr<Target> ResolveTarget(const Target& flags, const Target& environment) {
  if (!flags.address.empty() && !flags.store.empty()) {
    return absl::InvalidArgumentError("--address and --store exclude each other; pass one of them");
  }
  if (!flags.address.empty() || !flags.store.empty()) return flags;
  if (!environment.address.empty() && !environment.store.empty()) {
    return absl::InvalidArgumentError(
        "POLICYGRAPH_ADDRESS and POLICYGRAPH_STORE are both set; unset one, or pass --address or "
        "--store");
  }
  if (!environment.address.empty() || !environment.store.empty()) return environment;
  return Target{.address = kDefaultAddress};
}

Target TargetOfEnvironment() {
  return {.address = Environment("POLICYGRAPH_ADDRESS"), .store = Environment("POLICYGRAPH_STORE")};
}

}  // namespace policygraph::cli
