#include "service/cli/connection.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <utility>

#include "absl/time/time.h"
#include "graph/base/status_macros.h"
#include "service/cli/failure.h"
#include "service/cli/target.h"

namespace policygraph::cli {
namespace {

// A report's text and its sentences together may be twice the 8 MiB that a load takes, and more.
constexpr int kMaxAnswerBytes = 64 << 20;

std::shared_ptr<grpc::Channel> ChannelTo(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const CommonOptions& options,
                                                             MissingStore missing) {
  const auto target = ResolveTarget({options.address, options.store}, TargetOfEnvironment());
  if (!target.ok()) return UsageError(std::string(target.status().message()));
  const absl::Duration timeout = options.timeout_seconds == 0
                                     ? absl::InfiniteDuration()
                                     : absl::Seconds(options.timeout_seconds);
  if (!target->address.empty()) {
    return std::unique_ptr<Connection>(
        new Connection(nullptr, Client(ChannelTo(target->address), target->address, timeout)));
  }
  ASSIGN_OR_RETURN(auto server, StartServer(target->store, missing, /*listen=*/""));
  Client client(server->InProcessChannel(), target->store, timeout);
  return std::unique_ptr<Connection>(new Connection(std::move(server), std::move(client)));
}

}  // namespace policygraph::cli
