#include "loader/claims/claim_former.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "loader/claims/claim_scope.h"
#include "loader/claims/clauses.h"
#include "loader/quantity/characters.h"

namespace policygraph::loader {
namespace {

using rules::v1::ClaimRole;
using Roles = ClaimRules::Roles;
using rules::v1::CLAIM_ROLE_ADDED;
using rules::v1::CLAIM_ROLE_EACH_THE_SAME;
using rules::v1::CLAIM_ROLE_FACET;
using rules::v1::CLAIM_ROLE_FACET_BASE;
using rules::v1::CLAIM_ROLE_GRADE;
using rules::v1::CLAIM_ROLE_GROWTH;
using rules::v1::CLAIM_ROLE_LEVEL;
using rules::v1::CLAIM_ROLE_RATE_OF_CHANGE;
using rules::v1::CLAIM_ROLE_STATISTIC;
using rules::v1::CLAIM_ROLE_TOTAL;
using rules::v1::CLAIM_ROLE_VAGUE;

// No phrase that names an indicator is longer, so no more is looked at beside a figure.
constexpr size_t kLongestPhrase = 240;
// A clause longer than this is none that a person wrote; only the words beside the figure are kept.
constexpr size_t kLongestClause = 900;
// What is said of a vague noun in more words than this makes no name of it.
constexpr size_t kLongestPredicate = 36;
constexpr size_t kShortVerb = 9;
// A short phrase that shares this much of its beginning with the end of the last indicator is short
// for it (示范园 after 省级返乡创业示范镇). Bytes: two and three Chinese characters.
constexpr size_t kSharedStem = 6;
constexpr size_t kShortEnding = 9;

// Names of the ways in which an indicator is found.
constexpr std::string_view kNounBefore = "noun-before-figure";
constexpr std::string_view kNounBehind = "noun-behind-figure";
constexpr std::string_view kObjectOfAward = "object-of-award";
constexpr std::string_view kListApart = "list-apart";
constexpr std::string_view kGoesOn = "goes-on-from-last";
constexpr std::string_view kCompleted = "completed-from-last";
constexpr std::string_view kNamedAction = "named-action";
constexpr std::string_view kWaiver = "sets-no-target";

// Moves the span's begin or end inwards until it is at most kLongestPhrase long.
ByteSpan LastPartOf(std::string_view text, ByteSpan span) {
  if (span.size() > kLongestPhrase) {
    span.begin = span.end - kLongestPhrase;
    while (span.begin < span.end && (text[span.begin] & 0xC0) == 0x80) ++span.begin;
  }
  return span;
}

ByteSpan FirstPartOf(std::string_view text, ByteSpan span) {
  if (span.size() > kLongestPhrase) {
    span.end = span.begin + kLongestPhrase;
    while (span.end > span.begin && (text[span.end] & 0xC0) == 0x80) --span.end;
  }
  return span;
}

}  // namespace

ClaimFormer::ClaimFormer(const Document& document, size_t sentence, std::span<const Figure> figures,
                         std::span<const ByteSpan> named, const ClaimRules& rules,
                         RejectedReadings* rejected)
    : document_(document),
      index_(sentence),
      sentence_(document.Words(document.sentences[sentence].span)),
      figures_(figures),
      named_(named),
      rules_(rules),
      rejected_(rejected) {}

ByteSpan ClaimFormer::Relative(const ByteSpan& span) const {
  const size_t begin = document_.sentences[index_].span.begin;
  return {span.begin - begin, span.end - begin};
}

std::vector<Claim> ClaimFormer::Form() {
  size_t figure = 0;
  size_t name = 0;
  for (const ByteSpan& clause : SplitClauses(sentence_, rules_)) {
    const size_t first_claim = claims_.size();
    // A figure inside brackets may begin before the clause that a mark behind it opens; it goes
    // with the clause it ends in.
    while (figure < figures_.size() && Relative(figures_[figure].span).end <= clause.end) {
      const Group group = GroupAt(figure, clause);
      FormGroup(clause, group);
      figure = group.past_last;
    }
    bool names_something = false;
    while (name < named_.size() && Relative(named_[name]).end <= clause.end) {
      names_something |= clause.Contains(Relative(named_[name]));
      ++name;
    }
    if (claims_.size() == first_claim) FormWaiver(clause);
    if (names_something && claims_.size() == first_claim) FormNamedAction(clause);
  }
  return std::move(claims_);
}

ClaimFormer::Group ClaimFormer::GroupAt(size_t first, const ByteSpan& clause) const {
  Group group{first, first + 1};
  while (group.past_last < figures_.size()) {
    const Figure& left = figures_[group.past_last - 1];
    const Figure& right = figures_[group.past_last];
    const ByteSpan between{Relative(left.span).end, Relative(right.span).begin};
    const bool joined = between.begin < between.end && Relative(right.span).end <= clause.end &&
                        rules_.ListMarkAt(sentence_, between.begin) == between.size() &&
                        left.quantity.base_unit == right.quantity.base_unit;
    if (!joined) break;
    ++group.past_last;
  }
  return group;
}

ByteSpan ClaimFormer::WordsBefore(const ByteSpan& clause, const Group& group) const {
  const size_t end = Relative(figures_[group.first].span).begin;
  const size_t last_end = group.first == 0 ? 0 : Relative(figures_[group.first - 1].span).end;
  ByteSpan before = LastPartOf(sentence_, {std::min(std::max(clause.begin, last_end), end), end});
  if (!last_counted_behind_ || before.begin != last_end) return before;
  // What stands up to the list mark belongs to the figure before.
  const std::vector<ByteSpan> items = SplitList(Words(before), rules_, /*all_marks=*/false);
  if (items.size() > 1) {
    before.begin += items.back().begin;
  } else if (rules_.BasisOfUnit(figures_[group.first].quantity.unit) == Basis::kRank) {
    // A rank among the things counted (在168个重点城市中居前10) is of what stood before them.
    before = LastPartOf(sentence_, {std::min(clause.begin, last_begin_), last_begin_});
  }
  return before;
}

void ClaimFormer::FormGroup(const ByteSpan& clause, Group group) {
  const size_t end = Relative(figures_[group.past_last - 1].span).end;
  const size_t next_begin = group.past_last < figures_.size()
                                ? Relative(figures_[group.past_last].span).begin
                                : sentence_.size();
  const ByteSpan behind =
      FirstPartOf(sentence_, {end, std::max(end, std::min(clause.end, next_begin))});

  const Lead lead = ReadLead(sentence_, WordsBefore(clause, group), rules_);
  const Tail tail = ReadTail(sentence_, behind, rules_);
  const Reading reading = Read(group, lead, tail);
  if (rejected_ != nullptr) TellOtherSide(group, lead, tail, reading);

  const std::string_view action = Words(ActionOf(lead, tail, reading));
  for (size_t i = group.first; i < group.past_last; ++i) {
    const bool one_each = reading.indicators.size() == group.size();
    for (size_t k = 0; k < reading.indicators.size(); ++k) {
      if (one_each && k != i - group.first) continue;
      const IndicatorName& indicator = reading.indicators[k];
      last_basis_ = BasisOf(figures_[i], lead, tail, reading, indicator.name);
      Add(clause, &figures_[i], action, last_basis_, indicator, reading.rule);
    }
  }
  last_ = reading.indicators;
  for (IndicatorName& indicator : last_) indicator.span = {};
  last_counted_behind_ = reading.counted_behind;
  last_begin_ = Relative(figures_[group.first].span).begin;
  last_figure_ = &figures_[group.past_last - 1];
}

void ClaimFormer::TellOtherSide(const Group& group, const Lead& lead, const Tail& tail,
                                const Reading& reading) const {
  const ByteSpan& words = reading.counted_behind ? lead.phrase : tail.noun;
  if (words.empty()) return;
  const Reading other =
      reading.counted_behind ? ReadBefore(lead, group.size()) : ReadBehind(lead, tail);
  const size_t offset = document_.sentences[index_].span.begin;
  for (const IndicatorName& indicator : other.indicators) {
    const ClaimRules::Indicator* known = rules_.FindIndicator(indicator.name);
    rejected_->Add({.stage = ReadingStage::kFormClaims,
                    .kind = NodeKind::kIndicator,
                    .span = {words.begin + offset, words.end + offset},
                    .sentence = index_,
                    .name = known == nullptr ? indicator.name : known->name,
                    .rule = std::string(other.rule),
                    .reason = LossReason::kSurerRule,
                    .against = std::string(reading.rule)});
  }
}

ByteSpan ClaimFormer::ActionOf(const Lead& lead, const Tail& tail, const Reading& reading) {
  if (reading.counted_behind) return lead.action.empty() ? tail.predicate : lead.action;
  const bool work_only = lead.action.empty() || lead.phrase.Contains(lead.action);
  return work_only && !lead.change.empty() ? lead.change : lead.action;
}

ClaimFormer::Reading ClaimFormer::Read(const Group& group, const Lead& lead,
                                       const Tail& tail) const {
  const bool counts = !rules_.IsAttributeUnit(figures_[group.first].quantity.base_unit);
  if (group.size() == 1 && counts && !tail.object.empty()) {
    return {{{std::string(Words(tail.object)), tail.object}}, kObjectOfAward, true, true, false};
  }
  if (!tail.noun.empty() && (counts || lead.phrase.empty())) return ReadBehind(lead, tail);
  if (counts && lead.phrase.empty() && !lead.action.empty() && !tail.predicate.empty()) {
    // A noun that begins like a predicate: 落实244.4万亩永久基本农田.
    return {{{std::string(Words(tail.predicate)), tail.predicate}}, kNounBehind, true, true, false};
  }
  return ReadBefore(lead, group.size());
}

ClaimFormer::Reading ClaimFormer::ReadBehind(const Lead& lead, const Tail& tail) const {
  Reading reading;
  reading.rule = kNounBehind;
  reading.counted_behind = true;
  reading.acted = !lead.action.empty() || tail.completed || lead.links.Has(CLAIM_ROLE_GROWTH);
  reading.continued = lead.action.empty() && !last_.empty();
  IndicatorName indicator{std::string(Words(tail.noun)), tail.noun};
  if (rules_.RolesOf(indicator.name).Has(CLAIM_ROLE_VAGUE)) {
    if (!lead.phrase.empty() && !lead.ends_with_etc) {
      // 示范区5条道路: 示范区道路.
      indicator = {std::string(Words(lead.phrase)) + indicator.name, {}};
    } else if (!tail.predicate.empty() && tail.predicate.size() <= kLongestPredicate) {
      // 5个项目落地: 落地项目.
      const Lead said = ReadLead(sentence_, tail.predicate, rules_);
      const ByteSpan words = said.phrase.empty() ? tail.predicate : said.phrase;
      indicator = {std::string(Words(words)) + indicator.name, {}};
    }
  }
  reading.indicators.push_back(std::move(indicator));
  return reading;
}

std::string ClaimFormer::CompleteFromLast(std::string_view phrase) const {
  if (last_.empty()) return {};
  std::string_view last = last_.front().name;
  const Roles roles = rules_.RolesOf(phrase);
  if (roles.Has(CLAIM_ROLE_FACET) || rules_.BeginsShare(phrase)) {
    const auto ending = rules_.EndingOf(last);
    if (ending && ending->roles.Has(CLAIM_ROLE_FACET_BASE) && ending->length < last.size()) {
      last.remove_suffix(ending->length);
    }
    return std::string(last).append(phrase);
  }
  if (roles.Has(CLAIM_ROLE_GRADE) && !last.empty()) {
    const auto grade = rules_.WordAt(last, 0);
    if (grade && grade->roles.Has(CLAIM_ROLE_GRADE)) last.remove_prefix(grade->length);
    return std::string(phrase).append(last);
  }
  if (phrase.size() <= kShortEnding && phrase.size() > kSharedStem && phrase.size() < last.size()) {
    const std::string_view ending = last.substr(last.size() - phrase.size());
    if (ending != phrase && ending.substr(0, kSharedStem) == phrase.substr(0, kSharedStem)) {
      return std::string(last.substr(0, last.size() - ending.size())).append(phrase);
    }
  }
  return {};
}

ClaimFormer::Reading ClaimFormer::ReadBefore(const Lead& lead, size_t size) const {
  Reading reading;
  reading.rule = kNounBefore;
  reading.acted = !lead.action.empty() || lead.work;
  const std::string_view phrase = Words(lead.phrase);
  const Roles roles = rules_.RolesOf(phrase);
  if (phrase.empty() || (roles.Has(CLAIM_ROLE_TOTAL) && !last_.empty())) {
    reading.rule = kGoesOn;
    reading.continued = phrase.empty() && lead.action.empty();
    reading.indicators = last_;
    if (last_.size() != size && last_.size() > 1) reading.indicators.resize(1);
    if (reading.indicators.empty()) reading.indicators.push_back({});
    return reading;
  }
  if (std::string completed = CompleteFromLast(phrase); !completed.empty()) {
    reading.rule = kCompleted;
    reading.indicators.push_back({std::move(completed), {}});
    return reading;
  }
  const bool each_the_same = size == 1 && lead.links.Has(CLAIM_ROLE_EACH_THE_SAME);
  if (size > 1 || each_the_same) {
    reading.indicators = SplitCoordinates(sentence_, lead.phrase, each_the_same ? 0 : size, rules_);
    if (!reading.indicators.empty()) {
      reading.rule = kListApart;
      return reading;
    }
  }
  ByteSpan words = lead.phrase;
  // 新签约项目100个: a vague noun takes its verb.
  if (roles.Has(CLAIM_ROLE_VAGUE) && lead.action.size() <= kShortVerb &&
      lead.action.end == words.begin && !lead.action.empty()) {
    words.begin = lead.action.begin;
  }
  reading.indicators.push_back({std::string(Words(words)), words});
  return reading;
}

bool ClaimFormer::ListsOnFromLast(const Figure& figure) const {
  if (last_figure_ == nullptr || last_figure_ == &figure) return false;
  return last_figure_->quantity.base_unit == figure.quantity.base_unit &&
         rules_.ListMarkAt(sentence_, Relative(last_figure_->span).end) > 0;
}

Basis ClaimFormer::BasisOf(const Figure& figure, const Lead& lead, const Tail& tail,
                           const Reading& reading, std::string_view indicator) const {
  const Basis by_unit = rules_.BasisOfUnit(figure.quantity.unit);
  if (by_unit == Basis::kRank || by_unit == Basis::kGrowth) return by_unit;
  const auto ending = rules_.EndingOf(indicator);
  if (lead.links.Has(CLAIM_ROLE_GROWTH) && !lead.links.Has(CLAIM_ROLE_LEVEL) &&
      !reading.counted_behind) {
    return Basis::kGrowth;
  }
  const bool goes_on_growing = reading.continued && last_basis_ == Basis::kGrowth;
  if (by_unit == Basis::kShare) {
    const bool rate = ending && ending->roles.Has(CLAIM_ROLE_RATE_OF_CHANGE);
    return rate || tail.growth || goes_on_growing || lead.links.Has(CLAIM_ROLE_GROWTH)
               ? Basis::kGrowth
               : Basis::kShare;
  }
  if (lead.links.Has(CLAIM_ROLE_ADDED) || lead.acts.Has(CLAIM_ROLE_ADDED) ||
      rules_.RolesOf(indicator).Has(CLAIM_ROLE_ADDED)) {
    return Basis::kIncrement;
  }
  if (lead.acts.Has(CLAIM_ROLE_LEVEL)) return Basis::kLevel;
  const bool goes_on_adding = last_basis_ == Basis::kIncrement;
  if (reading.counted_behind) {
    const bool adds = reading.acted || (reading.continued && goes_on_adding);
    return adds ? Basis::kIncrement : Basis::kLevel;
  }
  if (lead.links.Has(CLAIM_ROLE_LEVEL)) return Basis::kLevel;
  // One more of a list that a verb opened (新增A企业68家、B企业205家).
  const bool lists_on = reading.rule == kNounBefore || reading.rule == kCompleted;
  const bool goes_on = (reading.continued || lists_on) && goes_on_adding;
  if (goes_on && lead.action.empty() && ListsOnFromLast(figure)) return Basis::kIncrement;
  if (lead.work && lead.action.begin == lead.phrase.begin) return Basis::kIncrement;
  if (ending && ending->roles.Has(CLAIM_ROLE_STATISTIC)) return Basis::kLevel;
  if (reading.acted) return Basis::kIncrement;
  return goes_on ? Basis::kIncrement : Basis::kLevel;
}

void ClaimFormer::FormNamedAction(const ByteSpan& clause) {
  const std::string_view words = Words(FirstPartOf(sentence_, clause));
  for (size_t at = 0; at < words.size();) {
    const auto word = rules_.WordAt(words, at);
    if (word && word->roles.Has(rules::v1::CLAIM_ROLE_PROJECT_ACTION)) {
      Add(clause, nullptr, words.substr(at, word->length), Basis::kUnspecified, {}, kNamedAction);
      return;
    }
    at += word ? word->length : CharacterLength(words, at);
  }
  if (document_.sentences[index_].part == ReportPart::kPlan) {
    Add(clause, nullptr, {}, Basis::kUnspecified, {}, kNamedAction);
  }
}

void ClaimFormer::FormWaiver(const ByteSpan& clause) {
  if (!rules_.waived().given() || document_.sentences[index_].part != ReportPart::kPlan) return;
  size_t end = clause.end;
  while (end > clause.begin && rules_.ClauseMarkAt(sentence_, PreviousCharacter(sentence_, end))) {
    end = PreviousCharacter(sentence_, end);
  }
  const auto waived = rules_.waived().MatchAt(sentence_, end);
  if (!waived) return;
  ByteSpan words;
  words.begin = static_cast<size_t>(waived->group.data() - sentence_.data());
  words.end = words.begin + waived->group.size();
  while (const auto word = rules_.WordAt(Words(words), 0)) {
    if (!word->roles.Has(rules::v1::CLAIM_ROLE_OPENING)) break;
    words.begin += word->length;
  }
  if (words.begin < clause.begin || words.empty()) return;
  const size_t formed = claims_.size();
  Add(clause, nullptr, {}, Basis::kUnspecified, {std::string(Words(words)), words}, kWaiver);
  if (claims_.size() > formed) claims_.back().details.strength = Strength::kWaived;
}

bool ClaimFormer::DecideKind(const ByteSpan& clause, NodeKind& kind) const {
  switch (document_.sentences[index_].part) {
    case ReportPart::kReview:
      kind = NodeKind::kOutcome;
      return true;
    case ReportPart::kPlan:
      kind = NodeKind::kCommitment;
      return true;
    case ReportPart::kOther:
      break;
  }
  const std::string_view words = Words(FirstPartOf(sentence_, clause));
  bool future = false;
  bool past = false;
  for (size_t at = 0; at < words.size();) {
    const auto word = rules_.WordAt(words, at);
    future |= word && word->roles.Has(rules::v1::CLAIM_ROLE_FUTURE);
    past |= word && word->roles.Has(rules::v1::CLAIM_ROLE_PAST);
    at += word ? word->length : CharacterLength(words, at);
  }
  kind = future ? NodeKind::kCommitment : NodeKind::kOutcome;
  return future || past;
}

Strength ClaimFormer::StrengthOf(const ByteSpan& clause, const Figure* figure) const {
  const size_t end = figure ? Relative(figure->span).end : clause.end;
  const ByteSpan before = figure ? LastPartOf(sentence_, {std::min(clause.begin, end), end})
                                 : FirstPartOf(sentence_, clause);
  const std::string_view words = Words(before);
  Strength strength = Strength::kUnspecified;
  for (size_t at = 0; at < words.size();) {
    const auto word = rules_.WordAt(words, at);
    if (word && word->roles.Has(rules::v1::CLAIM_ROLE_ASPIRED)) strength = Strength::kAspired;
    if (word && word->roles.Has(rules::v1::CLAIM_ROLE_EXPECTED)) strength = Strength::kExpected;
    if (word && word->roles.Has(rules::v1::CLAIM_ROLE_BINDING)) strength = Strength::kBinding;
    at += word ? word->length : CharacterLength(words, at);
  }
  return strength;
}

int32_t ClaimFormer::YearOf(NodeKind kind, const ByteSpan& clause, size_t place) const {
  const std::string_view before =
      Words(LastPartOf(sentence_, {std::min(clause.begin, place), place}));
  if (const auto year = rules_.year().MatchAt(before, before.size())) {
    if (!rules_.year_compared().MatchAt(before, before.size() - year->length)) {
      return std::atoi(std::string(year->group).c_str());
    }
  }
  if (const auto year = rules_.lasting_year().MatchAt(sentence_, place)) {
    return std::atoi(std::string(year->group).c_str());
  }
  const bool of_year_before = kind == NodeKind::kOutcome && !document_.is_progress();
  return of_year_before ? document_.year - 1 : document_.year;
}

void ClaimFormer::Add(const ByteSpan& clause, const Figure* figure, std::string_view action,
                      Basis basis, const IndicatorName& indicator, std::string_view rule) {
  Claim claim;
  if (!DecideKind(clause, claim.kind)) return;
  const size_t offset = document_.sentences[index_].span.begin;
  const auto absolute = [&](const ByteSpan& span) {
    return ByteSpan{span.begin + offset, span.end + offset};
  };
  claim.sentence = index_;
  claim.span = absolute(clause);
  claim.rule = rule;
  claim.details.action = action;
  claim.details.strength = StrengthOf(clause, figure);
  claim.details.year =
      YearOf(claim.kind, clause, figure ? Relative(figure->span).begin : clause.end);
  if (figure) {
    const ByteSpan own = Relative(figure->span);
    if (clause.size() > kLongestClause) {
      claim.span = absolute({LastPartOf(sentence_, {clause.begin, own.begin}).begin,
                             FirstPartOf(sentence_, {own.end, clause.end}).end});
    }
    claim.span = {std::min(claim.span.begin, figure->span.begin),
                  std::max(claim.span.end, figure->span.end)};
    claim.details.quantity = figure->quantity;
    claim.details.quantity->basis = basis;
    claim.details.quantity->year = claim.details.year;
    claim.details.quantity->period =
        PeriodOf(document_, index_, absolute(clause), figure->span, basis, rules_);
    claim.details.subject = SubjectOf(document_, absolute(clause), figure->span, rules_);
  }
  claim.indicator = indicator.name;
  if (!indicator.span.empty()) claim.indicator_span = absolute(indicator.span);
  if (const ClaimRules::Indicator* known = rules_.FindIndicator(indicator.name)) {
    claim.indicator = known->name;
    claim.indicator_details = known->details;
  }
  claims_.push_back(std::move(claim));
}

}  // namespace policygraph::loader
