#include "service/health_monitor.h"

#include <algorithm>
#include <memory>

#include "graph/base/status_macros.h"

namespace policygraph::service {

absl::Status ReadFromStore(const GraphStore& store) {
  ASSIGN_OR_RETURN(const std::shared_ptr<const GraphSnapshot> snapshot, store.Snapshot());
  const uint64_t newest = snapshot->revision().number;
  return snapshot->CommitsAfter(Revision{std::max<uint64_t>(newest, 1) - 1}, 1).status();
}

void HealthMonitor::Start(grpc::HealthCheckServiceInterface& health) {
  thread_ = std::thread([this, &health] { Watch(health); });
}

void HealthMonitor::Stop() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  woken_.notify_one();
  thread_.join();
}

void HealthMonitor::CheckSoon() {
  {
    const std::lock_guard lock(mutex_);
    check_soon_ = true;
  }
  woken_.notify_one();
}

void HealthMonitor::Watch(grpc::HealthCheckServiceInterface& health) {
  bool healthy = true;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      const auto asked = [this] { return check_soon_ || stopped_; };
      if (interval_ == absl::InfiniteDuration()) {
        woken_.wait(lock, asked);  // the end of such an interval would overflow
      } else {
        woken_.wait_for(lock, absl::ToChronoNanoseconds(interval_), asked);
      }
      if (stopped_) return;
      check_soon_ = false;
    }
    const bool readable = ReadFromStore(store_).ok();
    if (readable != healthy) health.SetServingStatus(readable);
    healthy = readable;
  }
}

}  // namespace policygraph::service
