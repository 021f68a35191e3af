#ifndef POLICYGRAPH_SERVICE_CLI_CONNECTION_H_
#define POLICYGRAPH_SERVICE_CLI_CONNECTION_H_

#include <memory>

#include "absl/status/statusor.h"
#include "service/cli/client.h"
#include "service/cli/command_line.h"
#include "service/cli/embedded_server.h"
#include "service/server.h"

namespace policygraph::cli {

// A way to call the API: over the network, or to a server that lives in this object. Either way the
// same calls go through the same stubs.
class Connection {
 public:
  // Connects to what the options and the environment name (see target.h). The store is made when it
  // is missing only if `missing` says so. Connecting over the network does not wait for the server:
  // the first call fails with UNAVAILABLE when there is none.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const CommonOptions& options, MissingStore missing = MissingStore::kRefuse);

  Client& client() { return client_; }

 private:
  Connection(std::unique_ptr<service::Server> server, Client client)
      : server_(std::move(server)), client_(std::move(client)) {}

  std::unique_ptr<service::Server> server_;  // null when over the network; outlives its channel
  Client client_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_CONNECTION_H_
