#ifndef POLICYGRAPH_SERVICE_CALL_H_
#define POLICYGRAPH_SERVICE_CALL_H_

#include <atomic>
#include <functional>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "boost/asio/thread_pool.hpp"
#include "graph/model/ids.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"
#include "service/call_limit.h"
#include "service/call_record.h"
#include "service/caller.h"

namespace policygraph::service {

// Threads for one sort of calls, and how many of these may be under way. Calls do their work here,
// so that the threads of gRPC stay free to answer others.
class Lane {
 public:
  Lane(std::string calls, int threads, int max_calls)
      : limit_(std::move(calls), max_calls), threads_(static_cast<size_t>(threads)) {}

  CallLimit& limit() { return limit_; }
  boost::asio::thread_pool& threads() { return threads_; }

  // Waits for the work that was handed in and ends the threads.
  void Join() { threads_.join(); }

 private:
  CallLimit limit_;
  boost::asio::thread_pool threads_;
};

// Where the calls of a server run, and who is told of them.
struct Calls {
  Lane reads;    // short ones: they wait for the store at most
  Lane exports;  // streams that read the whole graph
  Lane loads;    // whatever runs the loader or changes the graph
  Lane watches;  // streams that wait for commits, most of the time without a thread
  CallObserver observer;
  std::atomic<bool> closing = false;  // the server shuts down: streams that wait end
};

// The work of a call on domain types; says which revision it read or made.
using Work = std::function<absl::StatusOr<Revision>(const Caller&)>;

// One call under way, from its arrival to its end. Takes a place in its lane and gives it back when
// destroyed. The context must outlive it or its last use. Not synchronised: gRPC runs one reaction
// of a call at a time.
class Call {
 public:
  Call(Calls& calls, Lane& lane, grpc::CallbackServerContext& context, std::string_view method);

  // OK, or why the call is turned away: End it with this then.
  const absl::StatusOr<CallLimit::Slot>& admission() const { return slot_; }

  // Does the work on a thread of the lane, and then calls `then` there with how it went. An
  // exception in the work counts as INTERNAL. Work of a caller who has gone is not begun.
  void Run(Work work, std::function<void(const absl::Status&)> then);

  // Tells the observer that the call has ended, and gives the status to finish it with. Call once.
  grpc::Status End(const absl::Status& status);

 private:
  absl::StatusOr<Revision> Do(const Work& work) const;

  Calls& calls_;
  Lane& lane_;
  const std::string_view method_;
  const absl::Time start_;
  const Caller caller_;
  absl::StatusOr<CallLimit::Slot> slot_;
  std::optional<Revision> revision_;
};

// Answers a unary call with what `work` makes of it.
grpc::ServerUnaryReactor* RunUnary(Calls& calls, Lane& lane, grpc::CallbackServerContext* context,
                                   std::string_view method, Work work);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_CALL_H_
