#ifndef POLICYGRAPH_SERVICE_WATCH_REACTOR_H_
#define POLICYGRAPH_SERVICE_WATCH_REACTOR_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "grpcpp/alarm.h"
#include "policygraph/v1/history_service.grpc.pb.h"
#include "service/backend.h"
#include "service/call.h"
#include "service/verdict_teller.h"

namespace policygraph::service {

// One WatchCommits call. Reads the commits that came since the last message on a thread of the
// lane; when there are none, waits without a thread and looks again. Owns itself from construction
// to OnDone.
class WatchReactor final : public grpc::ServerWriteReactor<v1::WatchCommitsResponse> {
 public:
  WatchReactor(Backend backend, grpc::CallbackServerContext& context,
               const v1::WatchCommitsRequest& request);

  void OnWriteDone(bool ok) override;
  void OnDone() override { delete this; }

 private:
  void Look();

  // Makes the next message.
  absl::StatusOr<Revision> Fill(const Caller& caller);
  absl::Status FillFromStore();
  absl::Status FillWithVerdicts(const Caller& caller);
  absl::Status AddCommits(const GraphSnapshot& snapshot);

  void Wait();
  void End(const absl::Status& status) { Finish(call_.End(status)); }

  const Backend backend_;
  const v1::WatchCommitsRequest& request_;  // of gRPC, which keeps it until OnDone
  Call call_;
  grpc::Alarm alarm_;
  Revision told_;  // all commits up to it were sent
  std::optional<VerdictTeller> verdicts_;  // when they were asked for
  Revision newest_;                        // that verdicts were looked for at
  bool began_ = false;
  v1::WatchCommitsResponse message_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_WATCH_REACTOR_H_
