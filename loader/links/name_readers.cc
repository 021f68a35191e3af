// Reads what names and their neighbourhood say: 中江燃气发电, 绵竹九龙镇,
// 河湖整治、禁渔等“5+9”任务.

#include <string_view>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

bool EndsWithOneOf(const WordSet& words, std::string_view text, size_t end) {
  return words.LongestEndingAt(text, end).has_value();
}

// Whether the target stands in the source's name as the rule wants it.
bool ReadsInner(const Scene& scene, const WithinNameRule& rule, const Mention& outer,
                const Mention& inner) {
  const std::string_view text = scene.document().text;
  if (rule.at_start && inner.span.begin != outer.span.begin) return false;
  if (inner.span.size() == outer.span.size()) return false;
  if (EndsWithOneOf(rule.unless_outer_ends, text, outer.span.end)) return true;
  if (rule.not_before.LongestAt(text, inner.span.end)) return false;
  return inner.span.begin == outer.span.begin ||
         !EndsWithOneOf(rule.not_after, text, inner.span.begin);
}

// True when the name opens with a word for the reporting place (市博物馆), and not with a longer
// word that only begins like one (市域铁路).
bool OpensWithOwnPlace(const Scene& scene, const WithinNameRule& rule, const Mention& mention) {
  const std::string_view text = scene.document().text;
  const auto opening = rule.own_openings.LongestAt(text, mention.span.begin);
  const auto other = rule.not_own_openings.LongestAt(text, mention.span.begin);
  return opening && opening->length < mention.span.size() &&
         (!other || other->length < opening->length);
}

// A place may lie in another one only when that one ranks above it.
bool MayLieIn(const Mention& source, const Mention& target) {
  const bool both_places = source.kind == NodeKind::kCounty || source.kind == NodeKind::kRegion;
  if (!both_places || source.place.level == DivisionLevel::kNone) return true;
  return target.place.level != DivisionLevel::kNone && target.place.level < source.place.level;
}

}  // namespace

void ReadWithinNames(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const IndexRange range = scene.MentionsOf(sentence);
  for (const WithinNameRule& rule : scene.rules().within_names) {
    for (size_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = scene.mention(i);
      const std::optional<size_t> outer = scene.OuterOf(i);
      if (outer && rule.MayStartFrom(scene.mention(*outer).kind) && rule.MayLeadTo(mention.kind) &&
          MayLieIn(scene.mention(*outer), mention) && !scene.SameNode(i, *outer) &&
          ReadsInner(scene, rule, scene.mention(*outer), mention)) {
        links.push_back(LinkOf(rule, *outer, i, {scene.mention(*outer).span}));
      }
      if (!outer && rule.MayStartFrom(mention.kind) && OpensWithOwnPlace(scene, rule, mention)) {
        links.push_back(LinkToOwnPlace(rule, i, {mention.span}));
      }
    }
  }
}

void ReadSideBySides(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  constexpr size_t kLongestJoint = 12;
  const IndexRange range = scene.MentionsOf(sentence);
  for (const SideBySideRule& rule : scene.rules().side_by_sides) {
    for (size_t i = range.begin; i + 1 < range.end; ++i) {
      // What is nested in the first name stands between it and its neighbour.
      size_t next = i + 1;
      while (next < range.end && scene.mention(next).span.begin < scene.mention(i).span.end) ++next;
      if (next == range.end || scene.OuterOf(i) != scene.OuterOf(next)) continue;
      const Mention& target = scene.mention(i);
      const Mention& source = scene.mention(next);
      if (!rule.MayLeadTo(target.kind) || !rule.MayStartFrom(source.kind)) continue;
      const auto joint = scene.Between(target.span.end, source.span.begin, kLongestJoint);
      if (!joint || (!joint->empty() && !rule.joiners.Contains(*joint))) continue;
      if (!MayLieIn(source, target) || scene.SameNode(i, next)) continue;
      links.push_back(LinkOf(rule, next, i, {{target.span.begin, source.span.end}}));
    }
  }
}

void ReadSummedUps(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  constexpr size_t kLookBack = 8;
  const std::string_view text = scene.document().text;
  const IndexRange range = scene.MentionsOf(sentence);
  for (const SummedUpRule& rule : scene.rules().summed_ups) {
    for (size_t target = range.begin; target < range.end; ++target) {
      if (!rule.MayLeadTo(scene.mention(target).kind)) continue;
      const size_t begin = scene.BeforeSigns(scene.mention(target).span.begin);
      for (size_t last = target; last-- > range.begin && target - last <= kLookBack;) {
        const Mention& member = scene.mention(last);
        if (scene.OuterOf(last) || !rule.MayStartFrom(member.kind)) continue;
        const size_t end = scene.AfterSigns(member.span.end);
        const auto closing = scene.rules().list_end_words.LongestAt(text, end);
        if (!closing || end + closing->length > begin ||
            begin - end - closing->length > rule.max_gap) {
          break;
        }
        for (size_t source : scene.ListEndingWith(last, rule)) {
          if (scene.SameNode(source, target)) continue;
          links.push_back(LinkOf(rule, source, target,
                                 {scene.mention(source).span, scene.mention(target).span}));
        }
        break;
      }
    }
  }
}

}  // namespace policygraph::loader
