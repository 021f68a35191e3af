// Reads who works with whom: 与成都共建, 罗江—成华共建, 对口支援.

#include <algorithm>
#include <string_view>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

// How far after the names, in bytes, the words of working together may stand.
constexpr size_t kNamesToAct = 150;

class TogetherReader {
 public:
  TogetherReader(const Scene& scene, size_t sentence, const TogetherRule& rule,
                 std::vector<Link>& links)
      : scene_(scene),
        text_(scene.document().text),
        sentence_(sentence),
        rule_(rule),
        range_(scene.MentionsOf(sentence)),
        links_(links) {}

  void Read() {
    for (size_t i = range_.begin; i < range_.end; ++i) {
      if (scene_.OuterOf(i) || !rule_.MayLeadTo(scene_.mention(i).kind)) continue;
      ReadPartner(i);
    }
  }

 private:
  void ReadPartner(size_t partner) {
    const size_t begin = scene_.mention(partner).span.begin;
    const std::vector<size_t> partners = ListFrom(partner);
    if (const auto direct = rule_.direct.LongestEndingAt(text_, begin)) {
      for (size_t one : partners) Join(std::nullopt, one, begin - direct->length);
      return;
    }
    const size_t end = scene_.mention(partners.back()).span.end;
    if (const auto dash = rule_.dashes.LongestEndingAt(text_, begin)) {
      const std::optional<size_t> other = NameEndingAt(begin - dash->length, partner);
      if (other && ActFollows(end, scene_.document().sentences[sentence_].span.end)) {
        Join(other, partner, begin);
      }
      return;
    }
    if (DirectFollows(end)) {
      for (size_t one : partners) Join(std::nullopt, one, scene_.mention(one).span.begin);
      return;
    }
    const auto joiner = rule_.joiners.LongestEndingAt(text_, begin);
    if (!joiner || !ActFollows(end, scene_.ClauseAt(sentence_, begin).end)) return;
    const std::optional<size_t> other = NameEndingAt(begin - joiner->length, partner);
    for (size_t one : partners) Join(other, one, begin - joiner->length);
  }

  // The list of partners that begins with this one. A place right before a smaller one in it says
  // where that one lies, and is no partner.
  std::vector<size_t> ListFrom(size_t first) const {
    constexpr size_t kMost = 16;
    std::vector<size_t> list = {first};
    for (size_t i = first + 1; i < range_.end && list.size() < kMost; ++i) {
      if (scene_.OuterOf(i)) continue;
      if (!rule_.MayLeadTo(scene_.mention(i).kind)) break;
      if (scene_.mention(i).span.begin == scene_.mention(list.back()).span.end) {
        list.back() = i;
      } else if (scene_.Listed(list.back(), i)) {
        list.push_back(i);
      } else {
        break;
      }
    }
    return list;
  }

  // The name before a partner that ends at this byte.
  std::optional<size_t> NameEndingAt(size_t end, size_t partner) const {
    constexpr size_t kLookBack = 8;
    for (size_t i = partner; i-- > range_.begin && partner - i <= kLookBack;) {
      if (!scene_.OuterOf(i) && scene_.mention(i).span.end == end &&
          rule_.MayStartFrom(scene_.mention(i).kind)) {
        return i;
      }
    }
    return std::nullopt;
  }

  bool ActFollows(size_t begin, size_t end) const {
    end = std::min(end, begin + kNamesToAct);
    for (size_t at = begin; at < end; ++at) {
      if (rule_.acts.LongestAt(text_, at)) return true;
    }
    return false;
  }

  // 乙县、丙县等2个县结对帮扶
  bool DirectFollows(size_t end) const {
    constexpr size_t kNamesToDirect = 24;
    const size_t stop = std::min(scene_.ClauseAt(sentence_, end - 1).end, end + kNamesToDirect);
    for (size_t at = end; at < stop; ++at) {
      if (rule_.direct_after.LongestAt(text_, at)) return true;
    }
    return false;
  }

  // `said_from` is where the words begin that say it when the reporting place is the source.
  void Join(std::optional<size_t> source, size_t target, size_t said_from) {
    const Mention& partner = scene_.mention(target);
    if (!source) {
      if (partner.place.code == scene_.document().place.code && !partner.place.code.empty()) return;
      links_.push_back(LinkFromOwnPlace(rule_, target, {{said_from, partner.span.end}}));
    } else if (!scene_.SameNode(*source, target)) {
      const ByteSpan said{scene_.mention(*source).span.begin, partner.span.end};
      links_.push_back(LinkOf(rule_, *source, target, {said}));
    }
  }

  const Scene& scene_;
  const std::string_view text_;
  const size_t sentence_;
  const TogetherRule& rule_;
  const IndexRange range_;
  std::vector<Link>& links_;
};

}  // namespace

void ReadTogethers(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  for (const TogetherRule& rule : scene.rules().togethers) {
    TogetherReader(scene, sentence, rule, links).Read();
  }
}

}  // namespace policygraph::loader
