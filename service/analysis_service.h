#ifndef POLICYGRAPH_SERVICE_ANALYSIS_SERVICE_H_
#define POLICYGRAPH_SERVICE_ANALYSIS_SERVICE_H_

#include "policygraph/v1/analysis_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.AnalysisService: it decodes, calls the use case and encodes.
class AnalysisService final : public v1::AnalysisService::CallbackService {
 public:
  explicit AnalysisService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* FindPaths(grpc::CallbackServerContext* context,
                                      const v1::FindPathsRequest* request,
                                      v1::FindPathsResponse* response) override;
  grpc::ServerUnaryReactor* RankNodes(grpc::CallbackServerContext* context,
                                      const v1::RankNodesRequest* request,
                                      v1::RankNodesResponse* response) override;
  grpc::ServerUnaryReactor* ListComponents(grpc::CallbackServerContext* context,
                                           const v1::ListComponentsRequest* request,
                                           v1::ListComponentsResponse* response) override;
  grpc::ServerUnaryReactor* FindCommunities(grpc::CallbackServerContext* context,
                                            const v1::FindCommunitiesRequest* request,
                                            v1::FindCommunitiesResponse* response) override;
  grpc::ServerUnaryReactor* MatchPattern(grpc::CallbackServerContext* context,
                                         const v1::MatchPatternRequest* request,
                                         v1::MatchPatternResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_ANALYSIS_SERVICE_H_
