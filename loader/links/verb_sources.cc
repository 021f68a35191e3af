#include "loader/links/verb_sources.h"

#include <algorithm>
#include <string_view>

#include "loader/links/counts.h"

namespace policygraph::loader {
namespace {

// How far apart, in bytes, what belongs together may stand.
constexpr size_t kSourceToVerb = 150;
constexpr size_t kCarried = 300;
// As many sources as targets, from this number on, are pairs even if nothing says so.
constexpr size_t kPairedUnsaid = 3;

using Mentions = std::vector<size_t>;

class SourceFinder {
 public:
  SourceFinder(const Scene& scene, const VerbReading& reading, const VerbTarget& target)
      : scene_(scene),
        text_(scene.document().text),
        rule_(*reading.rule),
        target_(target),
        limit_(std::min(reading.verb.begin, target.span.begin)),
        first_(scene.MentionsOf(target.sentence).begin) {}

  std::optional<Mentions> Find() const {
    if (const std::optional<size_t> owner = Owner()) return scene_.ListEndingWith(*owner, rule_);
    const std::optional<size_t> nearest = Nearest();
    const size_t from = nearest ? scene_.mention(*nearest).span.end : target_.clause.begin;
    if (OpensWithCount(scene_, from, limit_, nearest.has_value())) return std::nullopt;
    if (!IsNamed(nearest, from)) return std::nullopt;
    if (!nearest) {
      const std::optional<size_t> carried = Carried();
      return carried ? scene_.ListEndingWith(*carried, rule_) : Mentions();
    }
    if (Contains(scene_.rules().own_place_words, from, limit_)) return Mentions();
    const Mentions sources = scene_.ListEndingWith(*nearest, rule_);
    if (rule_.not_source_after.LongestEndingAt(text_, scene_.mention(sources.front()).span.begin)) {
      return Mentions();
    }
    return OfTarget(sources, from);
  }

 private:
  // The name that stands right before the target, behind any verb (三星堆国家文物保护利用示范区);
  // 等 may close a list of them.
  std::optional<size_t> Owner() const {
    constexpr size_t kMostBetween = 24;
    const size_t begin = scene_.BeforeSigns(target_.span.begin);
    for (size_t i = scene_.FirstMentionFrom(target_.span.begin); i-- > first_;) {
      const Mention& mention = scene_.mention(i);
      if (mention.span.end > begin) continue;
      if (scene_.OuterOf(i)) continue;
      if (!rule_.MayStartFrom(mention.kind)) return std::nullopt;
      if (scene_.rules().honours.not_owner_ends.LongestEndingAt(text_, mention.span.end)) {
        return std::nullopt;
      }
      if (mention.span.end == begin) return i;
      const bool listed =
          scene_.rules().list_end_words.LongestAt(text_, mention.span.end).has_value();
      if (!listed || begin - mention.span.end > kMostBetween) return std::nullopt;
      const bool says_verb = Contains(scene_.rules().verbs_before.words, mention.span.end, begin);
      return says_verb ? std::nullopt : std::optional<size_t>(i);
    }
    return std::nullopt;
  }

  // The mention before the verb in the clause that the rule may start from, the outermost of nested
  // ones.
  std::optional<size_t> Nearest() const {
    for (size_t i = scene_.FirstMentionFrom(limit_); i-- > first_;) {
      const ByteSpan& span = scene_.mention(i).span;
      if (span.begin < target_.clause.begin || span.begin + kSourceToVerb < limit_) {
        return std::nullopt;
      }
      std::optional<size_t> found;
      for (std::optional<size_t> name = i; name; name = scene_.OuterOf(*name)) {
        if (scene_.mention(*name).span.end > limit_) break;
        if (rule_.MayStartFrom(scene_.mention(*name).kind)) found = name;
      }
      if (found) return found;
    }
    return std::nullopt;
  }

  // False when the honour is of something without a name of its own (夜游项目入选) or of a person.
  bool IsNamed(std::optional<size_t> nearest, size_t from) const {
    if (target_.kind != NodeKind::kDesignation || (nearest && from >= limit_)) return true;
    const HonourWords& words = scene_.rules().honours;
    if (words.not_of_places.LongestEndingAt(text_, target_.span.end)) return false;
    if (nearest && scene_.mention(*nearest).kind == NodeKind::kProject) return true;
    if (nearest && scene_.rules().list_end_words.LongestAt(text_, scene_.AfterSigns(from)))
      return true;
    const auto end = words.unnamed_ends.LongestEndingAt(text_, limit_);
    return !end || limit_ - end->length < from;
  }

  // Whom an earlier clause asked for it: 支持乙县建设己港，打造美酒之都.
  std::optional<size_t> Carried() const {
    for (size_t i = scene_.FirstMentionFrom(target_.clause.begin); i-- > first_;) {
      const Mention& mention = scene_.mention(i);
      if (rule_.MayLeadTo(mention.kind)) return std::nullopt;
      if (mention.span.end + kCarried < target_.clause.begin) return std::nullopt;
      if (scene_.OuterOf(i) || !rule_.MayStartFrom(mention.kind)) continue;
      const size_t begin = scene_.mention(scene_.ListEndingWith(i, rule_).front()).span.begin;
      if (!rule_.carried_after.LongestEndingAt(text_, scene_.BeforeSigns(begin))) continue;
      const std::string_view since =
          text_.substr(mention.span.end, target_.clause.begin - mention.span.end);
      return since.find("；") == std::string_view::npos ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
  }

  // Those of the sources that the target is said of: where sources and targets are pairs, the one
  // in its place. What follows the last known source before 分别 has targets of its own.
  std::optional<Mentions> OfTarget(const Mentions& sources, size_t from) const {
    const auto respectively = FirstIn(rule_.respectively, from, limit_);
    if (!target_.mention || (!respectively && sources.size() < kPairedUnsaid)) return sources;
    const Mentions targets = TargetsInLine(scene_, rule_, *target_.mention);
    const bool goes_on = respectively && targets.size() > sources.size() &&
                         FirstIn(scene_.rules().list_words, from, *respectively);
    if (targets.size() != sources.size() && !goes_on) return sources;
    const auto place = static_cast<size_t>(
        std::find(targets.begin(), targets.end(), *target_.mention) - targets.begin());
    if (place >= sources.size()) return std::nullopt;
    return Mentions{sources[place]};
  }

  // Where the first of the words begins.
  std::optional<size_t> FirstIn(const WordSet& words, size_t begin, size_t end) const {
    for (size_t at = begin; at < end; ++at) {
      const auto match = words.LongestAt(text_, at);
      if (match && at + match->length <= end) return at;
    }
    return std::nullopt;
  }

  bool Contains(const WordSet& words, size_t begin, size_t end) const {
    return FirstIn(words, begin, end).has_value();
  }

  const Scene& scene_;
  const std::string_view text_;
  const VerbRule& rule_;
  const VerbTarget& target_;
  const size_t limit_;  // what the source stands before
  const size_t first_;  // mention of the sentence
};

}  // namespace

std::optional<Mentions> SourcesOf(const Scene& scene, const VerbReading& reading,
                                  const VerbTarget& target) {
  return SourceFinder(scene, reading, target).Find();
}

Mentions TargetsInLine(const Scene& scene, const LinkRule& rule, size_t target) {
  constexpr size_t kMost = 16;
  const IndexRange range = scene.MentionsOf(scene.mention(target).sentence);
  Mentions line = {target};
  const auto joins = [&](size_t a, size_t b) {
    return scene.Listed(a, b) && rule.MayLeadTo(scene.mention(a).kind) &&
           rule.MayLeadTo(scene.mention(b).kind);
  };
  for (size_t i = target; i-- > range.begin && line.size() < kMost;) {
    if (scene.OuterOf(i)) continue;
    if (!joins(i, line.front())) break;
    line.insert(line.begin(), i);
  }
  for (size_t i = target + 1; i < range.end && line.size() < kMost; ++i) {
    if (scene.OuterOf(i)) continue;
    if (!joins(line.back(), i)) break;
    line.push_back(i);
  }
  return line;
}

}  // namespace policygraph::loader
