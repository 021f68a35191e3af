#ifndef POLICYGRAPH_SERVICE_STATUS_MAPPING_H_
#define POLICYGRAPH_SERVICE_STATUS_MAPPING_H_

#include "absl/status/status.h"
#include "graph/base/error.h"
#include "grpcpp/support/status.h"

namespace policygraph::service {

// Domain of every ErrorInfo that this server sends.
inline constexpr char kErrorDomain[] = "policygraph.v1";

// What clients are told of an error besides its message. DATA_LOSS and UNAVAILABLE without a reason
// come from a back end of the store and count as STORE_FAILURE.
ErrorInfo ToldErrorInfo(const absl::Status& status);

// The status as a client gets it: same code and message, and in its details a google.rpc.Status
// with the google.rpc.ErrorInfo that error_reason.proto promises. Long texts are cut and end in an
// ellipsis, since errors travel in headers. This is the only way an error leaves the server.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_STATUS_MAPPING_H_
