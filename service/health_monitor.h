#ifndef POLICYGRAPH_SERVICE_HEALTH_MONITOR_H_
#define POLICYGRAPH_SERVICE_HEALTH_MONITOR_H_

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "graph/store/graph_store.h"
#include "grpcpp/health_check_service_interface.h"

namespace policygraph::service {

// Reads a little from the store, past every cache of the server, to see that it can be read.
absl::Status ReadFromStore(const GraphStore& store);

// Keeps the server's health what the store's is: SERVING while reads succeed, NOT_SERVING from the
// first one that fails to the next one that succeeds. Reads at an interval, and at once when told.
// The store must outlive it.
class HealthMonitor {
 public:
  HealthMonitor(const GraphStore& store, absl::Duration interval)
      : store_(store), interval_(interval) {}
  ~HealthMonitor() { Stop(); }

  HealthMonitor(const HealthMonitor&) = delete;
  HealthMonitor& operator=(const HealthMonitor&) = delete;

  // Begins. The health service says SERVING now, because a read has succeeded, and must live until
  // Stop. Call once.
  void Start(grpc::HealthCheckServiceInterface& health);

  // Ends; the health service is left as it is. May be called again.
  void Stop();

  // Something points to a failing store: check now. Returns at once. May be called on any thread.
  void CheckSoon();

 private:
  void Watch(grpc::HealthCheckServiceInterface& health);

  const GraphStore& store_;
  const absl::Duration interval_;

  // The standard mutex: ThreadSanitizer cannot see into the mutex of a packaged Abseil.
  std::mutex mutex_;
  std::condition_variable woken_;
  bool check_soon_ = false;  // under mutex_
  bool stopped_ = false;     // under mutex_
  std::thread thread_;
};

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_HEALTH_MONITOR_H_
