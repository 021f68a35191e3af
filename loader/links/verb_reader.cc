// Reads source, verb, target: 什邡、绵竹分别荣膺“中国雪茄之都”“中国美酒名城”, 争创国家卫生城市,
// 落户我市.

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "loader/links/counts.h"
#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

// How far apart, in bytes, what belongs together may stand.
constexpr size_t kVerbToTarget = 240;
constexpr size_t kTargetToVerb = 30;
constexpr size_t kSourceToVerb = 150;
constexpr size_t kCarried = 300;
// As many sources as targets, from this number on, are pairs even if nothing says so.
constexpr size_t kPairedUnsaid = 3;
// A Chinese character, in bytes.
constexpr size_t kCharacter = 3;

// The words a rule goes by and where they stand.
struct Reading {
  const VerbRule* rule = nullptr;
  ByteSpan verb;
};

// What the verb is about: a mention, or the reporting place by a word for it.
struct Target {
  ByteSpan span;
  NodeKind kind = NodeKind::kRegion;
  std::optional<size_t> mention;
};

class VerbReader {
 public:
  VerbReader(const Scene& scene, size_t sentence, std::vector<Link>& links)
      : scene_(scene),
        text_(scene.document().text),
        sentence_(sentence),
        part_(scene.document().sentences[sentence].part),
        range_(scene.MentionsOf(sentence)),
        links_(links) {}

  void Read() {
    for (size_t i = range_.begin; i < range_.end; ++i) {
      const Mention& mention = scene_.mention(i);
      ReadTarget({mention.span, mention.kind, i});
    }
    for (const ByteSpan& span : OwnPlaceWords()) ReadTarget({span, OwnPlaceKind(), std::nullopt});
  }

 private:
  void ReadTarget(const Target& target) {
    clause_ = scene_.ClauseAt(sentence_, target.span.begin);
    const std::optional<Reading> reading = RuleFor(target);
    if (!reading || IsCounted(scene_, target.span, reading->verb.end)) return;
    const VerbRule& rule = *reading->rule;
    const std::optional<std::vector<size_t>> sources = SourcesOf(*reading, target);
    if (!sources) return;
    const ByteSpan said{std::min(reading->verb.begin, target.span.begin),
                        std::max(reading->verb.end, target.span.end)};
    if (sources->empty()) {
      if (rule.own_source && target.mention && !IsNational()) {
        links_.push_back(LinkFromOwnPlace(rule, *target.mention, {said}));
      }
      return;
    }
    for (size_t source : *sources) {
      const ByteSpan& words = scene_.mention(source).span;
      const std::vector<ByteSpan> evidence = {
          {std::min(words.begin, said.begin), std::max(words.end, said.end)}};
      if (!target.mention) {
        links_.push_back(LinkToOwnPlace(rule, source, evidence));
      } else if (!scene_.SameNode(source, *target.mention)) {
        links_.push_back(LinkOf(rule, source, *target.mention, evidence));
      }
    }
  }

  // The rule of the nearest verb before the target; else of a word soon after it.
  std::optional<Reading> RuleFor(const Target& target) const {
    const LinkRules& rules = scene_.rules();
    size_t at = target.span.begin;
    const size_t stop = std::max(clause_.begin, at - std::min(at, kVerbToTarget));
    while (at > stop) {
      if (const std::optional<size_t> begin = BeginOfNameOver(at, target)) {
        at = *begin;
        continue;
      }
      const auto match = rules.verbs_before.words.LongestEndingAt(text_, at);
      if (match && at - match->length >= clause_.begin) {
        if (const VerbRule* rule = Fitting(rules.verbs_before.rules[match->word], target)) {
          return Reading{rule, {at - match->length, at}};
        }
      }
      --at;
    }
    const size_t end = std::min(clause_.end, target.span.end + kTargetToVerb);
    for (at = target.span.end; at < end; ++at) {
      const auto match = rules.verbs_after.words.LongestAt(text_, at);
      if (!match) continue;
      if (const VerbRule* rule = Fitting(rules.verbs_after.rules[match->word], target)) {
        return Reading{rule, {at, at + match->length}};
      }
    }
    return std::nullopt;
  }

  bool Fits(const VerbRule& rule, const Target& target) const {
    return rule.Covers(part_) && rule.MayLeadTo(target.kind) && (target.mention || rule.own_target);
  }

  const VerbRule* Fitting(const std::vector<size_t>& rules, const Target& target) const {
    for (size_t rule : rules) {
      if (Fits(scene_.rules().verbs[rule], target)) return &scene_.rules().verbs[rule];
    }
    return nullptr;
  }

  // Where the outermost name begins that stands before the target and covers the byte before `at`.
  std::optional<size_t> BeginOfNameOver(size_t at, const Target& target) const {
    for (size_t i = scene_.FirstMentionFrom(at); i-- > range_.begin;) {
      if (scene_.OuterOf(i)) continue;
      const ByteSpan& span = scene_.mention(i).span;
      if (span.begin < at && at <= span.end && !span.Overlaps(target.span)) return span.begin;
      return std::nullopt;
    }
    return std::nullopt;
  }

  // The mentions that the verb is said of; empty for the reporting place, nothing when it is said
  // of something that is no node (3家企业入选).
  std::optional<std::vector<size_t>> SourcesOf(const Reading& reading, const Target& target) const {
    const VerbRule& rule = *reading.rule;
    if (const std::optional<size_t> owner = OwnerOf(rule, target)) {
      return scene_.ListEndingWith(*owner, rule);
    }
    const size_t limit = std::min(reading.verb.begin, target.span.begin);
    const std::optional<size_t> nearest = NearestSource(rule, limit);
    const size_t from = nearest ? scene_.mention(*nearest).span.end : clause_.begin;
    if (OpensWithCount(scene_, from, limit, nearest.has_value())) return std::nullopt;
    if (!nearest) {
      const std::optional<size_t> carried = CarriedSource(rule);
      return carried ? scene_.ListEndingWith(*carried, rule) : std::vector<size_t>();
    }
    if (OwnPlaceNamed(from, limit)) return std::vector<size_t>();
    std::vector<size_t> sources = scene_.ListEndingWith(*nearest, rule);
    if (rule.not_source_after.LongestEndingAt(text_, scene_.mention(sources.front()).span.begin)) {
      return std::vector<size_t>();
    }
    const bool respectively = Contains(rule.respectively, from, limit);
    if (!target.mention || (!respectively && sources.size() < kPairedUnsaid)) return sources;
    const std::vector<size_t> targets = TargetsInLine(*target.mention, rule);
    if (targets.size() != sources.size()) return sources;
    const auto place = std::find(targets.begin(), targets.end(), *target.mention);
    return std::vector<size_t>{sources[static_cast<size_t>(place - targets.begin())]};
  }

  // The name that stands right before the target, behind any verb (三星堆国家文物保护利用示范区);
  // 等 may close a list of them.
  std::optional<size_t> OwnerOf(const VerbRule& rule, const Target& target) const {
    constexpr size_t kMostBetween = 24;
    const size_t begin = scene_.BeforeSigns(target.span.begin);
    for (size_t i = scene_.FirstMentionFrom(target.span.begin); i-- > range_.begin;) {
      const Mention& mention = scene_.mention(i);
      if (mention.span.end > begin) continue;
      if (scene_.OuterOf(i)) continue;
      if (!rule.MayStartFrom(mention.kind)) return std::nullopt;
      if (mention.span.end == begin) return i;
      const bool listed =
          scene_.rules().list_end_words.LongestAt(text_, mention.span.end).has_value();
      if (!listed || begin - mention.span.end > kMostBetween) return std::nullopt;
      const ByteSpan between{mention.span.end, begin};
      return SaysVerb(between) ? std::nullopt : std::optional<size_t>(i);
    }
    return std::nullopt;
  }

  bool SaysVerb(const ByteSpan& span) const {
    return Contains(scene_.rules().verbs_before.words, span.begin, span.end);
  }

  // The mention before `limit` in the clause that the rule may start from, the outermost of nested
  // ones.
  std::optional<size_t> NearestSource(const VerbRule& rule, size_t limit) const {
    for (size_t i = scene_.FirstMentionFrom(limit); i-- > range_.begin;) {
      const ByteSpan& span = scene_.mention(i).span;
      if (span.begin < clause_.begin || span.begin + kSourceToVerb < limit) return std::nullopt;
      std::optional<size_t> found;
      for (std::optional<size_t> name = i; name; name = scene_.OuterOf(*name)) {
        if (scene_.mention(*name).span.end > limit) break;
        if (rule.MayStartFrom(scene_.mention(*name).kind)) found = name;
      }
      if (found) return found;
    }
    return std::nullopt;
  }

  // Whom an earlier clause asked for it: 支持乙县建设己港，打造美酒之都.
  std::optional<size_t> CarriedSource(const VerbRule& rule) const {
    for (size_t i = scene_.FirstMentionFrom(clause_.begin); i-- > range_.begin;) {
      const Mention& mention = scene_.mention(i);
      if (rule.MayLeadTo(mention.kind)) return std::nullopt;
      if (mention.span.end + kCarried < clause_.begin) return std::nullopt;
      if (scene_.OuterOf(i) || !rule.MayStartFrom(mention.kind)) continue;
      const size_t begin = scene_.mention(scene_.ListEndingWith(i, rule).front()).span.begin;
      if (!rule.carried_after.LongestEndingAt(text_, scene_.BeforeSigns(begin))) continue;
      const std::string_view since =
          text_.substr(mention.span.end, clause_.begin - mention.span.end);
      return since.find("；") == std::string_view::npos ? std::optional(i) : std::nullopt;
    }
    return std::nullopt;
  }

  bool OwnPlaceNamed(size_t begin, size_t end) const {
    return Contains(scene_.rules().own_place_words, begin, end);
  }

  bool Contains(const WordSet& words, size_t begin, size_t end) const {
    for (size_t at = begin; at < end; ++at) {
      const auto match = words.LongestAt(text_, at);
      if (match && at + match->length <= end) return true;
    }
    return false;
  }

  // The list of targets that this one stands in, in order.
  std::vector<size_t> TargetsInLine(size_t target, const VerbRule& rule) const {
    constexpr size_t kMost = 16;
    std::vector<size_t> line = {target};
    const auto joins = [&](size_t a, size_t b) {
      return scene_.Listed(a, b) && rule.MayLeadTo(scene_.mention(a).kind) &&
             rule.MayLeadTo(scene_.mention(b).kind);
    };
    for (size_t i = target; i-- > range_.begin && line.size() < kMost;) {
      if (scene_.OuterOf(i)) continue;
      if (!joins(i, line.front())) break;
      line.insert(line.begin(), i);
    }
    for (size_t i = target + 1; i < range_.end && line.size() < kMost; ++i) {
      if (scene_.OuterOf(i)) continue;
      if (!joins(line.back(), i)) break;
      line.push_back(i);
    }
    return line;
  }

  // Where the sentence speaks of the reporting place by a word for it.
  std::vector<ByteSpan> OwnPlaceWords() const {
    std::vector<ByteSpan> spans;
    if (range_.begin == range_.end) return spans;
    const ByteSpan& span = scene_.document().sentences[sentence_].span;
    for (size_t at = scene_.mention(range_.begin).span.end; at < span.end; ++at) {
      if (const auto word = scene_.rules().own_place_words.LongestAt(text_, at)) {
        spans.push_back({at, at + word->length});
      } else if (const auto opener = scene_.rules().own_place_openers.LongestAt(text_, at)) {
        const ByteSpan letter{at + opener->length, at + opener->length + kCharacter};
        if (StandsForOwnPlace(letter)) spans.push_back(letter);
      }
    }
    return spans;
  }

  // True for one character of the reporting place's name right before a verb: 在德布局.
  bool StandsForOwnPlace(const ByteSpan& letter) const {
    std::string_view name = scene_.document().place.name;
    name = name.substr(0, name.size() - std::min(name.size(), kCharacter));
    return letter.end < text_.size() &&
           name.find(text_.substr(letter.begin, letter.size())) != std::string_view::npos &&
           scene_.rules().verbs_after.words.LongestAt(text_, letter.end);
  }

  // The nation wins no honours of its own.
  bool IsNational() const { return scene_.document().place.level == DivisionLevel::kNational; }

  NodeKind OwnPlaceKind() const {
    return scene_.document().place.level == DivisionLevel::kCounty ? NodeKind::kCounty
                                                                   : NodeKind::kRegion;
  }

  const Scene& scene_;
  const std::string_view text_;
  const size_t sentence_;
  const ReportPart part_;
  const IndexRange range_;
  std::vector<Link>& links_;
  ByteSpan clause_;  // of the target at hand
};

}  // namespace

void ReadVerbs(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  VerbReader(scene, sentence, links).Read();
}

}  // namespace policygraph::loader
