#include "service/call.h"

#include <exception>
#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "boost/asio/post.hpp"
#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/status_mapping.h"

namespace policygraph::service {

Call::Call(Calls& calls, Lane& lane, grpc::CallbackServerContext& context, std::string_view method)
    : calls_(calls),
      lane_(lane),
      method_(method),
      start_(absl::Now()),
      caller_(absl::FromChrono(context.deadline()), [&context] { return context.IsCancelled(); }),
      slot_(lane.limit().Enter()) {}

void Call::Run(Work work, std::function<void(const absl::Status&)> then) {
  boost::asio::post(lane_.threads(), [this, work = std::move(work), then = std::move(then)] {
    const absl::StatusOr<Revision> revision = Do(work);
    if (revision.ok()) revision_ = *revision;
    then(revision.status());
  });
}

absl::StatusOr<Revision> Call::Do(const Work& work) const {
  RETURN_IF_ERROR(caller_.StillWaits());
  try {
    return work(caller_);
  } catch (const std::exception& error) {
    return absl::InternalError(fmt::format("{} failed inside: {}", method_, error.what()));
  } catch (...) {
    return absl::InternalError(fmt::format("{} failed inside", method_));
  }
}

grpc::Status Call::End(const absl::Status& status) {
  if (calls_.observer) {
    calls_.observer(
        {method_, status, absl::Now() - start_, status.ok() ? revision_ : std::nullopt});
  }
  return ToGrpcStatus(status);
}

grpc::ServerUnaryReactor* RunUnary(Calls& calls, Lane& lane, grpc::CallbackServerContext* context,
                                   std::string_view method, Work work) {
  grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
  auto call = std::make_shared<Call>(calls, lane, *context, method);
  auto finish = [call, reactor](const absl::Status& status) { reactor->Finish(call->End(status)); };
  if (call->admission().ok()) {
    call->Run(std::move(work), finish);
  } else {
    finish(call->admission().status());
  }
  return reactor;
}

}  // namespace policygraph::service
