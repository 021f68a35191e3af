#ifndef POLICYGRAPH_SERVICE_DELIVERY_SERVICE_H_
#define POLICYGRAPH_SERVICE_DELIVERY_SERVICE_H_

#include "policygraph/v1/delivery_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.DeliveryService: it decodes, calls the use case and encodes.
class DeliveryService final : public v1::DeliveryService::CallbackService {
 public:
  explicit DeliveryService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* ListDeliveries(grpc::CallbackServerContext* context,
                                           const v1::ListDeliveriesRequest* request,
                                           v1::ListDeliveriesResponse* response) override;
  grpc::ServerUnaryReactor* GetScorecard(grpc::CallbackServerContext* context,
                                         const v1::GetScorecardRequest* request,
                                         v1::GetScorecardResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_DELIVERY_SERVICE_H_
