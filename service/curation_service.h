#ifndef POLICYGRAPH_SERVICE_CURATION_SERVICE_H_
#define POLICYGRAPH_SERVICE_CURATION_SERVICE_H_

#include "policygraph/v1/curation_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.CurationService: each method decodes, calls its use case and encodes.
class CurationService final : public v1::CurationService::CallbackService {
 public:
  explicit CurationService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* CreateJudgement(grpc::CallbackServerContext* context,
                                            const v1::CreateJudgementRequest* request,
                                            v1::CreateJudgementResponse* response) override;
  grpc::ServerUnaryReactor* UndoJudgement(grpc::CallbackServerContext* context,
                                          const v1::UndoJudgementRequest* request,
                                          v1::UndoJudgementResponse* response) override;
  grpc::ServerUnaryReactor* ListJudgements(grpc::CallbackServerContext* context,
                                           const v1::ListJudgementsRequest* request,
                                           v1::ListJudgementsResponse* response) override;
  grpc::ServerUnaryReactor* ListMergeCandidates(grpc::CallbackServerContext* context,
                                                const v1::ListMergeCandidatesRequest* request,
                                                v1::ListMergeCandidatesResponse* response) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CURATION_SERVICE_H_
