#ifndef POLICYGRAPH_SERVICE_GRAPH_SERVICE_H_
#define POLICYGRAPH_SERVICE_GRAPH_SERVICE_H_

#include "policygraph/v1/graph_service.grpc.pb.h"
#include "service/backend.h"

namespace policygraph::service {

// The gRPC class of v1.GraphService: each method decodes, calls its use case and encodes.
class GraphService final : public v1::GraphService::CallbackService {
 public:
  explicit GraphService(Backend backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* GetNode(grpc::CallbackServerContext* context,
                                    const v1::GetNodeRequest* request,
                                    v1::GetNodeResponse* response) override;
  grpc::ServerUnaryReactor* BatchGetNodes(grpc::CallbackServerContext* context,
                                          const v1::BatchGetNodesRequest* request,
                                          v1::BatchGetNodesResponse* response) override;
  grpc::ServerUnaryReactor* ListNodes(grpc::CallbackServerContext* context,
                                      const v1::ListNodesRequest* request,
                                      v1::ListNodesResponse* response) override;
  grpc::ServerUnaryReactor* Expand(grpc::CallbackServerContext* context,
                                   const v1::ExpandRequest* request,
                                   v1::ExpandResponse* response) override;
  grpc::ServerUnaryReactor* SearchNodes(grpc::CallbackServerContext* context,
                                        const v1::SearchNodesRequest* request,
                                        v1::SearchNodesResponse* response) override;
  grpc::ServerUnaryReactor* ExplainNode(grpc::CallbackServerContext* context,
                                        const v1::ExplainNodeRequest* request,
                                        v1::ExplainNodeResponse* response) override;
  grpc::ServerWriteReactor<v1::ExportGraphResponse>* ExportGraph(
      grpc::CallbackServerContext* context, const v1::ExportGraphRequest* request) override;

 private:
  const Backend backend_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_GRAPH_SERVICE_H_
