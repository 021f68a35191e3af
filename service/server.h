#ifndef POLICYGRAPH_SERVICE_SERVER_H_
#define POLICYGRAPH_SERVICE_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "graph/store/graph_store.h"
#include "grpcpp/channel.h"
#include "loader/rules/rule_set.h"
#include "service/call_record.h"

namespace policygraph::service {

struct ServerOptions {
  std::string listen;  // HOST:PORT, port 0 for a free one; empty to serve in process only

  // Calls that may be under way at once; more are turned away with LIMIT_EXCEEDED.
  int max_reads = 1000;
  int max_exports = 16;
  int max_loads = 16;  // uploads hold up to 16 MiB each
  int max_watches = 100;

  CallObserver on_call;                               // told of every call that has ended, when set
  absl::Duration health_interval = absl::Seconds(5);  // between reads that check the store
};

// The gRPC server with all its services over one store, with the standard health and reflection
// services. Starts on construction; the destructor shuts it down. Its methods may be called from
// many threads.
class Server {
 public:
  // Starts serving once a read of the store has succeeded, and fails with the error of that read.
  // UNAVAILABLE naming the address when it cannot be bound.
  static absl::StatusOr<std::unique_ptr<Server>> Start(std::unique_ptr<GraphStore> store,
                                                       std::unique_ptr<const loader::RuleSet> rules,
                                                       const ServerOptions& options);

  virtual ~Server() = default;

  // The port that it listens on; 0 when in process only.
  virtual int port() const = 0;

  // A channel to this server that needs no socket. Must not outlive the server.
  virtual std::shared_ptr<grpc::Channel> InProcessChannel() = 0;

  // Stops taking calls and waits for running ones, at most this long; then cancels them.
  virtual void Shutdown(absl::Duration grace) = 0;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_SERVER_H_
