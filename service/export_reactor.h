#ifndef POLICYGRAPH_SERVICE_EXPORT_REACTOR_H_
#define POLICYGRAPH_SERVICE_EXPORT_REACTOR_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "policygraph/v1/graph_service.pb.h"
#include "service/backend.h"
#include "service/call.h"
#include "service/encode_answer.h"
#include "service/export_graph.h"

namespace policygraph::service {

// One ExportGraph call. Fills a message on a thread of the lane, writes it, and fills the next one
// when gRPC has taken it: the client sets the pace and there is never more than one message in
// memory. Owns itself from construction to OnDone.
class ExportReactor final : public grpc::ServerWriteReactor<v1::ExportGraphResponse> {
 public:
  ExportReactor(Backend backend, grpc::CallbackServerContext& context,
                const v1::ExportGraphRequest& request);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  void FillNext();
  absl::Status Open();
  absl::StatusOr<Revision> Fill(const Caller& caller);
  std::string Cursor() const;
  void End(const absl::Status& status) { Finish(call_.End(status)); }

  const Backend backend_;
  const v1::ExportGraphRequest& request_;  // of gRPC, which keeps it until OnDone
  Call call_;
  Detail detail_ = Detail::kFull;
  std::string fingerprint_;
  std::optional<GraphExport> export_;
  v1::ExportGraphResponse message_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_EXPORT_REACTOR_H_
