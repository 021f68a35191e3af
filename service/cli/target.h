#ifndef POLICYGRAPH_SERVICE_CLI_TARGET_H_
#define POLICYGRAPH_SERVICE_CLI_TARGET_H_

#include <string>

#include "absl/status/statusor.h"

namespace policygraph::cli {

inline constexpr char kDefaultAddress[] = "127.0.0.1:50051";

// Whom a command asks: a server, or a store that it opens itself. Exactly one is set.
struct Target {
  std::string address;
  std::string store;

  friend bool operator==(const Target&, const Target&) = default;
};

// The target that the flags name, else the one that the environment names, else the server at
// kDefaultAddress. INVALID_ARGUMENT when one source names both.
absl::StatusOr<Target> ResolveTarget(const Target& flags, const Target& environment);

// What POLICYGRAPH_ADDRESS and POLICYGRAPH_STORE say.
Target TargetOfEnvironment();

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TARGET_H_
