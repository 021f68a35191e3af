#include "service/history_service.h"

#include "service/watch_reactor.h"

namespace policygraph::service {

grpc::ServerWriteReactor<v1::WatchCommitsResponse>* HistoryService::WatchCommits(
    grpc::CallbackServerContext* context, const v1::WatchCommitsRequest* request) {
  return new WatchReactor(backend_, *context, *request);
}

}  // namespace policygraph::service
