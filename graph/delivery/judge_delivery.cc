#include "graph/delivery/judge_delivery.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"
#include "graph/delivery/likeness.h"

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

// What the review tells, made findable once for all commitments.
class ReviewIndex {
 public:
  explicit ReviewIndex(const ReportClaims& review) : review_(review) {
    for (const ReportClaim& outcome : review.outcomes) {
      pairs_.push_back(CharacterPairs(outcome.name));
      const size_t i = pairs_.size() - 1;
      for (const ClaimTie& tie : outcome.indicators) {
        by_indicator_[tie.node].push_back(i);
        by_characters_[SortedCharacters(tie.name)].push_back(i);
      }
      for (const ClaimTie& tie : outcome.projects) by_project_[tie.node].push_back(i);
    }
    for (const ReportTitle& title : review.titles) {
      if (title.kind == EdgeKind::kAwarded) won_.emplace(title.title.node, &title);
      if (title.kind == EdgeKind::kSeeks) sought_.emplace(title.title.node, &title);
      // A plan that announces the event again holds nothing.
      if (title.kind == EdgeKind::kMentions && title.part == ReportPart::kReview) {
        held_.emplace(title.title.node, &title);
      }
    }
  }

  using Positions = std::vector<size_t>;

  const ReportClaims& review() const { return review_; }
  const Positions& OfIndicator(const NodeId& id) const { return Get(by_indicator_, id); }
  // Of any indicator whose name has the same words in whatever order.
  const Positions& OfSameWords(std::string_view indicator) const {
    return Get(by_characters_, SortedCharacters(indicator));
  }
  const Positions& OfProject(const NodeId& id) const { return Get(by_project_, id); }
  const ReportTitle* Won(const NodeId& id) const { return Find(won_, id); }
  const ReportTitle* Sought(const NodeId& id) const { return Find(sought_, id); }
  const ReportTitle* Held(const NodeId& id) const { return Find(held_, id); }
  const std::vector<uint64_t>& PairsOf(size_t outcome) const { return pairs_[outcome]; }

 private:
  using Titles = absl::flat_hash_map<NodeId, const ReportTitle*>;

  template <typename Key>
  using Index = absl::flat_hash_map<Key, Positions>;

  template <typename Key>
  static const Positions& Get(const Index<Key>& index, const Key& key) {
    static const Positions kNone;
    const auto found = index.find(key);
    return found == index.end() ? kNone : found->second;
  }

  static const ReportTitle* Find(const Titles& titles, const NodeId& id) {
    const auto found = titles.find(id);
    return found == titles.end() ? nullptr : found->second;
  }

  const ReportClaims& review_;
  std::vector<std::vector<uint64_t>> pairs_;  // by outcome
  Index<NodeId> by_indicator_;
  Index<std::u32string> by_characters_;  // of an indicator's name
  Index<NodeId> by_project_;
  Titles won_, sought_, held_;
};

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
    const int32_t reviewed = index_.review().details.year - 1;
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

  bool IsOfSameFigure(const ReportClaim& outcome) const {
    return outcome.details.quantity.has_value() &&
           outcome.details.subject == commitment_.details.subject &&
           outcome.details.quantity->year == commitment_.details.quantity->year &&
           AreComparable(*commitment_.details.quantity, *outcome.details.quantity);
  }

  // The comparable figure among these outcomes in the clause most like the promise; of equal ones
  // the first that is told. Null when none is comparable.
  const ReportClaim* LikestFigure(const ReviewIndex::Positions& outcomes) const {
    const ReportClaim* best = nullptr;
    double best_likeness = -1;
    for (const size_t at : outcomes) {
      const ReportClaim& outcome = index_.review().outcomes[at];
      if (!IsOfSameFigure(outcome)) continue;
      const double likeness = Likeness(pairs_, index_.PairsOf(at));
      if (likeness <= best_likeness) continue;
      best_likeness = likeness;
      best = &outcome;
    }
    return best;
  }

  bool ByFigure() {
    if (!commitment_.details.quantity.has_value()) return false;
    for (size_t i = 0; i < commitment_.indicators.size(); ++i) {
      const ClaimTie& indicator = commitment_.indicators[i];
      const ReportClaim* told = LikestFigure(index_.OfIndicator(indicator.node));
      if (told == nullptr) told = LikestFigure(index_.OfSameWords(indicator.name));
      if (told == nullptr) continue;
      const FigureVerdict judged = JudgeFigure(*commitment_.details.quantity,
                                               commitment_.better[i], *told->details.quantity);
      Say(judged.verdict, judged.arithmetic);
      Prove(DeliveryRule::kFigure, *told, judged.confidence);
      return true;
    }
    return false;
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
  std::vector<Delivery> deliveries;
  deliveries.reserve(plan.commitments.size());
  if (review == nullptr) {
    for (const ReportClaim& commitment : plan.commitments) {
      deliveries.push_back({.commitment = &commitment,
                            .reason = fmt::format("no report of {} for {} is loaded",
                                                  plan.details.place, plan.details.year + 1),
                            .confidence = commitment.confidence});
    }
    return deliveries;
  }
  const ReviewIndex index(*review);
  const ContinuationFinder continuations(*review);
  for (const ReportClaim& commitment : plan.commitments) {
    deliveries.push_back(CommitmentJudge(plan, index, commitment).Judge());
    deliveries.back().continuation = continuations.Of(plan, commitment);
  }
  return deliveries;
}

}  // namespace policygraph
