// Reads what names and their neighbourhood say: 中江燃气发电, 绵竹九龙镇,
// 河湖整治、禁渔等“5+9”任务.

#include <optional>
#include <string_view>

#include "loader/links/counts.h"
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
  if (scene.AfterSigns(inner.span.end) == outer.span.end) return false;
  if (EndsWithOneOf(rule.unless_outer_ends, text, outer.span.end)) return true;
  if (rule.not_before.LongestAt(text, inner.span.end)) return false;
  const bool is_division = inner.place.level != DivisionLevel::kNone;
  if (!is_division && EndsWithOneOf(rule.not_inner_ends, text, inner.span.end) &&
      !EndsWithOneOf(rule.waters_outer_ends, text, outer.span.end)) {
    return false;
  }
  return inner.span.begin == outer.span.begin ||
         !EndsWithOneOf(rule.not_after, text, inner.span.begin);
}

// True when the name is of a branch and another place follows this one in it: 丁县大学乙县医院 is
// in 乙县.
bool IsOfParent(const Scene& scene, const WithinNameRule& rule, const Mention& outer,
                size_t inner) {
  if (!EndsWithOneOf(rule.branch_ends, scene.document().text, outer.span.end)) return false;
  const size_t end = scene.mention(inner).span.end;
  for (size_t i = scene.FirstMentionFrom(end);
       i < scene.document().mentions.size() && outer.span.Contains(scene.mention(i).span); ++i) {
    if (rule.MayLeadTo(scene.mention(i).kind)) return true;
  }
  return false;
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

// Where the words end that close a list: 等, and for a rule that allows a gap 3个, 等3个.
size_t AfterClosing(const Scene& scene, const SummedUpRule& rule, size_t end) {
  const auto word = scene.rules().list_end_words.LongestAt(scene.document().text, end);
  if (word) end += word->length;
  return rule.max_gap > 0 ? AfterCount(scene, end) : end;
}

// Links places of the first one's level that are listed with it and have no place of their own
// before them: 乙县丁镇、戊镇.
void LinkListedPlaces(const Scene& scene, const SideBySideRule& rule, size_t first, size_t target,
                      size_t end, std::vector<Link>& links) {
  constexpr size_t kMost = 16;
  size_t last = first;
  for (size_t i = first + 1; i < end && i - first <= kMost; ++i) {
    if (scene.OuterOf(i)) continue;
    const Mention& next = scene.mention(i);
    if (!scene.Listed(last, i) || next.kind != scene.mention(first).kind ||
        next.place.level != scene.mention(first).place.level) {
      return;
    }
    links.push_back(LinkOf(rule, i, target, {next.span, scene.mention(target).span}));
    last = i;
  }
}

}  // namespace

void ReadWithinNames(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const IndexRange range = scene.MentionsOf(sentence);
  for (const WithinNameRule& rule : scene.rules().within_names) {
    for (size_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = scene.mention(i);
      for (auto at = scene.OuterOf(i); at && rule.MayLeadTo(mention.kind);
           at = scene.OuterOf(*at)) {
        const Mention& outer = scene.mention(*at);
        if (rule.MayStartFrom(outer.kind) && MayLieIn(outer, mention) && !scene.SameNode(i, *at) &&
            ReadsInner(scene, rule, outer, mention) && !IsOfParent(scene, rule, outer, i)) {
          links.push_back(LinkOf(rule, *at, i, {outer.span}));
        }
      }
      if (!scene.OuterOf(i) && rule.MayStartFrom(mention.kind) &&
          OpensWithOwnPlace(scene, rule, mention)) {
        links.push_back(LinkToOwnPlace(rule, i, {mention.span}));
      }
    }
  }
}

void ReadContinuedNames(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  constexpr size_t kShortestName = 9;  // bytes
  const IndexRange range = scene.MentionsOf(sentence);
  for (const ContinuesNameRule& rule : scene.rules().continues_names) {
    for (size_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = scene.mention(i);
      const std::string_view name = mention.name;
      if (!rule.MayStartFrom(mention.kind) || !EndsWithOneOf(rule.ends, name, name.size()))
        continue;
      for (size_t end = name.size(); --end >= kShortestName;) {
        const std::optional<size_t> target = scene.Named(name.substr(0, end));
        if (!target || !rule.MayLeadTo(scene.mention(*target).kind)) continue;
        links.push_back(LinkOf(rule, i, *target, {mention.span}));
        break;
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
      if (rule.listed) LinkListedPlaces(scene, rule, next, i, range.end, links);
    }
  }
}

void ReadSummedUps(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  constexpr size_t kLookBack = 8;
  const std::string_view text = scene.document().text;
  const IndexRange range = scene.MentionsOf(sentence);
  for (const SummedUpRule& rule : scene.rules().summed_ups) {
    if (!rule.Covers(scene.document().sentences[sentence].part)) continue;
    for (size_t target = range.begin; target < range.end; ++target) {
      if (!rule.MayLeadTo(scene.mention(target).kind)) continue;
      const size_t begin = scene.BeforeSigns(scene.mention(target).span.begin);
      for (size_t last = target; last-- > range.begin && target - last <= kLookBack;) {
        const Mention& member = scene.mention(last);
        if (scene.OuterOf(last) || !rule.MayStartFrom(member.kind)) continue;
        const size_t end = scene.AfterSigns(member.span.end);
        const size_t closed = AfterClosing(scene, rule, end);
        const bool closing = closed > end;
        if (closed > begin || begin - closed > rule.max_gap) break;
        const std::vector<size_t> list = scene.ListEndingWith(last, rule);
        const bool quoted = begin < scene.mention(target).span.begin || scene.OpensWithSign(begin);
        if (!closing && (!quoted || rule.unclosed == 0 || list.size() < rule.unclosed)) break;
        for (size_t source : list) {
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
