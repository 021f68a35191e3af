#ifndef POLICYGRAPH_SERVICE_HISTORY_SERVICE_H_
#define POLICYGRAPH_SERVICE_HISTORY_SERVICE_H_

#include "policygraph/v1/history_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC face of the commit log.
class HistoryService final : public v1::HistoryService::CallbackService {
 public:
  explicit HistoryService(Backend backend) : backend_(backend) {}

  grpc::ServerWriteReactor<v1::WatchCommitsResponse>* WatchCommits(
      grpc::CallbackServerContext* context, const v1::WatchCommitsRequest* request) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_HISTORY_SERVICE_H_
