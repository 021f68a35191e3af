#include "loader/links/scene.h"

#include <algorithm>
#include <array>

namespace policygraph::loader {
namespace {

// A list longer than this is none.
constexpr size_t kMaxListed = 16;

constexpr std::array<std::string_view, 8> kOpeningSigns = {"“",  "‘",  "（", "(",
                                                           "《", "〈", "【", "["};
constexpr std::array<std::string_view, 8> kClosingSigns = {"”",  "’",  "）", ")",
                                                           "》", "〉", "】", "]"};
constexpr std::array<std::string_view, 8> kClauseSigns = {"，", ",",  "；", ";",
                                                          "：", "。", "！", "？"};

// Which bytes begin a sign. Nearly no character of a text does.
constexpr std::array<bool, 256> kSignLeads = [] {
  std::array<bool, 256> leads{};
  for (const auto& signs : {kOpeningSigns, kClosingSigns, kClauseSigns}) {
    for (std::string_view sign : signs) leads[static_cast<unsigned char>(sign[0])] = true;
  }
  return leads;
}();

bool MayBeSign(std::string_view text, size_t at) {
  return at < text.size() && kSignLeads[static_cast<unsigned char>(text[at])];
}

size_t SignAt(const std::array<std::string_view, 8>& signs, std::string_view text, size_t at) {
  if (!MayBeSign(text, at)) return 0;
  for (std::string_view sign : signs) {
    if (text.compare(at, sign.size(), sign) == 0) return sign.size();
  }
  return 0;
}

bool IsPlace(NodeKind kind) { return kind == NodeKind::kCounty || kind == NodeKind::kRegion; }

// The text without the quotation marks around it.
std::string_view Unquoted(std::string_view text) {
  for (bool changed = true; changed;) {
    changed = false;
    if (const size_t closing = SignAt(kClosingSigns, text, 0)) {
      text.remove_prefix(closing);
      changed = true;
    }
    for (std::string_view sign : kOpeningSigns) {
      if (!text.ends_with(sign)) continue;
      text.remove_suffix(sign.size());
      changed = true;
    }
  }
  return text;
}

// The ranges of `count` groups in a list that is ordered by group.
template <typename Item>
std::vector<IndexRange> RangesBySentence(const std::vector<Item>& items, size_t count) {
  std::vector<IndexRange> ranges(count);
  size_t next = 0;
  for (size_t sentence = 0; sentence < count; ++sentence) {
    const size_t begin = next;
    while (next < items.size() && items[next].sentence == sentence) ++next;
    ranges[sentence] = {begin, next};
  }
  return ranges;
}

}  // namespace

Scene::Scene(const Document& document, const LinkRules& rules)
    : document_(document),
      rules_(rules),
      mentions_(RangesBySentence(document.mentions, document.sentences.size())),
      claims_(RangesBySentence(document.claims, document.sentences.size())) {
  FindNesting();
  CutClauses();
  for (size_t i = 0; i < document.mentions.size(); ++i) by_name_.try_emplace(mention(i).name, i);
}

void Scene::FindNesting() {
  std::vector<size_t> open;
  for (size_t i = 0; i < document_.mentions.size(); ++i) {
    while (!open.empty() && mention(open.back()).span.end <= mention(i).span.begin) open.pop_back();
    outer_.push_back(open.empty() ? std::nullopt : std::optional<size_t>(open.back()));
    open.push_back(i);
  }
}

void Scene::CutClauses() {
  const std::string_view text = document_.text;
  size_t next_mention = 0;
  for (const Sentence& sentence : document_.sentences) {
    clause_begins_.push_back(sentence.span.begin);
    int depth = 0;
    for (size_t at = sentence.span.begin; at < sentence.span.end;) {
      while (next_mention < document_.mentions.size() && mention(next_mention).span.end <= at) {
        ++next_mention;
      }
      if (next_mention < document_.mentions.size() && mention(next_mention).span.begin <= at) {
        at = mention(next_mention).span.end;
      } else if (!MayBeSign(text, at)) {
        ++at;
      } else if (const size_t opening = SignAt(kOpeningSigns, text, at)) {
        ++depth;
        at += opening;
      } else if (const size_t closing = SignAt(kClosingSigns, text, at)) {
        depth = std::max(depth - 1, 0);
        at += closing;
      } else if (const size_t sign = SignAt(kClauseSigns, text, at)) {
        at += sign;
        if (depth == 0 && at < sentence.span.end) clause_begins_.push_back(at);
      } else {
        ++at;
      }
    }
  }
}

size_t Scene::FirstMentionFrom(size_t byte) const {
  const auto found =
      std::partition_point(document_.mentions.begin(), document_.mentions.end(),
                           [&](const Mention& mention) { return mention.span.begin < byte; });
  return static_cast<size_t>(found - document_.mentions.begin());
}

ByteSpan Scene::ClauseAt(size_t sentence, size_t byte) const {
  const auto after = std::upper_bound(clause_begins_.begin(), clause_begins_.end(), byte);
  const size_t sentence_end = document_.sentences[sentence].span.end;
  const size_t end = after == clause_begins_.end() ? sentence_end : std::min(*after, sentence_end);
  return {after == clause_begins_.begin() ? 0 : *std::prev(after), end};
}

std::optional<std::string_view> Scene::Between(size_t begin, size_t end, size_t limit) const {
  if (end < begin || end - begin > limit) return std::nullopt;
  return document_.Words({begin, end});
}

bool Scene::Listed(size_t first, size_t second) const {
  return JoinsList(mention(first).span.end, mention(second).span.begin);
}

bool Scene::JoinsList(size_t begin, size_t end) const {
  constexpr size_t kLongestJoint = 24;
  const auto joint = Between(begin, end, kLongestJoint);
  if (!joint) return false;
  // Names that hold their quotation marks need nothing between them: “美酒之都”“书法之乡”.
  if (joint->empty()) return OpensWithSign(end);
  const std::string_view word = Unquoted(*joint);
  return word.empty() || rules_.list_words.Contains(word);
}

std::vector<size_t> Scene::ListEndingWith(size_t last, const LinkRule& rule) const {
  std::vector<size_t> list = {last};
  size_t front = mention(last).span.begin;  // of the list so far
  const size_t first_of_sentence = mentions_[mention(last).sentence].begin;
  // Names nested in a member stand between it and the next one, hence the wider look.
  const size_t stop = last - std::min(last - first_of_sentence, 4 * kMaxListed);
  for (size_t i = last; i-- > stop && list.size() < kMaxListed;) {
    const Mention& name = mention(i);
    if (name.span.end > front) continue;
    if (name.span.end == front && IsPlace(name.kind)) {
      front = name.span.begin;  // where the member lies: 旌阳孝泉镇
    } else if (JoinsList(name.span.end, front)) {
      if (!rule.MayStartFrom(name.kind)) break;
      front = name.span.begin;
      list.insert(list.begin(), i);
    } else if (!OuterOf(i)) {
      break;
    }
  }
  return list;
}

size_t Scene::BeforeSigns(size_t begin) const {
  const std::string_view text = std::string_view(document_.text).substr(0, begin);
  for (std::string_view sign : kOpeningSigns) {
    if (text.ends_with(sign)) return begin - sign.size();
  }
  return begin;
}

size_t Scene::AfterSigns(size_t end) const {
  return end + SignAt(kClosingSigns, document_.text, end);
}

bool Scene::OpensWithSign(size_t begin) const {
  return SignAt(kOpeningSigns, document_.text, begin) > 0;
}

std::optional<size_t> Scene::Named(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

bool Scene::SameNode(size_t a, size_t b) const {
  const Mention& first = mention(a);
  const Mention& second = mention(b);
  return first.kind == second.kind && first.name == second.name && first.scope == second.scope;
}

}  // namespace policygraph::loader
