#include "graph/state/state_cache.h"

#include <algorithm>
#include <string>
#include <utility>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"

namespace policygraph {
namespace {

absl::Status NotReached(Revision revision, Revision newest) {
  return MakeError(
      ErrorReason::kRevisionNotReached,
      fmt::format("revision {} is not reached yet; the newest is {}", revision.number,
                  newest.number),
      {{"revision", std::to_string(revision.number)}, {"newest", std::to_string(newest.number)}});
}

absl::Status NotRetained(Revision revision, Revision oldest) {
  return MakeError(
      ErrorReason::kRevisionNotRetained,
      fmt::format("revision {} is no longer kept; the oldest kept is {}", revision.number,
                  oldest.number),
      {{"revision", std::to_string(revision.number)}, {"oldest", std::to_string(oldest.number)}});
}

}  // namespace

StateCache::StateCache(GraphStore& store, size_t retained)
    : store_(store), retained_(std::max<size_t>(retained, 1)) {}

void StateCache::Acknowledge(Revision revision) {
  const std::lock_guard lock(mutex_);
  acknowledged_ = std::max(acknowledged_, revision);
}

Revision StateCache::acknowledged() const {
  const std::lock_guard lock(mutex_);
  return acknowledged_;
}

absl::StatusOr<std::shared_ptr<const GraphState>> StateCache::Get(ReadAt at) {
  const Revision promised = acknowledged();  // before the snapshot, which then has it
  ASSIGN_OR_RETURN(std::shared_ptr<const GraphSnapshot> snapshot, store_.Snapshot());
  const Revision reached = snapshot->revision();
  switch (at.requirement) {
    case ReadAt::Requirement::kNewest:
      return GetNewest(std::move(snapshot), promised);
    case ReadAt::Requirement::kAtLeast:
      if (at.revision > reached) return NotReached(at.revision, reached);
      return GetNewest(std::move(snapshot), at.revision);
    case ReadAt::Requirement::kExactly:
      break;
  }
  if (at.revision > reached) return NotReached(at.revision, reached);
  if (at.revision == reached) RETURN_IF_ERROR(GetNewest(std::move(snapshot), reached).status());
  const std::lock_guard lock(mutex_);
  const auto found =
      std::ranges::find(states_, at.revision, [](const auto& state) { return state->revision(); });
  if (found != states_.end()) return *found;
  return NotRetained(at.revision, states_.empty() ? reached : states_.front()->revision());
}

absl::StatusOr<std::shared_ptr<const GraphState>> StateCache::GetNewest(
    std::shared_ptr<const GraphSnapshot> snapshot, Revision at_least) {
  std::shared_ptr<const GraphState> newest = Newest();
  if (newest != nullptr && newest->revision() >= snapshot->revision()) return newest;

  std::unique_lock building(build_mutex_, std::try_to_lock);
  if (!building.owns_lock()) {
    if (newest != nullptr && newest->revision() >= at_least) return newest;
    building.lock();
  }
  newest = Newest();  // whoever was building may have brought what is needed
  if (newest != nullptr && newest->revision() >= snapshot->revision()) return newest;

  ASSIGN_OR_RETURN(newest, GraphState::Build(std::move(snapshot)));
  std::shared_ptr<const GraphState> dropped;  // destroyed after the lock is released
  const std::lock_guard lock(mutex_);
  states_.push_back(newest);
  if (states_.size() > retained_) {
    dropped = std::move(states_.front());
    states_.pop_front();
  }
  return newest;
}

std::shared_ptr<const GraphState> StateCache::Newest() const {
  const std::lock_guard lock(mutex_);
  return states_.empty() ? nullptr : states_.back();
}

}  // namespace policygraph
