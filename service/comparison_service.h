#ifndef POLICYGRAPH_SERVICE_COMPARISON_SERVICE_H_
#define POLICYGRAPH_SERVICE_COMPARISON_SERVICE_H_

#include "policygraph/v1/comparison_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.ComparisonService: it decodes, calls the use case and encodes.
class ComparisonService final : public v1::ComparisonService::CallbackService {
 public:
  explicit ComparisonService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* GetIndicatorSeries(grpc::CallbackServerContext* context,
                                               const v1::GetIndicatorSeriesRequest* request,
                                               v1::GetIndicatorSeriesResponse* response) override;
  grpc::ServerUnaryReactor* CompareReports(grpc::CallbackServerContext* context,
                                           const v1::CompareReportsRequest* request,
                                           v1::CompareReportsResponse* response) override;
  grpc::ServerUnaryReactor* CompareTargets(grpc::CallbackServerContext* context,
                                           const v1::CompareTargetsRequest* request,
                                           v1::CompareTargetsResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_COMPARISON_SERVICE_H_
