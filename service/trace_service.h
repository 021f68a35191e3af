#ifndef POLICYGRAPH_SERVICE_TRACE_SERVICE_H_
#define POLICYGRAPH_SERVICE_TRACE_SERVICE_H_

#include "policygraph/v1/trace_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.TraceService: it decodes, calls the use case and encodes.
class TraceService final : public v1::TraceService::CallbackService {
 public:
  explicit TraceService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* TraceStrategy(grpc::CallbackServerContext* context,
                                          const v1::TraceStrategyRequest* request,
                                          v1::TraceStrategyResponse* response) override;
  grpc::ServerUnaryReactor* TraceOrigins(grpc::CallbackServerContext* context,
                                         const v1::TraceOriginsRequest* request,
                                         v1::TraceOriginsResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_TRACE_SERVICE_H_
