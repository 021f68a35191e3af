#include "graph/delivery/judge_delivery.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/delivery/judge_progress.h"
#include "graph/delivery/likeness.h"
#include "graph/delivery/review_index.h"

namespace policygraph {
namespace {

std::string_view StageWord(Stage stage) {
  switch (stage) {
    case Stage::kUnspecified:
      return "no stage";
    case Stage::kPlanned:
      return "planned";
    case Stage::kStarted:
      return "started";
    case Stage::kUnderWay:
      return "under way";
    case Stage::kCompleted:
      return "completed";
    case Stage::kInOperation:
      return "in operation";
  }
  __builtin_unreachable();
}

// Judges one commitment by one review, rule after rule.
class CommitmentJudge {
 public:
  CommitmentJudge(const ReportClaims& plan, const ReviewIndex& index, const ReportClaim& commitment)
      : plan_(plan), index_(index), commitment_(commitment) {
    delivery_.commitment = &commitment;
    delivery_.confidence = commitment.confidence;
    pairs_ = CharacterPairs(commitment.name);
  }

  Delivery Judge() && {
    const int32_t reviewed = index_.review().details.reviewed_year();
    if (commitment_.details.year > reviewed) {
      Say(Verdict::kNotChecked, fmt::format("it is due in {}; the next report reviews {}",
                                            commitment_.details.year, reviewed));
    } else if (commitment_.details.strength == Strength::kWaived) {
      Say(Verdict::kNotTestable, "it says that no target is set");
    } else if (!IsTestable()) {
      Say(Verdict::kNotTestable, "it names no figure, project, designation or event");
    } else if (!ByFigure() && !ByStage() && !ByTitle()) {
      Say(Verdict::kNoEvidence, fmt::format("{} says nothing of it", index_.review().report));
      FindCandidates();
    }
    return std::move(delivery_);
  }

 private:
  void Say(Verdict verdict, std::string reason) {
    delivery_.verdict = verdict;
    delivery_.reason = std::move(reason);
  }

  void Prove(DeliveryRule rule, const ReportClaim& outcome, Confidence confidence) {
    delivery_.rule = rule;
    delivery_.outcome = &outcome;
    delivery_.proof = outcome.evidence;
    delivery_.confidence =
        std::min({delivery_.confidence, outcome.confidence, confidence});
  }

  bool IsTestable() const {
    return commitment_.details.quantity.has_value() || !commitment_.projects.empty() ||
           !TitlesWithin(plan_, commitment_).empty();
  }

  bool ByFigure() {
    const std::optional<SameFigure> same = index_.FindFigure(commitment_);
    if (!same.has_value()) return false;
    const FigureVerdict judged = JudgeFigure(*commitment_.details.quantity, same->better,
                                             *same->outcome->details.quantity);
    Say(judged.verdict, judged.arithmetic);
    Prove(DeliveryRule::kFigure, *same->outcome, judged.confidence);
    return true;
  }

  // The furthest stage that the review tells of a project that the commitment advances.
  bool ByStage() {
    const ReportClaim* best = nullptr;
    ClaimTie told;
    Stage promised = Stage::kUnspecified;
    for (const ClaimTie& project : commitment_.projects) {
      for (const size_t at : index_.OfProject(project.node)) {
        const ReportClaim& outcome = index_.review().outcomes[at];
        for (const ClaimTie& tie : outcome.projects) {
          if (tie.node != project.node || (best != nullptr && tie.stage <= told.stage)) continue;
          best = &outcome;
          told = tie;
          promised = std::max(project.stage, Stage::kUnderWay);
        }
      }
    }
    if (best == nullptr) return false;
    const bool done = told.stage >= promised;
    Say(done ? Verdict::kFulfilled : Verdict::kInProgress,
        fmt::format("{}: promised {}, reported {}", told.name, StageWord(promised),
                    StageWord(told.stage)));
    Prove(DeliveryRule::kStage, *best, kCertain);
    return true;
  }

  bool ByTitle() {
    for (const ReportTitle* title : TitlesWithin(plan_, commitment_)) {
      const NodeId& id = title->title.node;
      if (title->kind == EdgeKind::kSeeks) {
        if (SayTitle(index_.Won(id), Verdict::kFulfilled, DeliveryRule::kDesignation, "was won")) {
          return true;
        }
        if (SayTitle(index_.Sought(id), Verdict::kInProgress, DeliveryRule::kDesignation,
                     "is sought again")) {
          return true;
        }
      } else if (title->kind == EdgeKind::kMentions &&
                 SayTitle(index_.Held(id), Verdict::kFulfilled, DeliveryRule::kEvent,
                          "was held")) {
        return true;
      }
    }
    return false;
  }

  bool SayTitle(const ReportTitle* told, Verdict verdict, DeliveryRule rule,
                std::string_view what) {
    if (told == nullptr) return false;
    Say(verdict, fmt::format("{} {}", told->title.name, what));
    delivery_.rule = rule;
    delivery_.proof = told->evidence;
    return true;
  }

  void FindCandidates() {
    std::vector<std::pair<double, size_t>> alike;
    for (size_t at = 0; at < index_.review().outcomes.size(); ++at) {
      const double likeness = Likeness(pairs_, index_.PairsOf(at));
      if (likeness >= kCandidateLikeness) alike.emplace_back(-likeness, at);
    }
    std::ranges::sort(alike);
    if (alike.size() > kMaxCandidates) alike.resize(kMaxCandidates);
    for (const auto& [likeness, at] : alike) {
      delivery_.candidates.push_back(&index_.review().outcomes[at]);
    }
  }

  const ReportClaims& plan_;
  const ReviewIndex& index_;
  const ReportClaim& commitment_;
  std::vector<uint64_t> pairs_;
  Delivery delivery_;
};

}  // namespace

std::vector<Delivery> JudgeDelivery(const ReportClaims& plan, const ReportClaims* review) {
  if (review == nullptr) return LeaveUnchecked(plan);
  if (review->details.is_progress()) return JudgeProgress(plan, *review);
  std::vector<Delivery> deliveries;
  deliveries.reserve(plan.commitments.size());
  const ReviewIndex index(*review);
  const ContinuationFinder continuations(*review);
  for (const ReportClaim& commitment : plan.commitments) {
    deliveries.push_back(CommitmentJudge(plan, index, commitment).Judge());
    deliveries.back().continuation = continuations.Of(plan, commitment);
  }
  return deliveries;
}

}  // namespace policygraph
