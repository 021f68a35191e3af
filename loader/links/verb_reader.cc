// Reads source, verb, target: 什邡、绵竹分别荣膺“中国雪茄之都”“中国美酒名城”, 争创国家卫生城市,
// 落户我市.

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "loader/links/counts.h"
#include "loader/links/pattern_readers.h"
#include "loader/links/verb_sources.h"

namespace policygraph::loader {
namespace {

using Reading = VerbReading;
using Target = VerbTarget;

// How far apart, in bytes, what belongs together may stand.
constexpr size_t kVerbToTarget = 240;
constexpr size_t kTargetToVerb = 30;
// A Chinese character, in bytes.
constexpr size_t kCharacter = 3;

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
      ReadTarget({mention.span, mention.kind, i, sentence_, ClauseAround(mention.span)});
    }
    for (const ByteSpan& span : OwnPlaceWords()) {
      ReadTarget({span, OwnPlaceKind(), std::nullopt, sentence_, ClauseAround(span)});
    }
  }

 private:
  ByteSpan ClauseAround(const ByteSpan& span) const {
    return scene_.ClauseAt(sentence_, span.begin);
  }

  void ReadTarget(const Target& target) {
    std::optional<Reading> reading = VerbBefore(target);
    const size_t counted_from = reading ? reading->verb.end : target.clause.begin;
    if (!reading) reading = WordAfter(target);
    if (reading && !IsCounted(scene_, target.span, counted_from)) ReadBy(*reading, target);
  }

  void ReadBy(const Reading& reading, const Target& target) {
    const VerbRule& rule = *reading.rule;
    const std::optional<std::vector<size_t>> sources = SourcesOf(scene_, reading, target);
    if (!sources) return;
    const ByteSpan said{std::min(reading.verb.begin, target.span.begin),
                        std::max(reading.verb.end, target.span.end)};
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

  // The nearest verb before the target.
  std::optional<Reading> VerbBefore(const Target& target) const {
    const LinkRules& rules = scene_.rules();
    size_t at = target.span.begin;
    const size_t stop = std::max(target.clause.begin, at - std::min(at, kVerbToTarget));
    while (at > stop) {
      if (const std::optional<size_t> begin = BeginOfNameOver(at, target)) {
        at = *begin;
        continue;
      }
      const auto match = rules.verbs_before.words.LongestEndingAt(text_, at);
      if (match && at - match->length >= target.clause.begin && IsVerb(at)) {
        if (const VerbRule* rule = Fitting(rules.verbs_before.rules[match->word], target)) {
          return Reading{rule, {at - match->length, at}};
        }
      }
      --at;
    }
    return std::nullopt;
  }

  // False for a longer word that only ends like a verb, and for the noun that 法治建设和 ends.
  bool IsVerb(size_t end) const {
    return !scene_.rules().not_verbs.LongestEndingAt(text_, end) &&
           !scene_.rules().list_words.LongestAt(text_, end);
  }

  // What is said of a list is said of each of its names: 节水型社会、绿色社区等创建.
  std::optional<Reading> WordAfter(const Target& target) const {
    const LinkRules& rules = scene_.rules();
    size_t end = target.span.end;
    if (target.mention) {
      LinkRule alike;
      alike.targets = 1u << static_cast<int>(target.kind);
      end = scene_.mention(TargetsInLine(scene_, alike, *target.mention).back()).span.end;
    }
    const size_t stop = std::min(target.clause.end, end + kTargetToVerb);
    for (size_t at = end; at < stop; ++at) {
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
};

}  // namespace

void ReadVerbs(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  VerbReader(scene, sentence, links).Read();
}

}  // namespace policygraph::loader
